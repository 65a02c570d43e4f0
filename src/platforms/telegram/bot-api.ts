import type { Http } from '../http.js';
import type { HttpAnswer } from '../http-answer.js';
import type { Outgoing } from '../platform.js';
import type { Asked } from './answer.js';
import { type BotRequest, bodyOf } from './request.js';

export interface TelegramOptions {
  /** Of the Bot API: `https://api.telegram.org`, or a server of one's own. */
  readonly apiRoot: string;
  readonly token: string;
  readonly http: Http;
  /** For one request, upload included. */
  readonly timeoutMs?: number;
}

/** A request with files takes its time; the caller's signal ends it before its lease does. */
const TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 5 * 60_000;

export interface Answered {
  readonly asked: Asked;
  readonly answer: HttpAnswer;
}

/** Asks the Bot API once, about the chat that something goes to. */
export type BotApi = (
  request: BotRequest,
  out: Pick<Outgoing<unknown>, 'target' | 'media' | 'signal'>,
) => Promise<Answered>;

export function createBotApi({ apiRoot, token, http, timeoutMs }: TelegramOptions): BotApi {
  const root = `${apiRoot.replace(/\/+$/, '')}/bot${token}`;
  return async (request, { target, media, signal }) => {
    const { method, files } = request;
    const name = `Telegram ${method}`;
    const answer = await http.request({
      name,
      method: 'POST',
      url: `${root}/${method}`,
      ...bodyOf(request, target, media),
      timeoutMs: timeoutMs ?? (files ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS),
      signal,
    });
    return { asked: { name, secret: token }, answer };
  };
}
