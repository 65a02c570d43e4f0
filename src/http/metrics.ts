import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isSameSecret } from '../domain/api-token.js';
import type { AlarmView, Tally } from '../ports.js';
import { deskMetrics } from '../reads/metrics.js';
import type { Readiness } from '../reads/readiness.js';
import { authenticateToken } from '../usecases/authenticate-token.js';
import { type Desk, sqlOutside } from '../usecases/desk.js';
import { type Trouble, watchTrouble } from '../usecases/trouble.js';
import { exposition } from './exposition.js';
import { metricFamilies } from './metric-families.js';

export interface MetricsOptions {
  readonly desk: Desk;
  readonly readiness: () => Promise<Readiness>;
  readonly alarm: AlarmView;
  readonly version: string;
  readonly tally: Tally;
  /** `ADMIN_API_TOKEN`, or the sandbox's own. */
  readonly adminToken: string | null;
  /** People come through a proxy that we were not told of, and which need not say that it is one: no address tells anything then. */
  readonly hasHiddenProxy?: boolean;
}

/** However often it is scraped, Postgres is asked once in so long. */
const KEEP_MS = 2_000;

/**
 * `/metrics`: the whole desk from whichever web process is asked, because all that matters is in Postgres. Only what is of a process (memory,
 * event loop) is of this one.
 */
export function registerMetrics(server: FastifyInstance, options: MetricsOptions): void {
  const { desk, tally } = options;
  countWebhooks(server, tally);
  const trouble = watchTrouble(
    desk.log,
    {},
    { failed: 'Metrics could not be read from Postgres', well: 'Metrics can be read from Postgres again' },
  );
  let kept: { readonly at: number; readonly text: Promise<string> } | null = null;
  server.get('/metrics', async (request, reply) => {
    if (!(await isAllowed(request, options))) {
      const error =
        'Metrics are given to whoever shows ADMIN_API_TOKEN or an admin’s token with the scope MANAGE, and to private networks where TRUST_PROXY names the proxy that brings the others.';
      return reply.code(401).header('www-authenticate', 'Bearer').send({ error });
    }
    const at = desk.clock.now().getTime();
    if (!kept || at - kept.at >= KEEP_MS) kept = { at, text: measure(options, trouble) };
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await kept.text);
  });
}

async function measure({ desk, readiness, alarm, version }: MetricsOptions, trouble: Trouble): Promise<string> {
  const now = desk.clock.now();
  const measured = await deskMetrics(sqlOutside(desk), now).catch((err: unknown) => {
    trouble.failed(err);
    return null;
  });
  if (measured) trouble.well();
  const store = await alarm.look();
  const state = alarm.state();
  const ready = await readiness();
  const ours = metricFamilies({ now, version, readiness: ready, desk: measured, alarm: state, store });
  return exposition(ours) + (await processMetrics());
}

let ofProcess: Promise<{ metrics(): Promise<string> }> | null = null;

/** Loaded with the first scrape: who does not measure need not carry it. */
async function processMetrics(): Promise<string> {
  ofProcess ??= import('prom-client').then(({ collectDefaultMetrics, Registry }) => {
    const register = new Registry();
    collectDefaultMetrics({ register });
    return register;
  });
  return (await ofProcess).metrics();
}

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6');

/** The machine itself and private networks need no token; what one is shown counts from anywhere, and alone. */
async function isAllowed(request: FastifyRequest, options: MetricsOptions): Promise<boolean> {
  const token = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return token === undefined ? !options.hasHiddenProxy && isNear(request) : mayMeasure(options, token);
}

/** `ADMIN_API_TOKEN` counts also while Postgres is away, which is when one looks. */
async function mayMeasure({ desk, adminToken }: MetricsOptions, token: string): Promise<boolean> {
  if (adminToken !== null && isSameSecret(adminToken, token)) return true;
  const access = (await authenticateToken(desk, { token: null }, token))?.access;
  return access?.role === 'admin' && access.scopes.includes('manage');
}

/** What a proxy brings in comes from this machine by its address; unless we were told to believe the proxy, it is from anywhere. */
function isNear({ ip, headers, socket }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'] ?? headers.forwarded;
  if (forwarded !== undefined && ip === socket.remoteAddress) return false;
  return PRIVATE.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');
}

/** `/api/telegram/webhook` is Telegram's, `/api/webhooks/…` are the bridges'. */
const WEBHOOK = /^\/api\/(?:([a-z]+)\/webhook|(webhooks)\/[a-z-]+)$/;

function countWebhooks(server: FastifyInstance, tally: Tally): void {
  server.addHook('onResponse', async ({ routeOptions, method }, { statusCode }) => {
    const found = method === 'POST' ? WEBHOOK.exec(routeOptions.url ?? '') : null;
    if (!found) return;
    const source = found[1] ?? 'bridge';
    tally.add('copydesk_webhook_requests_total', { source, outcome: outcomeOf(statusCode) });
  });
}

function outcomeOf(status: number): string {
  if (status < 400) return 'accepted';
  if (status === 401 || status === 403) return 'unauthenticated';
  if (status === 429 || status === 503) return 'overloaded';
  return status < 500 ? 'refused' : 'failed';
}
