import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Content, MediaRef } from '../../src/domain/content.js';
import { createHttp } from '../../src/platforms/http.js';
import { createPlatforms } from '../../src/platforms/index.js';
import { systemClock } from '../../src/system.js';
import { renderTargets } from '../../src/usecases/render-targets.js';
import { quietLog } from '../support/log.js';
import { openBenchDatabase } from './database.js';
import { type Figure, percentile } from './figure.js';
import { makeBenchScene } from './scene.js';

const RUNS = 50;
const OF_EACH = 4;

/** Ten pictures that are measured already for four channels and four Instagram accounts: as with every look at a card. */
export async function preflight(dir: string): Promise<Figure[]> {
  await using db = await openBenchDatabase(dir);
  const { clientId } = await makeBenchScene(db.sql);
  await sql`insert into social_account (id, client_id, platform, name, external_id, state, created_at)
    select gen_random_uuid(), ${clientId}, p.platform, p.platform || p.n, 'bench' || p.n, 'connected', now()
    from (select 'telegram' as platform, n from generate_series(2, ${OF_EACH}) n
      union all select 'instagram', n from generate_series(1, ${OF_EACH}) n) p`.execute(db.sql);
  const platforms = createPlatforms({
    telegram: { apiRoot: 'http://127.0.0.1:9', token: 'bench' },
    instagram: { apiUrl: 'http://127.0.0.1:9', version: 'v25.0', clock: systemClock, mediaIsPublic: true },
    http: createHttp({ log: quietLog }),
  });
  const { rows } = await sql<{ id: string }>`select id from social_account where client_id = ${clientId}`.execute(
    db.sql,
  );
  const wanted = { clientId, content: TEN_PICTURES, targetIds: rows.map(({ id }) => id) };
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const em = db.orm.em.fork();
    const from = performance.now();
    const targets = await renderTargets(em, platforms, wanted);
    times.push(performance.now() - from);
    const findings = targets.flatMap((target) => target.findings);
    if (targets.length !== 2 * OF_EACH || findings.length === 0) throw new Error('Not everything was looked at');
  }
  const what = 'preflight of 10 pictures on 8 targets';
  return [
    { what: `${what}: p50`, unit: 'ms', runs: [percentile(times, 0.5)], goal: 150 },
    { what: `${what}: longest, the first`, unit: 'ms', runs: [percentile(times, 1)], goal: 150 },
  ];
}

/** Half of them as no network takes them, so that there is something to find. */
const TEN_PICTURES: Content = {
  text: `${'Ten cups of coffee. '.repeat(60)}#coffee`,
  entities: [{ type: 'bold', offset: 0, length: 3 }],
  media: Array.from({ length: 10 }, (_, index): MediaRef => {
    const hash = randomUUID().replaceAll('-', '').repeat(2);
    return { hash, kind: 'photo', mime: 'image/jpeg', size: 3_000_000, width: 4_000, height: index % 2 ? 3_000 : 900 };
  }),
};
