import { sql } from 'kysely';
import { type Desk, sqlOutside } from './desk.js';
import { keysBefore } from './once.js';

const NOTICE_DAYS = 30;

/** Nightly: settled notices, old links and the keys of old requests are not kept for ever. Everything about posts is. */
export async function tidy(desk: Desk): Promise<void> {
  const before = new Date(desk.clock.now().getTime() - NOTICE_DAYS * 86_400_000);
  await sql`delete from delivery where kind = 'notice' and state in ('published', 'failed', 'unknown')
    and updated_at < ${before}`.execute(sqlOutside(desk));
  await sql`delete from upload_link where expires_at < ${before}`.execute(sqlOutside(desk));
  await sql`delete from api_request where created_at <= ${keysBefore(desk.clock.now())}`.execute(sqlOutside(desk));
}
