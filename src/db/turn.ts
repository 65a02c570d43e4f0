import { sql } from 'kysely';
import type { Turn } from '../ports.js';
import type { Sql } from './sql.js';

interface TurnOptions {
  readonly name: string;
  /** Of this process, as long as it lives. */
  readonly holder: string;
  readonly lastsMs: number;
}

/** A turn in Postgres: each step is one compare-and-set, by Postgres' own clock, because those of machines differ. */
export function createTurn(db: Sql, { name, holder, lastsMs }: TurnOptions): Turn {
  return {
    lastsMs,
    async take(trouble) {
      const { rows } = await sql`
        insert into turn (name, holder, until, trouble)
        values (${name}, ${holder}, now() + ${lastsMs} * interval '1 millisecond', ${trouble})
        on conflict (name) do update set holder = excluded.holder, until = excluded.until, trouble = excluded.trouble
          where turn.holder = excluded.holder or turn.until < now()
        returning name`.execute(db);
      return rows.length > 0;
    },
    async give() {
      await sql`delete from turn where name = ${name} and holder = ${holder}`.execute(db);
    },
  };
}
