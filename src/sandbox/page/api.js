/** @import { BotBody, ChatView, Fault, MessageView, RequestView, SendBody, ShareableChat, ShareBody, TapView, WorldView } from '../telegram/people-api.js' */
import { t } from './i18n.js';

const PREFIX = '/sandbox/telegram';

/** Said to the person as it is: the simulator's own sentence, or that there is no server. */
export class Refusal extends Error {}

/** @param {string} method @param {string} path @param {unknown} [body] */
const call = (method, path, body) => callBelow(PREFIX, method, path, body);

/**
 * @param {string} prefix of a simulator
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body] FormData goes as it is, anything else as JSON
 * @returns {Promise<any>} the answer, in the shape that people-api.ts gives for the path
 */
export async function callBelow(prefix, method, path, body) {
  /** @type {RequestInit} */
  const request = { method };
  if (body instanceof FormData) request.body = body;
  else if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers = { 'content-type': 'application/json' };
  }
  /** @type {Response} */
  let response;
  try {
    response = await fetch(prefix + path, request);
  } catch {
    throw new Refusal(t('offlineError'));
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new Refusal(typeof answer?.error === 'string' ? answer.error : t('statusError', { status: response.status }));
}

/** @returns {Promise<WorldView>} */
export const getWorld = () => call('GET', '/people');

/** @param {number} person @returns {Promise<ChatView[]>} */
export const getChats = (person) => call('GET', `/people/${person}/chats`);

/** @param {number} person @param {number} chat @returns {Promise<MessageView[]>} */
export const getMessages = (person, chat) => call('GET', `/people/${person}/chats/${chat}/messages?limit=100`);

/** @param {number} person @param {number} chat @param {SendBody} message @returns {Promise<MessageView>} */
export const sendText = (person, chat, message) => call('POST', `/people/${person}/chats/${chat}/messages`, message);

/**
 * @param {number} person
 * @param {number} chat
 * @param {SendBody} message its text is the caption
 * @param {{ kind: string, file: File }[]} files
 * @returns {Promise<MessageView>}
 */
export function sendFiles(person, chat, message, files) {
  const form = new FormData();
  // Fields first: a reader of the stream knows them when the files come.
  form.append('text', message.text);
  if (message.replyTo !== undefined) form.append('replyTo', String(message.replyTo));
  for (const { kind, file } of files) form.append(kind, file, file.name || 'picture.png');
  return call('POST', `/people/${person}/chats/${chat}/messages`, form);
}

/** @param {number} person @param {MessageView} message @param {string} text @returns {Promise<MessageView>} */
export const editMessage = (person, message, text) =>
  call('PATCH', `/people/${person}/chats/${message.chatId}/messages/${message.id}`, { text });

/** @param {number} person @param {MessageView} message */
export const deleteMessage = (person, message) =>
  call('DELETE', `/people/${person}/chats/${message.chatId}/messages/${message.id}`);

/** @param {number} person @param {MessageView} message @param {string} data @returns {Promise<TapView>} */
export const tapButton = (person, message, data) =>
  call('POST', `/people/${person}/chats/${message.chatId}/messages/${message.id}/tap`, { data });

/** @param {number} person @param {MessageView} message with the keyboard @param {number} request @returns {Promise<ShareableChat[]>} */
export const getShareable = (person, message, request) =>
  call('GET', `/people/${person}/chats/${message.chatId}/messages/${message.id}/shareable?request=${request}`);

/** @param {number} person @param {MessageView} message with the keyboard @param {ShareBody} body */
export const shareChat = (person, message, body) =>
  call('POST', `/people/${person}/chats/${message.chatId}/messages/${message.id}/share`, body);

/** @param {number} person @param {number} chat @param {BotBody} body @returns {Promise<ChatView>} */
export const setBot = (person, chat, body) => call('POST', `/people/${person}/chats/${chat}/bot`, body);

/** @param {number} person @param {number} chat @returns {Promise<{ command: string, description: string }[]>} */
export const getCommands = (person, chat) => call('GET', `/people/${person}/chats/${chat}/commands`);

/** @returns {Promise<Fault[]>} */
export const getFaults = () => call('GET', '/faults');

/** @param {Fault} fault */
export const addFault = (fault) => call('POST', '/faults', fault);

export const clearFaults = () => call('DELETE', '/faults');

/** @param {number} since @returns {Promise<RequestView[]>} */
export const getRequests = (since) => call('GET', `/requests?since=${since}`);

/** @param {string} file */
export const fileUrl = (file) => `${PREFIX}/people/files/${encodeURIComponent(file)}`;

/** @param {number} person */
export const eventsUrl = (person) => `${PREFIX}/people/${person}/events`;
