import type { Alarm } from '../jobs/agenda.js';
import type { Config } from './config.js';
import type { MetricCounters } from './db/metric-counters.js';
import { openReads } from './db/reads.js';
import { sandboxToken } from './db/sandbox-token.js';
import { API_LIMITS } from './graphql/gate.js';
import { OPERATION_MS, registerGraphql } from './graphql/register.js';
import { guardPlayground } from './http/admin/playground-door.js';
import { registerAdmin } from './http/admin/routes.js';
import { callerOf } from './http/api-caller.js';
import { EDGE_LIMITS, registerEdge } from './http/edge.js';
import { registerMedia } from './http/media.js';
import { registerMetrics } from './http/metrics.js';
import { createServer, listen } from './http/server.js';
import { registerTelegramWebhook } from './http/telegram-webhook.js';
import { traceRequests } from './http/trace-requests.js';
import { registerUpload } from './http/upload/routes.js';
import { packageVersion, PACKAGE_ROOT } from './package-root.js';
import type { MediaStore } from './ports.js';
import type { Readiness } from './reads/readiness.js';
import type { Sandbox } from './sandbox/sandbox.js';
import type { WiredBot } from './app-bot.js';
import { type Desk, sqlOutside } from './usecases/desk.js';

export interface WebWiring extends WiredBot {
  readonly desk: Desk;
  readonly files: MediaStore;
  readonly sandbox: Sandbox | null;
  readonly alarm: Pick<Alarm, 'state' | 'look'>;
  readonly tally: MetricCounters;
  readonly readiness: () => Promise<Readiness>;
  /** What is to be closed with the desk. */
  readonly opened: AsyncDisposableStack;
}

/** Everything that this process answers over HTTP; returns the address. */
export async function openWeb(config: Config, wiring: WebWiring): Promise<string> {
  const { desk, files, sandbox, alarm, tally, readiness, opened, bot, webhookSecrets } = wiring;
  const { log, clock, ids, vault, tracer, orm } = desk;
  const isSecure = config.siteUrl?.startsWith('https:') ?? false;
  const server = createServer({
    log,
    readiness,
    sandbox: config.sandbox,
    trustedProxies: config.trustedProxies,
    isSecure,
  });
  if (tracer) traceRequests(server, tracer);
  opened.defer(() => server.close());
  await registerEdge(server, config.sandbox ? null : EDGE_LIMITS);
  const reads = await openReads(orm, log, OPERATION_MS);
  opened.defer(() => reads.close());
  const token = sandbox ? await sandboxToken(sqlOutside(desk), ids.secret(24)) : config.adminApiToken;
  const graphql = registerGraphql(server, {
    desk,
    readiness,
    authenticate: (given) => callerOf(desk, token, given),
    playgroundToken: sandbox ? token : null,
    guardPage: sandbox ? null : (request, reply) => guardPlayground(desk, request, reply),
    readsUntil: reads.until,
    introspection: config.sandbox ? 'everyone' : config.introspection,
    limits: config.sandbox ? null : API_LIMITS,
  });
  opened.defer(() => graphql.stop());
  await sandbox?.register(server, { root: PACKAGE_ROOT, graphqlToken: token ?? '' });
  registerMetrics(server, {
    desk,
    readiness,
    alarm,
    version: packageVersion(),
    tally,
    adminToken: token,
    // We speak no TLS ourselves.
    hasHiddenProxy: isSecure && config.trustedProxies.length === 0,
  });
  registerMedia(server, { store: files, keys: () => vault.deriveKeys('media'), clock });
  if (webhookSecrets) registerTelegramWebhook(server, { secrets: webhookSecrets, receive: bot.receive });
  await registerUpload(server, { desk, log, root: PACKAGE_ROOT });
  await registerAdmin(server, { desk, readiness, alarm, root: PACKAGE_ROOT });
  return listen(server, config);
}
