import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { TABS } from './examples.js';

export interface Playground {
  /** The page, gzipped: it is 9 MB otherwise. */
  readonly html: Buffer;
  readonly contentSecurityPolicy: string;
}

const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E%3Crect width=%2232%22 height=%2232%22 rx=%227%22 fill=%22%232a6df4%22/%3E%3Cpath d=%22M8 10h16M8 16h16M8 22h9%22 stroke=%22%23fff%22 stroke-width=%223%22/%3E%3C/svg%3E';

/** All tabs are seen without a title beside them. GraphiQL puts the answer beside the question, where a phone has room for one letter a line. */
const STYLE = `<style>
.graphiql-container .graphiql-logo { display: none; }
@media (max-width: 700px) {
  .graphiql-container .graphiql-sidebar { width: 44px; }
  .graphiql-container .graphiql-sessions { margin: 4px; min-width: 0; }
  .graphiql-container #graphiql-session { flex-direction: column; }
  .graphiql-container #graphiql-session > * { min-height: 0; width: auto; }
  .graphiql-container .graphiql-horizontal-drag-bar { display: none; }
}
</style>`;

/** GraphiQL in one page from our own disk. With a token its requests carry it, and each tab shows it. */
export async function renderPlayground(token: string | null): Promise<Playground> {
  // 9 MB of text: only whoever opens the page pays for it.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };
  const shown = token === null ? '' : JSON.stringify(headers, null, 2);
  const page = renderGraphiQL({
    title: 'Copydesk GraphQL',
    favicon: ICON,
    logo: ' ',
    defaultTabs: TABS.map((tab) => ({ ...tab, headers: shown })),
    headers: shown,
    // A tab that the browser remembers has no headers, or the token of an earlier sandbox.
    shouldPersistHeaders: false,
    additionalHeaders: headers,
  });
  const html = page.replace('</head>', `${STYLE}</head>`);
  return { html: await promisify(gzip)(html), contentSecurityPolicy: policyFor(html) };
}

/**
 * Only the page's own script runs, and it talks only to us. GraphiQL's editor makes workers from blobs and writes style elements;
 * fonts and pictures are in its style sheet.
 */
function policyFor(html: string): string {
  const from = html.indexOf('<script>') + '<script>'.length;
  const script = html.slice(from, html.lastIndexOf('</script>'));
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    'font-src data:',
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
