const SCHEMES = new Set(['http:', 'https:', 'tg:', 'ton:']);

/**
 * A link as Telegram takes it, or null: it refuses hosts without a dot (`localhost`) and completes a bare host
 * (`https://example.org` comes back as `https://example.org/`).
 */
export function normalUrl(raw: string): string | null {
  const text = raw.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(withScheme) || /[\s<>"]/.test(withScheme)) return null;
  const url = new URL(withScheme);
  if (!SCHEMES.has(url.protocol)) return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return withScheme;
  if (!url.hostname.includes('.') && !url.hostname.startsWith('[')) return null;
  return url.pathname === '/' && url.search === '' && url.hash === '' && !withScheme.endsWith('/')
    ? `${withScheme}/`
    : withScheme;
}

/** Where a message can be looked at: by the chat's name, else the form that only members can open. */
export function messageLink(
  chat: { id: number; type: string; username: string | null },
  messageId: number,
): string | null {
  if (chat.type === 'private' || chat.type === 'group') return null;
  if (chat.username !== null) return `https://t.me/${chat.username}/${messageId}`;
  const digits = String(chat.id);
  return digits.startsWith('-100') ? `https://t.me/c/${digits.slice(4)}/${messageId}` : null;
}
