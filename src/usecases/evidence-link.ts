import { Refusal } from '../domain/refusal.js';

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
