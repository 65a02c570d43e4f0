import { join } from 'node:path';
import { create } from 'axios';
import { Pool } from 'pg';
import { z } from 'zod';
import { openApp } from '../../src/app.js';
import { parseConfig } from '../../src/config.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { quietLog } from '../support/log.js';
import { makeScene, type Scene } from '../support/rows.js';
import { startBareBotApi } from './bot-api.js';
import type { BenchDatabase } from './database.js';
import { type Figure, median } from './figure.js';
import { growTo } from './grow.js';

const SIZES = [1_000, 100_000, 1_000_000];
const PAGES = 60;
/** The first pages of a new size find cold plans and pages of the disk. */
const WARM_UP = 10;
const TOKEN = 'the-token-of-the-bench-and-of-nobody';

const PAGE = `query Page($after: String) { posts(first: 50, after: $after) {
  nodes { number state text dueAt author { name }
    publications { state dueAt account { name platform state } parts { name state } } }
  pageInfo { endCursor hasNextPage } } }`;

const ANSWER = z.object({
  data: z.object({
    posts: z.object({
      nodes: z.array(z.object({ publications: z.array(z.unknown()).min(1) })).length(50),
      pageInfo: z.object({ endCursor: z.string() }),
    }),
  }),
});

/** The same rows by one statement written by hand, without GraphQL, HTTP or rights. */
const BARE = `select p.number, p.state, p.content ->> 'text' as text, p.due_at, m.name, (
    select json_agg(json_build_object('due', u.due_at, 'account', a.name, 'platform', a.platform, 'state', a.state, 'parts', (
      select json_agg(json_build_object('name', d.part, 'state', d.state) order by d.ordinal) from delivery d
      where d.publication_id = u.id and d.kind = 'part')))
    from publication u join social_account a on a.id = u.account_id where u.post_id = p.id) as publications
  from post p join member m on m.id = p.author_id where p.client_id = $1 and p.number < $2 order by p.number desc limit 50`;

/** A page of 50 posts with publications and accounts over HTTP, as the tables grow. Pages follow each other from the newest on. */
export async function pages({ url: DATABASE_URL }: BenchDatabase, dir: string): Promise<Figure[]> {
  const botApi = await startBareBotApi();
  const telegram = { TELEGRAM_BOT_TOKEN: botApi.token, TELEGRAM_API_ROOT: botApi.url };
  const config = parseConfig({
    DATABASE_URL,
    DATA_DIR: join(dir, 'pages'),
    PORT: '0',
    ADMIN_API_TOKEN: TOKEN,
    ...telegram,
  });
  try {
    await using app = await openApp(config, quietLog);
    const db = sqlOutside(app.desk);
    const scene = await makeScene(db);
    await db.updateTable('membership').set({ role: 'admin' }).where('member_id', '=', scene.editorId).execute();
    const pool = new Pool({ connectionString: DATABASE_URL, max: 1 });
    const figures: Figure[] = [];
    for (const size of SIZES) {
      await growTo(db, scene, size);
      const runs = await timePages(`${app.url}/graphql`);
      const bare = await timeBare(pool, scene, size);
      const first = figures[0];
      figures.push({
        what: `GraphQL page of 50 posts, ${size.toLocaleString('en')} posts`,
        unit: 'ms',
        runs,
        bare,
        ...(first && { goal: Math.round(2 * median(first.runs)) }),
      });
    }
    await pool.end();
    return figures;
  } finally {
    await botApi.close();
  }
}

async function timePages(url: string): Promise<number[]> {
  const client = create({ headers: { authorization: `Bearer ${TOKEN}` } });
  const times: number[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    // The smallest table has twenty pages: then anew.
    if (page % 15 === 0) after = null;
    const from = performance.now();
    const answer: { data: unknown } = await client.post(url, { query: PAGE, variables: { after } });
    times.push(performance.now() - from);
    after = ANSWER.parse(answer.data).data.posts.pageInfo.endCursor;
  }
  return times.slice(WARM_UP);
}

async function timeBare(pool: Pool, { clientId }: Scene, size: number): Promise<number[]> {
  const times: number[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const from = performance.now();
    await pool.query(BARE, [clientId, size - (page % 15) * 50]);
    times.push(performance.now() - from);
  }
  return times.slice(WARM_UP);
}
