import { Client } from '../db/entities/client.js';
import { Member, Membership } from '../db/entities/member.js';
import { SocialAccount } from '../db/entities/social-account.js';
import type { Role } from '../domain/post.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

/** A client with its people and accounts, all at once: what the sandbox starts with. */
export interface Founding {
  readonly name: string;
  readonly zone: string;
  readonly language: string;
  readonly editorsChatId: string | null;
  readonly people: readonly { telegramId: string; name: string; username: string; language: string; role: Role }[];
  readonly accounts: readonly {
    platform: string;
    name: string;
    username: string | null;
    externalId: string;
    /** Left out where the account needs none of its own. */
    credentials?: unknown;
  }[];
}

/** Makes the client, unless there is one already. */
export async function foundClient(desk: Desk, founding: Founding): Promise<void> {
  await transact(desk, async (tx) => {
    if ((await tx.em.count(Client)) > 0) return;
    const { name, zone, language, editorsChatId } = founding;
    const id = desk.ids.uuid();
    tx.em.create(Client, { id, name, zone, language, editorsChatId, frozenAt: null, createdAt: tx.now });
    for (const person of founding.people) join(desk, tx, id, person);
    for (const [place, account] of founding.accounts.entries()) connect(desk, tx, id, account, place);
    await tx.em.flush();
    await recordEvent(tx, { clientId: id, postId: null, memberId: null, what: 'client.founded', after: { name } });
  });
}

function join(desk: Desk, tx: Tx, clientId: string, { role, ...person }: Founding['people'][number]): void {
  const memberId = desk.ids.uuid();
  tx.em.create(Member, {
    id: memberId,
    ...person,
    zone: null,
    quietFrom: null,
    quietTo: null,
    clientId: null,
    createdAt: tx.now,
  });
  tx.em.create(Membership, { id: desk.ids.uuid(), clientId, memberId, role, removedAt: null, createdAt: tx.now });
}

/** Each a moment after the one before, for accounts are shown in the order in which they were connected. */
function connect(
  desk: Desk,
  tx: Tx,
  clientId: string,
  { credentials, ...account }: Founding['accounts'][number],
  place: number,
): void {
  const id = desk.ids.uuid();
  const sealed = credentials === undefined ? null : desk.vault.seal(JSON.stringify(credentials), id);
  const createdAt = new Date(tx.now.getTime() + place);
  const made = { id, clientId, state: 'connected' as const, queueHeldAt: null, createdAt };
  tx.em.create(SocialAccount, { ...made, ...account, credentials: sealed });
}
