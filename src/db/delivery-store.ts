import { type RawBuilder, sql } from 'kysely';
import type { DeliveryEvent } from '../domain/delivery.js';
import { step } from '../domain/delivery-step.js';
import type { Limit } from '../domain/limit.js';
import { type Claimed, claimedColumns, type ClaimedRecord, toClaimed } from './claimed.js';
import { applyEvidence, drainEvidence, type EvidenceSource } from './delivery-evidence.js';
import { type Aftermath, writeStep } from './delivery-write.js';
import { keepLimit } from './keep-limit.js';
import {
  accountOpen,
  approvalCounts,
  earlierPublished,
  editMayLeave,
  limited,
  mayBeRemoved,
  mayLeave,
  notLate,
  ownMayLeave,
  partOpen,
  stillLive,
} from './may-leave-sql.js';
import { type Run, unprepared } from './prepared.js';
import type { Sql } from './sql.js';

/** `release`: still ours, but it may not leave any more. `lost`: the lease is not ours any more. */
export type Mark = { kind: 'marked'; claimed: Claimed } | { kind: 'release' } | { kind: 'lost' };

/**
 * The outbox. Each method is one compare-and-set statement (evidence takes a short transaction); the lease is the fencing token.
 * Rules are in `domain/`; nothing here decides.
 */
export class DeliveryStore {
  private readonly db: Sql;
  private readonly leaseMs: number;
  private readonly run: Run;

  constructor(db: Sql, leaseMs: number, run: Run = unprepared(db)) {
    this.db = db;
    this.leaseMs = leaseMs;
    this.run = run;
  }

  /**
   * Takes up to `limit` rows that are due and may leave. Rows that another worker is taking are passed over. Parts are looked for account
   * by account, so that what a freeze, a held queue or a limit has stopped, however much, is not even looked at.
   */
  async claimDue(limit: number, now: Date): Promise<Claimed[]> {
    const due = sql`own as (
        select d.id, d.due_at from delivery d
        where d.kind <> 'part' and d.state in ('scheduled', 'waiting') and d.due_at <= ${now} and ${ownMayLeave}
        order by d.due_at limit ${limit} for update skip locked
      ), parts as (
        select l.id, l.due_at from social_account a join client c on c.id = a.client_id cross join lateral (
          select d.id, d.due_at from delivery d join revision r on r.id = d.revision_id
          where d.account_id = a.id and d.kind = 'part' and d.state in ('scheduled', 'waiting') and d.due_at <= ${now}
            and ${partOpen(now)}
          order by d.due_at limit ${limit} for update of d skip locked) l
        where c.frozen_at is null and ${accountOpen(now)}
      ), edits as (
        select d.id, d.due_at from delivery d join client c on c.id = d.client_id
        join social_account a on a.id = d.account_id join revision r on r.id = d.revision_id
        where d.kind = 'edit' and d.state in ('scheduled', 'waiting') and d.due_at <= ${now} and ${editMayLeave(now)}
        order by d.due_at limit ${limit} for update of d skip locked
      ), removals as (
        select d.id, d.due_at from delivery d where d.state = 'removing' and d.due_at <= ${now} and ${mayBeRemoved}
        order by d.due_at limit ${limit} for update skip locked
      ), due as (
        select id from (table own union all table parts union all table edits union all table removals) o
        order by o.due_at limit ${limit})`;
    return this.take('claim_due', due, now);
  }

  /** Takes one row, if it is due and may leave. */
  async claim(id: string, now: Date): Promise<Claimed | null> {
    const due = sql`due as (
        select d.id from delivery d
        left join client c on c.id = d.client_id
        left join social_account a on a.id = d.account_id
        left join revision r on r.id = d.revision_id
        where d.id = ${id} and d.due_at <= ${now}
          and ((d.state in ('scheduled', 'waiting') and ${mayLeave(now)}) or (d.state = 'removing' and ${mayBeRemoved}))
        for update of d skip locked
      )`;
    const [claimed] = await this.take('claim_one', due, now);
    return claimed ?? null;
  }

  private async take(name: string, due: RawBuilder<unknown>, now: Date): Promise<Claimed[]> {
    const until = new Date(now.getTime() + this.leaseMs);
    const rows = await this.run(
      name,
      sql<ClaimedRecord>`
      with ${due}, d as (
        update delivery d set state = case d.state when 'removing' then 'removing' else 'publishing' end,
          version = d.version + 1, updated_at = ${now},
          lease = gen_random_uuid(), lease_until = ${until}
        from due where d.id = due.id returning d.*
      )
      select ${claimedColumns} from d
      left join social_account a on a.id = d.account_id
      left join revision r on r.id = d.revision_id
      order by d.due_at`,
    );
    return rows.map(toClaimed);
  }

  async saveCheckpoint(claimed: Claimed, checkpoint: unknown): Promise<boolean> {
    const { rows } = await sql`update delivery set checkpoint = ${JSON.stringify(checkpoint)}::jsonb
      where id = ${claimed.id} and lease = ${claimed.lease} and committing is null returning id`.execute(this.db);
    return rows.length === 1;
  }

  /**
   * The point of no return: journals the attempt before the one request that makes something public, if it still may leave.
   * What the condition reads is locked (`for share`), so that a freeze or a removal is either before this mark or after it.
   */
  async markCommitting(claimed: Claimed, now: Date): Promise<Mark> {
    const rows = await this.run(
      'mark',
      sql<{ ours: boolean; marked: boolean }>`
      with d as materialized (
        select * from delivery where id = ${claimed.id} and lease = ${claimed.lease} and version = ${claimed.version}
          and state = 'publishing' and committing is null
          and lease_until - ${now}::timestamptz > interval '0' -- so written, no index leads away from the row's own
        for update
      ), c as materialized (select c.* from client c join d on c.id = d.client_id for share of c),
      a as materialized (select a.* from social_account a join d on a.id = d.account_id for share of a),
      p as materialized (
        select p.member_id from d join revision r on r.id = d.revision_id
        join approval p on p.revision_id = r.id
        join membership m on m.member_id = p.member_id and m.client_id = d.client_id
        where ${approvalCounts} for share of p, m
      ), ok as (
        select d.id from d left join c on true left join a on true left join revision r on r.id = d.revision_id
        where d.kind not in ('part', 'edit') or (
          c.frozen_at is null and a.state = 'connected' and a.queue_held_at is null and not ${limited(now)}
          and case d.kind when 'edit' then ${stillLive} else ${notLate(now)} and ${earlierPublished} end
          and (select count(distinct member_id) from p) >= r.approvals_needed)
      ), marked as (
        update delivery t set committing = cardinality(t.attempts) + 1, attempts = t.attempts || 'open'::text,
          version = t.version + 1, updated_at = ${now}
        from ok where t.id = ok.id returning t.id, t.committing, t.lease, t.checkpoint
      ), journal as (
        insert into attempt (delivery_id, number, lease, started_at, checkpoint)
        select id, committing, lease, ${now}, checkpoint from marked
      )
      select exists (select from d) as ours, exists (select from marked) as marked`,
    );
    const result = rows[0];
    if (!result?.ours) return { kind: 'lost' };
    if (!result.marked) return { kind: 'release' };
    const row = step(claimed.row, { type: 'mark' });
    if (!row) throw new Error(`Delivery ${claimed.id} was marked from ${claimed.row.state}`);
    return { kind: 'marked', claimed: { ...claimed, version: claimed.version + 1, row } };
  }

  /**
   * Writes the worker's outcome and returns the ids of what became due by it. Null where the row is not the worker's any more: what it
   * learned is evidence then.
   */
  async settle(
    claimed: Claimed,
    event: DeliveryEvent,
    now: Date,
    aftermath: Aftermath = {},
  ): Promise<readonly string[] | null> {
    const after = step(claimed.row, event);
    if (!after) throw new Error(`Delivery ${claimed.id} cannot ${event.type} from ${claimed.row.state}`);
    const written = await writeStep(this.run, {
      id: claimed.id,
      kind: claimed.kind,
      version: claimed.version,
      lease: claimed.lease,
      before: claimed.row,
      after,
      event,
      memberId: null,
      now,
      aftermath,
    });
    if (written?.evidenceWaits) await drainEvidence(this.db, claimed.id, now);
    return written?.due ?? null;
  }

  async limit(limit: Limit): Promise<void> {
    await keepLimit(this.db, limit);
  }

  /** Stores what was learned about an attempt, and moves the row if that is what it means. */
  async learn(id: string, source: EvidenceSource, event: DeliveryEvent, now: Date): Promise<readonly string[]> {
    return this.db.transaction().execute((trx) => applyEvidence(trx, id, source, event, now));
  }
}
