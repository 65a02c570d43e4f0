import { sql } from 'kysely';
import { type Desk, sqlOutside } from './desk.js';

/** What the bot is called in Telegram, kept for processes without one, which make links to it. */
export async function keepBotName(desk: Desk, name: string): Promise<void> {
  await sql`insert into installation (key, value) values ('bot_name', ${name})
    on conflict (key) do update set value = excluded.value where installation.value <> excluded.value`.execute(
    sqlOutside(desk),
  );
}
