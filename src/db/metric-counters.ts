import { sql } from 'kysely';
import type { Tally } from '../ports.js';
import type { Sql } from './sql.js';

export interface MetricCounters extends Tally {
  /** Writes down what was counted since the last time; a crash loses that much. */
  write(db: Sql): Promise<void>;
}

interface Counted {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  value: number;
}

/** Adding costs no statement; writing is one for all that was added, in one order, so that processes never wait for each other in a ring. */
export function createMetricCounters(): MetricCounters {
  let counted = new Map<string, Counted>();
  const add: Tally['add'] = (name, labels, by = 1) => {
    const key = `${name} ${Object.values(labels).join(' ')}`;
    const entry = counted.get(key);
    if (entry) entry.value += by;
    else counted.set(key, { name, labels, value: by });
  };
  return {
    add,
    async write(db) {
      if (counted.size === 0) return;
      const written = counted;
      counted = new Map();
      const rows = [...written].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
      try {
        await sql`insert into metric_counter as c (name, labels, value)
          select name, labels, value from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
            as r (name text, labels jsonb, value double precision)
          on conflict (name, labels) do update set value = c.value + excluded.value`.execute(db);
      } catch (error) {
        for (const { name, labels, value } of rows) add(name, labels, value);
        throw error;
      }
    },
  };
}
