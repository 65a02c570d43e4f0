import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Body, parseBody } from './body.js';
import { menuFor } from './commands.js';
import { currentChat } from './conversation.js';
import { parseFault } from './faults.js';
import { setBotStatus, setPersonStatus } from './membership.js';
import * as people from './people.js';
import type { WorldView } from './people-api.js';
import { forward, type PersonFile } from './people-files.js';
import type { ChatRecord } from './records.js';
import { entitySchema, MEDIA_KINDS } from './records.js';
import { PeopleError } from './refusal.js';
import type { SeedPerson } from './seed.js';
import { share, shareable } from './share.js';
import { chatView, chatsOf, messageView, visible } from './views.js';
import type { TelegramWorld } from './world.js';

const HEARTBEAT_MS = 20_000;

const personParams = z.object({ person: z.string() });
const chatParams = z.object({ person: z.string(), chat: z.string() });
const messageParams = z.object({ person: z.string(), chat: z.string(), message: z.string() });
const integer = z.coerce.number().int();
const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});
const entityList = z.array(entitySchema);
const sendBody = z.object({
  text: z.string().default(''),
  entities: z.union([entityList, jsonText.pipe(entityList)]).optional(),
  replyTo: z.union([z.literal('').transform(() => null), z.null(), integer]).optional(),
});
const forwardBody = z.strictObject({ from: z.coerce.string(), messages: z.array(integer).min(1).max(100) });
const botBody = z.strictObject({
  status: z.enum(['member', 'administrator', 'left', 'kicked']),
  rights: z
    .strictObject({
      can_post_messages: z.boolean().optional(),
      can_edit_messages: z.boolean().optional(),
      can_delete_messages: z.boolean().optional(),
      can_pin_messages: z.boolean().optional(),
      can_invite_users: z.boolean().optional(),
    })
    .optional(),
});
const memberBody = z.strictObject({ person: integer, status: z.enum(['member', 'administrator', 'left']) });

/** `/people`, `/faults`, `/requests`: see `people-api.ts`. */
export function peopleRoutes(app: FastifyInstance, world: TelegramWorld): void {
  app.get('/people', (): WorldView => {
    const { id, username, name } = world.bot;
    return { bot: { id, username, name }, people: world.people.map((person) => ({ ...person })) };
  });
  app.get('/people/files/:file', (request, reply) => {
    const { file: id } = z.object({ file: z.string() }).parse(request.params);
    const file = world.files.find(id);
    const data = file && world.files.read(file.sha256);
    if (!file || !data) throw new PeopleError(404, 'there is no such file');
    return sendFile(reply, file.mime, data);
  });
  app.get('/people/:person/chats', (request) => chatsOf(world, personOf(world, request).id));
  app.get('/people/:person/events', (request, reply) => openEvents(world, personOf(world, request), reply));
  app.get('/people/:person/chats/:chat/messages', (request) => {
    const { person, chat } = place(world, request);
    const { limit } = z.object({ limit: integer.min(1).max(1000).default(100) }).parse(request.query);
    return visible(world, chat.id, limit).map((message) => messageView(world, message, person.id));
  });
  app.get('/people/:person/chats/:chat/commands', (request) => {
    const { person, chat } = place(world, request);
    return menuFor(world, chat, person.id);
  });
  writing(app, world);
  sharing(app, world);
  managing(app, world);
  breaking(app, world);
}

function writing(app: FastifyInstance, world: TelegramWorld): void {
  app.post('/people/:person/chats/:chat/messages', (request) => {
    const body = parseBody(request.headers['content-type'], {}, request.body);
    if (!body) throw new PeopleError(400, 'the body cannot be read');
    const { text, entities, replyTo } = sendBody.parse(body.params);
    const files = filesOf(body);
    return world.store.transact(() => {
      const { person, chat } = place(world, request);
      return messageView(world, people.say(world, person, chat, { text, entities, replyTo, files }), person.id);
    });
  });
  app.patch('/people/:person/chats/:chat/messages/:message', (request) => {
    const body = parseBody(request.headers['content-type'], {}, request.body);
    if (!body) throw new PeopleError(400, 'the body cannot be read');
    const { text, entities } = sendBody.parse(body.params);
    const [file] = filesOf(body);
    return world.store.transact(() => {
      const { person, message } = messagePlace(world, request);
      const edited = people.correct(world, person, message, { text, entities, ...(file && { file }) });
      return messageView(world, edited, person.id);
    });
  });
  app.post('/people/:person/chats/:chat/forward', (request) => {
    const { from, messages } = jsonBody(request, forwardBody);
    return world.store.transact(() => {
      const { person, chat } = place(world, request);
      const source = people.findChat(world, person, from);
      const found = messages.map((id) => people.findMessage(world, source, String(id)));
      people.needVoice(chat, person);
      return forward(world, person.id, chat, found).map((message) => messageView(world, message, person.id));
    });
  });
  app.delete('/people/:person/chats/:chat/messages/:message', (request, reply) => {
    const { person, message } = messagePlace(world, request);
    world.store.transact(() => people.erase(world, person, message));
    return reply.code(204).send();
  });
  app.post('/people/:person/chats/:chat/messages/:message/tap', async (request, reply) => {
    const { data } = jsonBody(request, z.object({ data: z.string() }));
    const { person, message } = messagePlace(world, request);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    return { answer: await people.tap(world, person, message, data, gone.signal) };
  });
}

/** Chats that a person hands to the bot by a button of its keyboard. */
function sharing(app: FastifyInstance, world: TelegramWorld): void {
  const at = '/people/:person/chats/:chat/messages/:message';
  app.get(`${at}/shareable`, (request) => {
    const { request: requestId } = z.object({ request: integer }).parse(request.query);
    return shareable(world, { ...messagePlace(world, request), requestId });
  });
  app.post(`${at}/share`, (request, reply) => {
    const { request: requestId, chat } = jsonBody(request, z.strictObject({ request: integer, chat: integer }));
    world.store.transact(() => share(world, { ...messagePlace(world, request), requestId }, chat));
    return reply.code(204).send();
  });
}

function filesOf({ uploads }: Body): PersonFile[] {
  return uploads.map(({ field, file }) => {
    const kind = MEDIA_KINDS.find((one) => one === field);
    if (!kind) throw new PeopleError(400, `a file cannot be sent as ${field}`);
    return { kind, file };
  });
}

function managing(app: FastifyInstance, world: TelegramWorld): void {
  app.post('/people/:person/bot/:what', (request, reply) => {
    const person = personOf(world, request);
    const { what } = z.object({ what: z.enum(['block', 'unblock']) }).parse(request.params);
    world.store.transact(() => (what === 'block' ? people.block : people.unblock)(world, person));
    return reply.code(204).send();
  });
  app.post('/people/:person/chats/:chat/bot', (request) => {
    const { status, rights } = jsonBody(request, botBody);
    const { person, chat } = place(world, request);
    people.needAdmin(chat, person);
    if (chat.type === 'channel' && status === 'member')
      throw new PeopleError(400, 'in a channel a bot is an administrator');
    world.store.transact(() => setBotStatus(world, chat, person.id, status, rights ?? null));
    return chatView(world, currentChat(world, chat.id), person.id);
  });
  app.post('/people/:person/chats/:chat/members', (request) => {
    const { person: who, status } = jsonBody(request, memberBody);
    const person = personOf(world, request);
    const chat = world.store.get('chats', chatParams.parse(request.params).chat);
    if (!chat || chat.type === 'private') throw new PeopleError(404, 'there is no such chat');
    people.findPerson(world, String(who));
    const byOneself = who === person.id && (status === 'left' || (status === 'member' && chat.username !== null));
    if (!byOneself) people.needAdmin(chat, person);
    world.store.transact(() => setPersonStatus(world, chat, person.id, who, status));
    return chatView(world, currentChat(world, chat.id), person.id);
  });
}

function breaking(app: FastifyInstance, world: TelegramWorld): void {
  app.get('/faults', () => world.faults.list());
  app.post('/faults', (request) => {
    const fault = parseFault(jsonBody(request, z.unknown()));
    if (!fault) throw new PeopleError(400, 'that is not a fault');
    world.faults.add(fault);
    return fault;
  });
  app.post('/faults/release', () => ({ released: world.faults.release() }));
  app.delete('/faults', (_request, reply) => {
    world.faults.clear();
    return reply.code(204).send();
  });
  app.get('/requests', (request) => {
    const { since } = z.object({ since: integer.default(0) }).parse(request.query);
    return world.requests.since(since);
  });
}

function jsonBody<S extends z.ZodType>(request: FastifyRequest, schema: S): z.output<S> {
  const body = parseBody(request.headers['content-type'], {}, request.body);
  if (!body) throw new PeopleError(400, 'the body must be JSON');
  return schema.parse(body.params);
}

const personOf = (world: TelegramWorld, request: FastifyRequest): SeedPerson =>
  people.findPerson(world, personParams.parse(request.params).person);

function place(world: TelegramWorld, request: FastifyRequest): { person: SeedPerson; chat: ChatRecord } {
  const person = personOf(world, request);
  return { person, chat: people.findChat(world, person, chatParams.parse(request.params).chat) };
}

function messagePlace(world: TelegramWorld, request: FastifyRequest) {
  const { person, chat } = place(world, request);
  return { person, chat, message: people.findMessage(world, chat, messageParams.parse(request.params).message) };
}

function openEvents(world: TelegramWorld, person: SeedPerson, reply: FastifyReply): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write(': listening\n\n');
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
  const stop = world.events.listen(
    person.id,
    (event) => raw.write(`data: ${JSON.stringify(event)}\n\n`),
    () => raw.end(),
  );
  raw.once('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

/** Only pictures are shown in the page; anything else is handed over as a download, never run. */
function sendFile(reply: FastifyReply, mime: string, data: Buffer): FastifyReply {
  const isPicture = /^image\/(?:jpeg|png|gif|webp)$/.test(mime);
  return reply
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('content-disposition', isPicture ? 'inline' : 'attachment')
    .type(isPicture ? mime : 'application/octet-stream')
    .send(data);
}
