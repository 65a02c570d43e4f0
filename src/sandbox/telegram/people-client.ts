import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type {
  BotBody,
  ChatView,
  EntityView,
  Fault,
  KeyView,
  MemberBody,
  MessageView,
  PeopleEvent,
  RequestView,
  ShareableChat,
  TapView,
  WorldView,
} from './people-api.js';
import * as schemas from './people-schemas.js';

/** People with their hands on the simulated Telegram, over HTTP: what tests are written in. */
export interface PeopleClient {
  world(): Promise<WorldView>;
  as(person: number): Person;
  /** The next requests that fit go wrong this way. */
  fault(fault: Fault): Promise<void>;
  faults(): Promise<Fault[]>;
  clearFaults(): Promise<void>;
  /** Lets the effects take place that a fault with `effectHeld` keeps back. */
  releaseEffects(): Promise<number>;
  requests(since?: number): Promise<RequestView[]>;
}

export interface SendOptions {
  entities?: EntityView[];
  replyTo?: number;
}

export interface SentFile {
  readonly kind: 'photo' | 'video' | 'animation' | 'document' | 'audio';
  readonly data: Uint8Array;
  readonly name?: string;
  readonly mime?: string;
}

export interface Person {
  readonly id: number;
  chats(): Promise<ChatView[]>;
  /** Oldest first. `chat` may be the bot's id: the private chat with it. */
  messages(chat: number, limit?: number): Promise<MessageView[]>;
  send(chat: number, text: string, options?: SendOptions): Promise<MessageView>;
  /** Several pictures make an album; the answer is its first message. */
  sendPhoto(
    chat: number,
    photos: Uint8Array | Uint8Array[],
    caption?: string,
    options?: SendOptions,
  ): Promise<MessageView>;
  /** Files of any kind, in albums as Telegram's apps make them; the answer is the first message. */
  sendFiles(chat: number, files: readonly SentFile[], caption?: string, options?: SendOptions): Promise<MessageView>;
  /** Of messages with a medium the text is the caption, and the medium may be replaced. */
  edit(message: MessageView, text: string, medium?: SentFile): Promise<MessageView>;
  forward(chat: number, messages: readonly MessageView[]): Promise<MessageView[]>;
  delete(message: MessageView): Promise<void>;
  /** Taps the button with this text or data as the given view shows it, even if it has changed since. */
  tap(message: MessageView, button: string): Promise<TapView['answer']>;
  /** Presses the key of the keyboard below the field that has this text, and chooses the chat where it asks for one. */
  press(message: MessageView, key: string, chat?: number): Promise<void>;
  /** What could be chosen by that key. */
  choices(message: MessageView, key: string): Promise<ShareableChat[]>;
  /** The newest message of the chat that fits, as soon as there is one; fails after `withinMs`. */
  waitFor(chat: number, fits: (message: MessageView) => boolean, withinMs?: number): Promise<MessageView>;
  /** Everything that reaches this person's screen from now on, until `stop`. */
  listen(listener: (event: PeopleEvent) => void): Promise<{ stop(): void }>;
  block(): Promise<void>;
  unblock(): Promise<void>;
  setBot(chat: number, body: BotBody): Promise<ChatView>;
  setMember(chat: number, body: MemberBody): Promise<ChatView>;
}

/** A refusal of the people's side. */
class PeopleRefusal extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string) {
    super(`${status}: ${reason}`);
    this.status = status;
    this.reason = reason;
    this.name = 'PeopleRefusal';
  }
}

export function connectPeople(url: string): PeopleClient {
  const call = caller(url);
  return {
    world: () => call('GET', '/people', schemas.worldViewSchema),
    as: (person) => createPerson(url, person),
    fault: async (fault) => void (await call('POST', '/faults', z.unknown(), fault)),
    faults: () => call('GET', '/faults', z.array(schemas.faultSchema)),
    clearFaults: async () => void (await call('DELETE', '/faults', z.unknown())),
    releaseEffects: async () =>
      (await call('POST', '/faults/release', z.object({ released: z.number() }), {})).released,
    requests: (since = 0) => call('GET', `/requests?since=${since}`, z.array(schemas.requestViewSchema)),
  };
}

function keyOf(message: MessageView, text: string): KeyView {
  const found = message.keys?.flat().find((key) => key.text === text);
  if (!found) throw new Error(`message ${message.id} has no key "${text}"`);
  return found;
}

const at = (message: MessageView): string => `/chats/${message.chatId}/messages/${message.id}`;

function createPerson(url: string, id: number): Person {
  const call = caller(`${url}/people/${id}`);
  const messages = (chat: number, limit = 100): Promise<MessageView[]> =>
    call('GET', `/chats/${chat}/messages?limit=${limit}`, z.array(schemas.messageViewSchema));
  return {
    id,
    messages,
    chats: () => call('GET', '/chats', z.array(schemas.chatViewSchema)),
    send: (chat, text, options = {}) =>
      call('POST', `/chats/${chat}/messages`, schemas.messageViewSchema, { text, ...options }),
    sendFiles: (chat, files, caption = '', options = {}) =>
      call('POST', `/chats/${chat}/messages`, schemas.messageViewSchema, formOf(files, caption, options)),
    sendPhoto: (chat, photos, caption = '', options = {}) => {
      const files = [photos].flat().map((data): SentFile => ({ kind: 'photo', data, name: 'photo.jpg' }));
      return call('POST', `/chats/${chat}/messages`, schemas.messageViewSchema, formOf(files, caption, options));
    },
    edit: (message, text, medium) =>
      call('PATCH', at(message), schemas.messageViewSchema, medium ? formOf([medium], text, {}) : { text }),
    forward: (chat, sources) => {
      const body = { from: sources[0]?.chatId ?? chat, messages: sources.map((message) => message.id) };
      return call('POST', `/chats/${chat}/forward`, z.array(schemas.messageViewSchema), body);
    },
    delete: async (message) => void (await call('DELETE', at(message), z.unknown())),
    tap: async (message, button) => {
      const data = message.buttons.flat().find((one) => one.data === button || one.text === button)?.data;
      if (data == null) throw new Error(`message ${message.id} has no button "${button}"`);
      return (await call('POST', `${at(message)}/tap`, schemas.tapViewSchema, { data })).answer;
    },
    press: async (message, key, chat) => {
      const { text, request } = keyOf(message, key);
      if (request === null) await call('POST', `/chats/${message.chatId}/messages`, z.unknown(), { text });
      else await call('POST', `${at(message)}/share`, z.unknown(), { request, chat });
    },
    choices: (message, key) =>
      call('GET', `${at(message)}/shareable?request=${keyOf(message, key).request}`, z.array(schemas.shareableSchema)),
    waitFor: (chat, fits, withinMs = 30_000) => waitFor(() => messages(chat), fits, withinMs),
    listen: (listener) => listen(`${url}/people/${id}/events`, listener),
    block: async () => void (await call('POST', '/bot/block', z.unknown(), {})),
    unblock: async () => void (await call('POST', '/bot/unblock', z.unknown(), {})),
    setBot: (chat, body) => call('POST', `/chats/${chat}/bot`, schemas.chatViewSchema, body),
    setMember: (chat, body) => call('POST', `/chats/${chat}/members`, schemas.chatViewSchema, body),
  };
}

function formOf(files: readonly SentFile[], text: string, { entities, replyTo }: SendOptions): FormData {
  const form = new FormData();
  form.set('text', text);
  if (replyTo !== undefined) form.set('replyTo', String(replyTo));
  if (entities) form.set('entities', JSON.stringify(entities));
  for (const { kind, data, name = kind, mime = '' } of files) {
    form.append(kind, new Blob([Uint8Array.from(data)], { type: mime }), name);
  }
  return form;
}

const refusalSchema = z.object({ error: z.string() });

function caller(root: string) {
  return async <T>(method: string, path: string, schema: z.ZodType<T>, body?: object): Promise<T> => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${root}${path}`, {
      method,
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(body === undefined || isForm ? {} : { headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (!response.ok) throw new PeopleRefusal(response.status, refusalSchema.safeParse(answer).data?.error ?? text);
    return schema.parse(answer);
  };
}

async function waitFor(
  read: () => Promise<MessageView[]>,
  fits: (message: MessageView) => boolean,
  withinMs: number,
): Promise<MessageView> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const messages = await read();
    const found = messages.findLast(fits);
    if (found) return found;
    if (performance.now() > deadline) {
      const seen = messages.slice(-5).map((message) => `  ${message.from.name}: ${message.text ?? message.caption}`);
      throw new Error(`no such message within ${withinMs} ms; the last ones are\n${seen.join('\n')}`);
    }
    await delay(20);
  }
}

async function listen(url: string, listener: (event: PeopleEvent) => void): Promise<{ stop(): void }> {
  const over = new AbortController();
  const { body } = await fetch(url, { signal: over.signal });
  if (!body) throw new Error('the events have no body');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const pump = async (): Promise<void> => {
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += part.value;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (!event.startsWith('data: ')) continue;
        listener(schemas.peopleEventSchema.parse(JSON.parse(event.slice('data: '.length))));
      }
    }
  };
  // Aborting ends the reading with an error that says nothing new.
  pump().catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });
  return { stop: () => over.abort() };
}
