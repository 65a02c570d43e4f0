import { sql } from 'kysely';
import { Client } from '../db/entities/client.js';
import { Member, Membership } from '../db/entities/member.js';
import { clientName, NAME_MAX } from '../domain/client-name.js';
import { Refusal } from '../domain/refusal.js';
import { fitsClient } from '../domain/settings.js';
import { lockDesk } from './claim-desk.js';
import { type Desk, transact, type Tx } from './desk.js';
import { recordEvent } from './record-event.js';

export interface NewClient {
  /** Who makes it, and becomes its admin. */
  readonly memberId: string;
  readonly name: string;
  readonly zone: string;
  readonly language: string;
}

/** Makes a client. Whoever is an admin of another may, and who founds the desk while it has none. From then on its maker speaks for it. */
export async function createClient(desk: Desk, request: NewClient): Promise<{ clientId: string }> {
  const { memberId, zone, language } = request;
  const name = clientName(request.name);
  if (name === null) throw new Refusal('bad_name', { max: NAME_MAX });
  if (!fitsClient({ zone, language })) throw new Refusal('bad_setting');
  return transact(desk, async (tx) => {
    await lockDesk(tx);
    if (!(await mayMake(tx, memberId))) throw new Refusal('admins_only');
    const clientId = desk.ids.uuid();
    tx.em.create(Client, {
      id: clientId,
      name,
      zone,
      language,
      editorsChatId: null,
      frozenAt: null,
      createdAt: tx.now,
    });
    tx.em.create(Membership, {
      id: desk.ids.uuid(),
      clientId,
      memberId,
      role: 'admin',
      removedAt: null,
      createdAt: tx.now,
    });
    await tx.em.nativeUpdate(Member, memberId, { clientId });
    await tx.em.flush();
    await sql`update setup set client_id = ${clientId} where member_id = ${memberId} and client_id is null and ended_at is null`.execute(
      tx.sql,
    );
    const after = { name, zone, language };
    await recordEvent(tx, { clientId, postId: null, memberId, what: 'client.created', after });
    return { clientId };
  });
}

async function mayMake(tx: Tx, memberId: string): Promise<boolean> {
  if (tx.roleAtMost !== undefined && tx.roleAtMost !== 'admin') return false;
  const { rows } = await sql<{ may: boolean }>`select
    exists (select from membership where member_id = ${memberId} and role = 'admin' and removed_at is null)
    or (exists (select from setup where member_id = ${memberId} and client_id is null and ended_at is null)
      and not exists (select from membership where role = 'admin' and removed_at is null)) as may`.execute(tx.sql);
  return rows[0]?.may ?? false;
}
