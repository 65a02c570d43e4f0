import { PAGE_TEXTS, type PageLanguage } from './texts.js';

/** Without a frame around it and with nothing but its own two files. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'content-type': 'text/html; charset=utf-8',
} as const;

/** The whole page; the script finds what it says in the attributes of `main`. */
export function uploadPage(language: PageLanguage, isOpen: boolean, maxBytes: number): string {
  const t = PAGE_TEXTS[language];
  const said = {
    sending: t.sending,
    checking: t.checking,
    done: t.done,
    again: t.again,
    broken: t.broken,
    failed: t.failed,
  };
  const data = Object.entries({ ...said, large: t.tooLarge, max: String(maxBytes) }).map(
    ([name, text]) => `data-${name}="${escape(text)}"`,
  );
  const form = `
  <p>${escape(t.intro)}</p>
  <label id="zone" for="file">
    <input id="file" type="file">
    <strong id="choose">${escape(t.choose)}</strong>
    <span>${escape(t.drop)}</span>
  </label>
  <progress id="progress" max="100" value="0" aria-label="${escape(t.sending)}" hidden></progress>
  <p id="status" role="status"></p>
  <p class="small">${escape(t.limit)}</p>
  <noscript><p class="bad">${escape(t.noScript)}</p></noscript>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escape(t.title)}</title>
<link rel="stylesheet" href="/upload/client.css">
${isOpen ? '<script src="/upload/client.js" defer></script>' : ''}
</head>
<body>
<main ${data.join(' ')}>
  <h1>${escape(t.title)}</h1>${isOpen ? form : `\n  <p class="bad">${escape(t.gone)}</p>`}
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
