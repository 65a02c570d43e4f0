import { LANGUAGES } from '../domain/settings.js';
import { Member } from '../db/entities/member.js';
import type { Desk, Tx } from './desk.js';

/** Somebody as Telegram tells about them. */
export interface Person {
  readonly telegramId: string;
  readonly name: string;
  readonly username: string | null;
  /** Of their Telegram, such as `uk` or `pt-BR`. */
  readonly language: string | null;
}

/** The member that this person is, made now where there was none; being known gives no rights. Name and username are what they are today. */
export async function knowPerson(
  desk: Desk,
  tx: Tx,
  { telegramId, name, username, language }: Person,
): Promise<string> {
  const spoken = LANGUAGES.find((known) => known === language?.slice(0, 2)) ?? null;
  const known = await tx.em.findOne(Member, { telegramId });
  if (known) {
    tx.em.assign(known, { name, username, language: known.language ?? spoken });
    await tx.em.flush();
    return known.id;
  }
  const id = desk.ids.uuid();
  const made = { zone: null, quietFrom: null, quietTo: null, clientId: null, createdAt: tx.now };
  tx.em.create(Member, { id, telegramId, name, username, language: spoken, ...made });
  await tx.em.flush();
  return id;
}
