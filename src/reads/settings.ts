import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import type { ClientSettings, OwnSettings } from '../domain/settings.js';

/** What is set for a client, and how many may approve there. */
export interface DeskSettings extends ClientSettings {
  readonly clientId: string;
  readonly brand: string;
  readonly version: number;
  readonly editors: number;
}

export async function deskSettings(db: Sql, clientId: string): Promise<DeskSettings | null> {
  const { rows } = await sql<DeskSettings>`
    select c.id as "clientId", c.name as brand, c.settings_version as version, c.zone, c.language,
      c.late_after_ms as "lateAfterMs", c.approvals_needed as "approvalsNeeded",
      c.authors_may_approve_own as "authorsMayApproveOwn", c.sole_editor_may_go as "soleEditorMayGo",
      c.move_needs_approval as "moveNeedsApproval",
      (select count(*)::int from membership s
       where s.client_id = c.id and s.removed_at is null and s.role in ('editor', 'admin')) as editors
    from client c where c.id = ${clientId}`.execute(db);
  return rows[0] ?? null;
}

export async function ownSettings(db: Sql, memberId: string): Promise<OwnSettings | null> {
  const { rows } = await sql<OwnSettings>`
    select language, zone,
      case when quiet_from is not null then jsonb_build_object('from', quiet_from, 'to', quiet_to) end as quiet
    from member where id = ${memberId}`.execute(db);
  return rows[0] ?? null;
}
