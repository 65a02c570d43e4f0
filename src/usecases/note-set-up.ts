import { sql } from 'kysely';
import type { SetUpStep } from '../domain/set-up.js';
import { type Desk, sqlOutside } from './desk.js';

/** A member is led through what this client needs; once begun it is only gone on with. */
export async function beginSetUp(
  desk: Desk,
  { memberId, clientId }: { readonly memberId: string; readonly clientId: string },
): Promise<void> {
  await sql`insert into setup (id, member_id, client_id, created_at)
    values (${desk.ids.uuid()}, ${memberId}, ${clientId}, ${desk.clock.now()}) on conflict do nothing`.execute(
    sqlOutside(desk),
  );
}

export type SetUpNote =
  | { readonly chosen: SetUpStep }
  /** Nothing else shows that it was. */
  | { readonly answered: SetUpStep }
  | { readonly later: SetUpStep }
  /** Where its card is. */
  | { readonly messageId: string }
  | { readonly ended: true };

/** What has to be known of a set-up after a restart, and days later. The same note twice changes nothing more. */
export async function noteSetUp(desk: Desk, id: string, note: SetUpNote): Promise<void> {
  const change = () => {
    if ('chosen' in note) return sql`step = ${note.chosen}`;
    if ('answered' in note) return sql`step = null, answered = array_append(answered, ${note.answered})`;
    if ('later' in note) return sql`step = null, later = array_append(later, ${note.later})`;
    if ('messageId' in note) return sql`message_id = ${note.messageId}`;
    return sql`ended_at = ${desk.clock.now()}`;
  };
  await sql`update setup set ${change()} where id = ${id}`.execute(sqlOutside(desk));
}
