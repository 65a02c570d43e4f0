import type { Update } from 'grammy/types';
import { z } from 'zod';
import type { Reception, UpdateStore } from '../src/ports.js';
import { chatOf } from './chat-of-update.js';

const numbered = z.looseObject({ update_id: z.int().positive() });
/** Telegram's own word, as with a poll: what its fields hold is for the handlers to say. */
const update = z.custom<Update>((given) => numbered.safeParse(given).success);

export function readUpdate(body: unknown): Update | null {
  return update.safeParse(body).data ?? null;
}

/** Stores what came by webhook for the process that will handle it. */
export async function receiveUpdate(updates: UpdateStore, body: unknown): Promise<Reception> {
  const received = readUpdate(body);
  if (!received) return 'not_understood';
  const isKept = await updates.keep({ id: received.update_id, chatId: chatOf(received), body });
  return isKept ? 'stored' : 'full';
}
