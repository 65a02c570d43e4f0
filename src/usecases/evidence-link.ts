import { sql } from 'kysely';
import { Refusal } from '../domain/refusal.js';
import { type Desk, sqlOutside } from './desk.js';

/** Where a post of each network can be looked at; a link to anywhere else is a mistake of the one who pasted it. */
const HOSTS: Readonly<Partial<Record<string, readonly string[]>>> = {
  telegram: ['t.me', 'telegram.me'],
};

/** The link to a post that a person found, or a refusal. */
export function evidenceLink(platform: string, text: string): string {
  const given = text.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(given) ? given : `https://${given}`);
  const hosts = HOSTS[platform];
  const fits = url?.protocol === 'https:' && url.pathname !== '/' && (!hosts || hosts.includes(url.hostname));
  if (!fits) throw new Refusal('bad_link');
  return url.href;
}

/** The same for the network that this delivery goes to. */
export async function evidenceLinkFor(desk: Desk, deliveryId: string, text: string): Promise<string> {
  const { rows } = await sql<{ platform: string }>`select a.platform from delivery d
    join social_account a on a.id = d.account_id where d.id = ${deliveryId}`.execute(sqlOutside(desk));
  return evidenceLink(rows[0]?.platform ?? '', text);
}
