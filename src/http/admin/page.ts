import { type Language, LANGUAGES } from '../../domain/settings.js';
import { html, type Html, markup } from '../html.js';

/** Without frames, scripts and anything from elsewhere. With `no-referrer` browsers would not say where a form comes from. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'content-type': 'text/html; charset=utf-8',
  'referrer-policy': 'same-origin',
} as const;

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
}

export function page({ language, title, body }: Page): string {
  return markup(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <title>${title} · Copydesk</title>
          <link rel="stylesheet" href="/admin/admin.css" />
        </head>
        <body>
          ${body}
        </body>
      </html> `,
  );
}

/** The member's own language, or what the browser prefers of ours. */
export function languageOf(known: string | null, acceptLanguage: string | undefined): Language {
  const wanted = [known ?? '', ...(acceptLanguage ?? '').split(',')].map((one) => one.trim().slice(0, 2).toLowerCase());
  return wanted.map((one) => LANGUAGES.find((ours) => ours === one)).find((found) => found !== undefined) ?? 'en';
}
