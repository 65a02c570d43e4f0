import { sql } from 'kysely';
import type { Sql } from '../db/sql.js';
import { isSetUpStep, type SetUpStanding, type SetUpStep, type StepStanding } from '../domain/set-up.js';

/** How far a desk is set up. */
export interface SetUp {
  readonly id: string;
  readonly clientId: string;
  readonly memberId: string;
  /** The private chat that its card is in. */
  readonly chatId: string;
  readonly messageId: string | null;
  readonly brand: string;
  readonly zone: string;
  readonly language: string;
  readonly settingsVersion: number;
  readonly hasGroup: boolean;
  readonly standing: SetUpStanding;
  readonly chosen: SetUpStep | null;
}

interface Row extends Omit<SetUp, 'standing' | 'chosen'> {
  readonly step: string | null;
  readonly answered: readonly string[];
  readonly later: readonly string[];
  readonly hasAccount: boolean;
  readonly hasTeam: boolean;
}

/** The set-up of this client by this member, unless it has ended. */
export async function openSetUp(db: Sql, memberId: string, clientId: string): Promise<SetUp | null> {
  const { rows } = await sql<Row>`
    select u.id, u.client_id as "clientId", u.member_id as "memberId", m.telegram_id as "chatId", u.message_id as "messageId",
      c.name as brand, c.zone, c.language, c.settings_version as "settingsVersion",
      c.editors_chat_id is not null as "hasGroup", u.step, u.answered, u.later,
      exists (select from social_account a where a.client_id = c.id and a.state = 'connected') as "hasAccount",
      exists (select from membership s where s.client_id = c.id and s.removed_at is null and s.member_id <> m.id)
        or exists (select from invitation i where i.client_id = c.id and i.revoked_at is null and i.used_at is null)
        as "hasTeam"
    from setup u join client c on c.id = u.client_id join member m on m.id = u.member_id
    where u.member_id = ${memberId} and u.client_id = ${clientId} and u.ended_at is null`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { step, answered, later, hasAccount, hasTeam, ...known } = row;
  const standing = (one: SetUpStep, isDone: boolean): StepStanding =>
    isDone || answered.includes(one) ? 'done' : later.includes(one) ? 'later' : 'open';
  return {
    ...known,
    standing: {
      name: 'done',
      zone: standing('zone', false),
      language: standing('language', false),
      group: standing('group', row.hasGroup),
      account: standing('account', hasAccount),
      team: standing('team', hasTeam),
    },
    chosen: isSetUpStep(step) ? step : null,
  };
}

/** Who founds the desk while nobody runs it: they owe it a name. Null for everybody else. */
export async function founderOf(db: Sql, telegramId: string): Promise<string | null> {
  const { rows } = await sql<{ memberId: string }>`
    select m.id as "memberId" from setup u join member m on m.id = u.member_id
    where m.telegram_id = ${telegramId} and u.client_id is null and u.ended_at is null
      and not exists (select from membership where role = 'admin' and removed_at is null)`.execute(db);
  return rows[0]?.memberId ?? null;
}
