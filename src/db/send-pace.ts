import { sql } from 'kysely';
import { type Lane, laneOf, nextPlace, OVERALL, type SendRates, type SendRequest, withPlace } from '../domain/pace.js';
import type { Clock, SendPace } from '../ports.js';
import type { Sql } from './sql.js';

interface LaneRow {
  readonly lane: string;
  readonly sent: string[];
  readonly promised: string[];
  readonly shut_until: string;
}

interface Lanes {
  readonly own: Lane;
  readonly all: Lane;
}

/** When it may go, and the two lanes as they are then. */
interface Decision extends Partial<Lanes> {
  readonly at: number;
}

/** The limits in Postgres: each question is one short transaction that locks the chat's row and then the one for all. */
export function createSendPace(db: Sql, rates: SendRates, clock: Pick<Clock, 'now'>): SendPace {
  async function underLock(request: SendRequest, decide: (lanes: Lanes, now: number) => Decision): Promise<Date> {
    const { lane } = laneOf(request, rates);
    return db.transaction().execute(async (trx) => {
      const lanes = { own: await lockLane(trx, lane), all: await lockLane(trx, OVERALL) };
      const { at, own, all } = decide(lanes, clock.now().getTime());
      if (own) await writeLane(trx, lane, own);
      if (all) await writeLane(trx, OVERALL, all);
      return new Date(at);
    });
  }

  function placeFor(request: SendRequest, { own, all }: Lanes, now: number, wasPromised: boolean): number {
    const asked = { messages: request.messages, now, wasPromised };
    return Math.max(nextPlace(own, laneOf(request, rates).windows, asked), nextPlace(all, rates.overall, asked));
  }

  return {
    take: (request, wasPromised) =>
      underLock(request, (lanes, now) => {
        const at = placeFor(request, lanes, now, wasPromised);
        return at > now ? { at, own: withPromise(lanes.own, request, at, now) } : sentNow(lanes, request, now);
      }),
    promise: (request) =>
      underLock(request, (lanes, now) => {
        const at = placeFor(request, lanes, now, false);
        return { at, own: withPromise(lanes.own, request, at, now) };
      }),
    async count(request) {
      await underLock(request, (lanes, now) => sentNow(lanes, request, now));
    },
    async shut(chatId, until) {
      const at = until.getTime();
      for (const how of ['send', 'edit'] as const) {
        await underLock({ chatId, how, messages: 1 }, ({ own }) => ({
          at,
          own: { ...own, shutUntil: Math.max(own.shutUntil, at) },
        }));
      }
    },
  };
}

function sentNow({ own, all }: Lanes, { messages }: SendRequest, now: number): Decision {
  return { at: now, own: withSent(own, messages, now), all: withSent(all, messages, now) };
}

function withSent(lane: Lane, messages: number, now: number): Lane {
  const sent = withPlace(lane.sent, messages, now, KEPT);
  return { ...lane, sent, promised: fulfilled(lane.promised, messages, now) };
}

/** The largest window of all has room for so many. */
const KEPT = 40;

function withPromise(lane: Lane, { messages }: SendRequest, at: number, now: number): Lane {
  return { ...lane, promised: withPlace(stillOpen(lane.promised, now), messages, at, PROMISES_KEPT) };
}

/** Whoever has not come long after their time will not come: what they had to say was said already. */
function stillOpen(times: readonly number[], now: number): number[] {
  return times.filter((time) => time > now - LATE_MS);
}

const LATE_MS = 2_000;

/** Those whose time has come are here, as many as are sent now. */
function fulfilled(times: readonly number[], messages: number, now: number): number[] {
  const come = times.filter((time) => time <= now);
  return [...stillOpen(come.slice(messages), now), ...times.filter((time) => time > now)];
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
