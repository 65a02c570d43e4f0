import { sql } from 'kysely';
import { type Lane, laneOf, nextPlace, OVERALL, type SendRates, type SendRequest, withPlace } from '../domain/pace.js';
import type { Clock, Pace } from '../ports.js';
import type { Sql } from './sql.js';

interface LaneRow {
  readonly lane: string;
  readonly sent: string[];
  readonly promised: string[];
  readonly shut_until: string;
}

/** A decision under the lock of the lane and of all: when it may go, and the two as they are then. */
type Decide = (own: Lane, all: Lane, now: number) => { at: number; own: Lane; all: Lane };

/** The limits in Postgres: each question is one short transaction that locks the chat's row and then the one for all. */
export function createSendPace(db: Sql, rates: SendRates, clock: Pick<Clock, 'now'>): Pace {
  async function underLock(lane: string, decide: Decide): Promise<Date> {
    return db.transaction().execute(async (trx) => {
      const own = await lockLane(trx, lane);
      const all = await lockLane(trx, OVERALL);
      const after = decide(own, all, clock.now().getTime());
      if (after.own !== own) await writeLane(trx, lane, after.own);
      if (after.all !== all) await writeLane(trx, OVERALL, after.all);
      return new Date(after.at);
    });
  }

  const windowsOf = (request: SendRequest) => laneOf(request, rates).windows;
  const laneNameOf = (request: SendRequest) => laneOf(request, rates).lane;
  const sentNow = (lane: Lane, messages: number, at: number): Lane => ({
    ...lane,
    sent: withPlace(lane.sent, messages, at, KEPT),
    promised: fulfilled(lane.promised, messages, at),
  });

  return {
    take: (request, wasPromised) =>
      underLock(laneNameOf(request), (own, all, now) => {
        const asked = { messages: request.messages, now, wasPromised };
        const at = Math.max(nextPlace(own, windowsOf(request), asked), nextPlace(all, rates.overall, asked));
        if (at > now) return { at, own: promise(own, request.messages, at, now), all };
        return { at, own: sentNow(own, request.messages, now), all: sentNow(all, request.messages, now) };
      }),
    promise: (request) =>
      underLock(laneNameOf(request), (own, all, now) => {
        const asked = { messages: request.messages, now, wasPromised: false };
        const at = Math.max(nextPlace(own, windowsOf(request), asked), nextPlace(all, rates.overall, asked));
        return { at, own: promise(own, request.messages, at, now), all };
      }),
    async count(request) {
      const { messages } = request;
      await underLock(laneNameOf(request), (own, all, now) => ({
        at: now,
        own: sentNow(own, messages, now),
        all: sentNow(all, messages, now),
      }));
    },
    async shut(chatId, until) {
      const time = until.getTime();
      for (const how of ['send', 'edit'] as const) {
        await underLock(laneNameOf({ chatId, how, messages: 1 }), (own, all) => ({
          at: time,
          own: { ...own, shutUntil: Math.max(own.shutUntil, time) },
          all,
        }));
      }
    },
  };
}

/** The largest window of all has room for so many. */
const KEPT = 40;

function promise(lane: Lane, messages: number, at: number, now: number): Lane {
  return { ...lane, promised: withPlace(open(lane.promised, now), messages, at, PROMISES_KEPT) };
}

/** Whoever has not come long after their time will not come: what they had to say was said already. */
function open(promised: readonly number[], now: number): number[] {
  return promised.filter((time) => time > now - LATE_MS);
}

const LATE_MS = 2_000;

/** Those whose time has come are here, as many as are sent now. */
function fulfilled(promised: readonly number[], messages: number, now: number): number[] {
  const come = promised.filter((time) => time <= now);
  return [...open(come.slice(messages), now), ...promised.filter((time) => time > now)];
}

const PROMISES_KEPT = 200;

async function lockLane(trx: Sql, lane: string): Promise<Lane> {
  const { rows } = await sql<LaneRow>`insert into send_pace (lane) values (${lane})
    on conflict (lane) do update set lane = excluded.lane returning *`.execute(trx);
  const row = rows[0];
  return {
    sent: row?.sent.map(Number) ?? [],
    promised: row?.promised.map(Number) ?? [],
    shutUntil: Number(row?.shut_until ?? 0),
  };
}

async function writeLane(trx: Sql, lane: string, { sent, promised, shutUntil }: Lane): Promise<void> {
  await sql`update send_pace set sent = ${[...sent]}::bigint[], promised = ${[...promised]}::bigint[], shut_until = ${shutUntil}
    where lane = ${lane}`.execute(trx);
}
