import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Caller, callerWith, own, tokenIn } from './access.js';
import { createContainer } from './create.js';
import type { Step, WireFault } from './faults.js';
import { publishContainer } from './publish.js';
import { listMedia, readMe, readObject, readQuota } from './read.js';
import { refreshToken } from './refresh.js';
import { GraphRefusal, unknownObject } from './refusal.js';
import type { InstagramWorld } from './world.js';

/** Those that live in November 2026. */
const VERSIONS = ['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0'];

type Params = Record<string, unknown>;

interface Call {
  readonly step: Step;
  run(caller: Caller, params: Params): object | Promise<object>;
}

/** The Graph API as `graph.instagram.com` has it. */
export function graphRoutes(app: FastifyInstance, world: InstagramWorld): void {
  app.all<{ Params: { version: string; '*': string } }>('/:version/*', (request, reply) => {
    const { version, '*': path } = request.params;
    if (!/^v\d+\.\d+$/.test(version)) return reply.code(404).send({ error: 'there is nothing here' });
    const given = paramsOf(request);
    return respond(world, { request, reply }, { path, given }, () => answer(world, request, { version, path, given }));
  });
  // Without a version.
  app.get('/refresh_access_token', (request, reply) => {
    const given = paramsOf(request);
    const asked = { path: 'refresh_access_token', given };
    return respond(world, { request, reply }, asked, () =>
      carryOut(world, 'refresh', () => refreshToken(world, given)),
    );
  });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function respond(
  world: InstagramWorld,
  { request, reply }: Exchange,
  asked: Omit<Asked, 'version'>,
  work: () => Promise<Answer>,
): Promise<FastifyReply> {
  try {
    const { status, body } = await work();
    note(world, request, { ...asked, status });
    if (status === null) return body === null ? reply.hijack() : breakOff(reply);
    return await reply.code(status).headers(headersOf(body)).send(body);
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    note(world, request, { ...asked, status: error.status });
    return reply.code(error.status).headers(headersOf(error)).send(error.body());
  }
}

interface Asked {
  readonly version: string;
  readonly path: string;
  readonly given: Params;
}

/** Status null: no answer; with a body the connection is cut, without one it stays silent. */
interface Answer {
  readonly status: number | null;
  readonly body: object | null;
}

async function answer(
  world: InstagramWorld,
  request: FastifyRequest,
  { version, path, given }: Asked,
): Promise<Answer> {
  if (!VERSIONS.includes(version)) throw new GraphRefusal(2500, `Unknown path components: /${version}`);
  const call = callFor(world, request.method, path.split('/'));
  return carryOut(world, call.step, () => {
    const caller = callerWith(world, tokenIn(request.headers.authorization, given));
    const { access_token: _token, ...params } = given;
    return call.run(caller, params);
  });
}

/** As Instagram, unless something goes wrong with it on purpose. */
async function carryOut(world: InstagramWorld, step: Step, work: () => object | Promise<object>): Promise<Answer> {
  const fault = world.faults.takeWire(step);
  if (fault?.kind === 'refuse') throw refusalOf(fault);
  if (fault && !fault.done) return { status: null, body: fault.kind === 'cut' ? {} : null };
  const body = await work();
  if (fault) return { status: null, body: fault.kind === 'cut' ? {} : null };
  return { status: 200, body };
}

function callFor(world: InstagramWorld, method: string, path: readonly string[]): Call {
  const [id = '', edge, ...rest] = path;
  if (rest.length > 0) throw unknownObject(path.join('/'));
  const onOwn = (step: Step, run: Call['run']): Call => ({
    step,
    run(caller, params) {
      own(caller, id);
      return run(caller, params);
    },
  });
  switch (`${method} ${edge ?? ''}`) {
    case 'POST media':
      return onOwn('create', (caller, params) => createContainer(world, caller, params));
    case 'POST media_publish':
      return onOwn('publish', (caller, params) => publishContainer(world, caller, params));
    case 'GET content_publishing_limit':
      return onOwn('read', (caller, params) => readQuota(world, caller, params));
    case 'GET media':
      return onOwn('read', (caller, params) => listMedia(world, caller, 'media', params));
    case 'GET stories':
      return onOwn('read', (caller, params) => listMedia(world, caller, 'stories', params));
    case 'GET ':
      if (id === 'me') return { step: 'read', run: (caller, params) => readMe(world, caller, params) };
      return {
        step: world.store.get('containers', id) ? 'status' : 'read',
        run: (caller, params) => readObject(world, caller, id, params),
      };
    default:
      throw new GraphRefusal(100, `Unsupported ${method.toLowerCase()} request.`, { subcode: 33 });
  }
}

function refusalOf(fault: Extract<WireFault, { kind: 'refuse' }>): GraphRefusal {
  const { code, message, subcode, status, isTransient, waitMinutes } = fault;
  return new GraphRefusal(code, message, {
    status,
    isTransient,
    ...(subcode !== undefined && { subcode }),
    ...(waitMinutes !== undefined && { waitMinutes }),
  });
}

function headersOf(body: unknown): Record<string, string> {
  const app = { 'x-app-usage': '{"call_volume":0,"cpu_time":0}' };
  if (!(body instanceof GraphRefusal) || body.waitMinutes === null) return app;
  const usage = { type: 'instagram', call_count: 100, estimated_time_to_regain_access: body.waitMinutes };
  return { ...app, 'x-business-use-case-usage': JSON.stringify({ '17841400000000000': [usage] }) };
}

function breakOff(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

const record = z.record(z.string(), z.unknown());

/** Query and body together, as Graph reads them; a body that is neither JSON nor a form is none. */
function paramsOf({ query, body, headers }: FastifyRequest): Params {
  const asked = record.parse(query);
  if (!Buffer.isBuffer(body) || body.length === 0) return asked;
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { ...asked, ...parseJson(body.toString('utf8')) };
  return { ...asked, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
}

function parseJson(text: string): Params {
  try {
    return record.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

function note(
  world: InstagramWorld,
  request: FastifyRequest,
  { path, given, status }: { path: string; given: Params; status: number | null },
): void {
  const { access_token: _token, ...params } = given;
  world.requests.add({ at: world.clock.now().toISOString(), method: request.method, path, params, status });
}
