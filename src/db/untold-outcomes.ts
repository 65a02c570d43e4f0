import { sql } from 'kysely';
import type { PartResult } from '../domain/outcome.js';
import type { QuietHours } from '../domain/quiet-hours.js';
import { quietColumns, quietHours, type QuietRow } from './quiet-sql.js';
import { type Sql, toDate, toDateOrNull } from './sql.js';

/** A post of which something has come to its end since its author was last told. */
export interface PostResult {
  readonly postId: string;
  readonly number: number;
  readonly clientId: string;
  /** Its client's name, where the author works for several. */
  readonly brand: string | null;
  readonly version: number;
  readonly outcomeAt: Date;
  /** Signature of what the author was told. */
  readonly told: string | null;
  readonly author: ResultsFor;
  readonly parts: readonly PartResult[];
}

export interface ResultsFor {
  readonly memberId: string;
  readonly chatId: string;
  readonly language: string;
  /** Works for the client still. */
  readonly isMember: boolean;
  readonly toldAt: Date | null;
  readonly quiet: QuietHours | null;
}

interface Row extends QuietRow {
  readonly postId: string;
  readonly number: number;
  readonly clientId: string;
  readonly brand: string | null;
  readonly version: number;
  readonly outcomeAt: string;
  readonly told: string | null;
  readonly memberId: string;
  readonly chatId: string;
  readonly language: string;
  readonly isMember: boolean;
  readonly toldAt: string | null;
  readonly parts: (Omit<PartResult, 'changedAt'> & { changedAt: string })[];
}

/** That nothing came after, but for what was taken back. */
const isLatestCorrection = sql`(d.kind = 'edit' and d.state <> 'cancelled' and not exists (
  select from delivery e where e.live_id = d.live_id and e.seq > d.seq and e.state <> 'cancelled'))`;

const POSTS_MAX = 1_000;

export async function untoldResults(db: Sql): Promise<PostResult[]> {
  const { rows } = await sql<Row>`
    select p.id as "postId", p.number, p.client_id as "clientId", p.version, p.outcome_at as "outcomeAt", p.outcome_told as told,
      m.id as "memberId", m.telegram_id as "chatId", coalesce(m.language, c.language) as language, m.told_at as "toldAt",
      exists (select from membership s where s.member_id = m.id and s.client_id = p.client_id and s.removed_at is null) as "isMember",
      case when (select count(*) from membership s where s.member_id = m.id and s.removed_at is null) > 1 then c.name end as brand,
      ${quietColumns},
      (select coalesce(jsonb_agg(jsonb_build_object('account', a.name, 'accountId', a.id, 'ordinal', d.ordinal, 'state', d.state,
          'isCorrection', d.kind = 'edit', 'changedAt', d.updated_at, 'url', d.receipt ->> 'url', 'failure', d.failure ->> 'kind') order by a.created_at, a.id, d.ordinal), '[]')
        from publication u join delivery d on d.publication_id = u.id and (d.revision_id = u.revision_id or ${isLatestCorrection})
        join social_account a on a.id = d.account_id where u.post_id = p.id) as parts
    from post p join client c on c.id = p.client_id join member m on m.id = p.author_id
    where p.outcome_at is not null order by p.outcome_at limit ${POSTS_MAX}`.execute(db);
  return rows.map(({ postId, number, clientId, brand, version, told, parts, ...row }) => ({
    postId,
    number,
    clientId,
    brand,
    version,
    told,
    outcomeAt: toDate(row.outcomeAt),
    author: {
      memberId: row.memberId,
      chatId: row.chatId,
      language: row.language,
      isMember: row.isMember,
      toldAt: toDateOrNull(row.toldAt),
      quiet: quietHours(row),
    },
    parts: parts.map((part) => ({ ...part, changedAt: toDate(part.changedAt) })),
  }));
}
