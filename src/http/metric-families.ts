import type { AlarmLook, AlarmState } from '../ports.js';
import type { DeskMetrics } from '../reads/metrics.js';
import type { Readiness } from '../reads/readiness.js';
import { LATENESS_BUCKETS } from '../usecases/tally-deliveries.js';
import type { Family, Sample } from './exposition.js';

export interface Measured {
  readonly now: Date;
  readonly version: string;
  readonly readiness: Readiness;
  /** Null while Postgres is away. */
  readonly desk: DeskMetrics | null;
  readonly alarm: AlarmState;
  readonly store: AlarmLook | null;
}

/** All that `/metrics` says about the desk. What Postgres is needed for is left out while it is away. */
export function metricFamilies(measured: Measured): Family[] {
  const { desk, now } = measured;
  return [...aboutHealth(measured), ...aboutAlarm(measured), ...(desk ? aboutDesk(desk, now) : [])];
}

function aboutHealth({ version, readiness }: Measured): Family[] {
  const parts = Object.entries(readiness.parts).map(([part, { ok }]) => ({ labels: { part }, value: Number(ok) }));
  return [
    gauge('copydesk_build_info', 'The version that answers, as a label.', [{ labels: { version }, value: 1 }]),
    gauge('copydesk_ready', 'Whether the desk can do its work, as /readyz says.', [{ value: Number(readiness.ready) }]),
    gauge('copydesk_part_up', 'Each part that /readyz names: 1 while it is well.', parts),
  ];
}

function aboutAlarm({ alarm, store, now }: Measured): Family[] {
  const { waiting, dropped, up } = alarm;
  return [
    gauge('copydesk_alarm_up', 'Whether the store of Agenda can be reached from this process.', [
      { value: Number(up) },
    ]),
    gauge('copydesk_alarm_rings_unsaved', 'Rings of this process that wait for the store.', [{ value: waiting }]),
    {
      name: 'copydesk_alarm_rings_dropped_total',
      type: 'counter',
      help: 'Rings that this process gave up; the sweep finds their rows.',
      samples: [{ value: dropped }],
    },
    ...(store
      ? [
          gauge('copydesk_alarm_rings', 'Rings that lie in the store of Agenda.', [{ value: store.rings }]),
          gauge('copydesk_alarm_lag_seconds', 'How long the oldest ring is due that nobody has begun.', [
            { value: secondsSince(store.oldestDueAt, now) },
          ]),
        ]
      : []),
  ];
}

function aboutDesk(desk: DeskMetrics, now: Date): Family[] {
  const heartbeat = desk.lastProbeAt ? [{ value: secondsSince(desk.lastProbeAt, now) }] : [];
  const queue = (value: (of: DeskMetrics['queue'][number]) => number): Sample[] =>
    desk.queue.map((of) => ({ labels: { kind: of.kind }, value: value(of) }));
  return [
    gauge('copydesk_heartbeat_age_seconds', 'Age of the last probe that went through the whole path.', heartbeat),
    gauge(
      'copydesk_publications',
      'Publications that are still open, by network and state.',
      counted(desk.publications),
    ),
    gauge(
      'copydesk_deliveries_waiting',
      'Deliveries that are to go, whenever they are due.',
      queue((of) => of.waiting),
    ),
    gauge(
      'copydesk_deliveries_due',
      'Deliveries that are due and free to leave.',
      queue((of) => of.due),
    ),
    gauge(
      'copydesk_oldest_due_seconds',
      'How long the oldest delivery is due that is free to leave.',
      queue((of) => secondsSince(of.oldestDueAt, now)),
    ),
    gauge('copydesk_unknown_oldest_seconds', 'How long the oldest lost answer waits for a person.', [
      { value: secondsSince(desk.unknownSince, now) },
    ]),
    gauge(
      'copydesk_accounts',
      'Connected accounts; "held" stands still until somebody reconnects it.',
      counted(desk.accounts),
    ),
    gauge('copydesk_clients_frozen', 'Clients that somebody froze.', [{ value: desk.frozenClients }]),
    ...COUNTERS.map(({ name, help }): Family => ({ name, help, type: 'counter', samples: kept(desk, name) })),
    {
      name: LATENESS,
      type: 'histogram',
      help: 'From the planned time of a publication to its first request.',
      samples: lateness(desk),
    },
  ];
}

const LATENESS = 'copydesk_lateness_seconds';
const COUNTERS = [
  { name: 'copydesk_publications_ended_total', help: 'Publications that came to an end, by network and state.' },
  { name: 'copydesk_attempts_total', help: 'Tries by their result: ok, or the kind of failure.' },
  { name: 'copydesk_webhook_requests_total', help: 'Requests to our webhooks, by sender and how they were answered.' },
] as const;

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'gauge', help, samples };
}

function counted(rows: DeskMetrics['publications']): Sample[] {
  return rows.map(({ platform, state, count }) => ({ labels: { platform, state }, value: count }));
}

function kept({ counters }: DeskMetrics, name: string): Sample[] {
  return counters.filter((counter) => counter.name === name).map(({ labels, value }) => ({ labels, value }));
}

/** Kept bucket by bucket; Prometheus wants each to hold those below it. */
function lateness(desk: DeskMetrics): Sample[] {
  return kept(desk, `${LATENESS}_sum`).flatMap(({ labels = {}, value: sum }) => {
    const { platform = '' } = labels;
    const own = kept(desk, `${LATENESS}_bucket`).filter((bucket) => bucket.labels?.platform === platform);
    let count = 0;
    const buckets = [...LATENESS_BUCKETS.map(String), '+Inf'].map((le): Sample => {
      count += own.find((bucket) => bucket.labels?.le === le)?.value ?? 0;
      return { suffix: '_bucket', labels: { platform, le }, value: count };
    });
    return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: count }];
  });
}

function secondsSince(at: Date | null, now: Date): number {
  return at ? Math.max(0, now.getTime() - at.getTime()) / 1000 : 0;
}
