import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Reception } from '../ports.js';
import { isStoreAway } from '../usecases/store-away.js';

export const TELEGRAM_WEBHOOK_PATH = '/api/telegram/webhook';

export interface TelegramDoor {
  /** Any of them opens it: while keys change, Telegram may still send the older one. */
  readonly secrets: () => readonly string[];
  readonly receive: (body: unknown) => Promise<Reception>;
}

/** `POST /api/telegram/webhook`: an update is stored before it is answered, and handled after that, perhaps by another process. */
export function registerTelegramWebhook(server: FastifyInstance, { secrets, receive }: TelegramDoor): void {
  server.post(TELEGRAM_WEBHOOK_PATH, {
    // Before the body is read.
    async onRequest(request, reply) {
      const given = request.headers['x-telegram-bot-api-secret-token'];
      const isTelegram = typeof given === 'string' && secrets().some((secret) => isSame(secret, given));
      if (isTelegram) return undefined;
      return reply.code(401).send({ error: 'Only Telegram, with the secret that it was given, is heard here.' });
    },
    async handler(request, reply) {
      switch (await receptionOf(receive, request.body)) {
        case 'stored':
          return reply.send({});
        case 'not_understood':
          return reply.code(400).send({ error: 'This is no update of Telegram.' });
        case 'full':
          return reply
            .code(503)
            .header('retry-after', '5')
            .send({ error: 'The desk cannot take this now; send it again.' });
      }
    },
  });
}

/** While Postgres is away there is no room either. */
async function receptionOf(receive: TelegramDoor['receive'], body: unknown): Promise<Reception> {
  try {
    return await receive(body);
  } catch (thrown) {
    if (!isStoreAway(thrown)) throw thrown;
    return 'full';
  }
}

/** In constant time, whatever their lengths. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
