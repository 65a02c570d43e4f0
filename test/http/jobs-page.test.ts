import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { makeApproved } from '../support/rows.js';
import {
  adminId,
  cookie,
  elsewhere,
  ended,
  enter,
  formsOf,
  fromOurs,
  it,
  lostAnswer,
  post,
  press,
  read,
  refusal,
  scene,
  send,
  stateOf,
  toy,
  url,
  whyLate,
  worker,
} from './jobs-rig.js';

const MINUTE_MS = 60_000;

describe('the page', () => {
  test('is for admins who are logged in', async () => {
    const response = await fetch(`${url}/admin/jobs`);
    expect(response.status).toBe(401);
    const text = await response.text();
    expect(text).toContain('Write /login to the bot');
    expect(text).not.toContain('Daily Bean');
  });

  test('shows what goes next, and where each thing that does not go is', async () => {
    await post('In an hour <b>', 3_600_000);
    await post('Was due long ago', -5 * MINUTE_MS);
    await ended('Was refused', refusal());
    await ended('Lost its answer', lostAnswer());
    const next = await read();
    expect(next).toContain('In an hour &#60;b&#62;');
    expect(next).not.toContain('Was due long ago');
    expect(await read('?view=late')).toContain('look whether a worker process is running');
    expect(await read('?view=failed')).toContain('turned it down by its own rules');
    expect(await read('?view=unknown')).toContain('Look there first');
    expect(await read('?view=held')).toContain('Nothing is held');
    for (const query of ['?view=nonsense', '?account=x&after=y', "?after=2026-11-21'--"])
      expect(await read(query)).toContain('In an hour');
  });

  test('shows each brand whose admin one is, and no other', async () => {
    await post('Of the first brand', 3_600_000);
    const other = await elsewhere('-100600', async () => {
      await post('Of the second, too late', -5 * MINUTE_MS);
      return scene;
    });
    const query = `?view=late&client=${other.clientId}`;
    expect(await read(query)).not.toContain('Of the second');
    expect(await read(query)).not.toContain('class="brands"');
    await sql`insert into membership (id, client_id, member_id, role, created_at)
      values (gen_random_uuid(), ${other.clientId}, ${adminId}, 'admin', now())`.execute(it.db.sql);
    const own = await read();
    expect(own).toContain('Of the first brand');
    expect(own).toMatch(
      new RegExp(`client=${other.clientId}&#38;view=next"[^>]*class="alert"\\s*>Daily Bean <b>1</b>`),
    );
    expect(await read(query)).toContain('Of the second, too late');
    expect(await press(query, 'cancel')).toContain(`client=${other.clientId}`);
    expect(await read(query)).not.toContain('Of the second');
    await sql`update membership set role = 'editor' where client_id = ${other.clientId}`.execute(it.db.sql);
    expect(await read(query)).not.toContain('class="brands"');
  });

  test('says what is in the way', async () => {
    await post('Waits', -5 * MINUTE_MS);
    const { accountId, clientId } = scene;
    const db = it.db.sql;
    await sql`insert into rate_limit (scope, until) values (${`account:${accountId}`}, now() + interval '1 hour')`.execute(
      db,
    );
    expect(await whyLate()).toMatch(/^The network takes nothing more until /);
    await sql`update social_account set state = 'token_expired' where id = ${accountId}`.execute(db);
    expect(await whyLate()).toMatch(/^Its account is not connected/);
    await sql`update social_account set queue_held_at = now() where id = ${accountId}`.execute(db);
    expect(await whyLate()).toMatch(/^Its account stands still/);
    await sql`update client set frozen_at = now() where id = ${clientId}`.execute(db);
    expect(await whyLate()).toBe('The desk is frozen.');
  });

  test('shows nothing of another client', async () => {
    const accountId = await elsewhere('-100600', async () => {
      await post('Of somebody else', 3_600_000);
      return scene.accountId;
    });
    expect(await read()).not.toContain('Of somebody else');
    expect(await read(`?account=${accountId}`)).not.toContain('Of somebody else');
  });

  test('is turned until the end, with everything once', async () => {
    const at = new Date(Date.now() + 3_600_000);
    for (let place = 0; place < 27; place += 1)
      await makeApproved(it.db.sql, scene, { dueAt: at, texts: [`Post no. ${place}.`] });
    const first = await read();
    const more = /href="(\/admin\/jobs\?[^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&#38;', '&') ?? '';
    const second = await read(more.replace('/admin/jobs', ''));
    const seen = [first, second].flatMap((page) =>
      [...page.matchAll(/Post no\. (\d+)\./g)].map(([, no]) => Number(no)),
    );
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 27 }, (_, place) => place));
    expect(second).not.toContain('Show more');
  });
});

describe('a person’s word', () => {
  test('tries again what failed, as that member', async () => {
    const made = await ended('Was refused', refusal());
    expect(await press('?view=failed', 'retry')).toBe('/admin/jobs?view=failed&done=retry');
    await worker.workAt(new Date(Date.now() + 1_000));
    expect(await stateOf(made)).toBe('published');
    const { rows } = await sql<{
      member_id: string;
    }>`select member_id from event where delivery_id = ${made.parts[0] ?? ''}
      and what = 'delivery.reopen'`.execute(it.db.sql);
    expect(rows).toEqual([{ member_id: adminId }]);
  });

  test('takes back what has not left', async () => {
    const made = await post('Not to go', 3_600_000);
    await press('', 'cancel');
    expect(await stateOf(made)).toBe('cancelled');
  });

  test.each([
    ['there', { url: 'https://example.org/post/telegram-77' }, 'published'],
    ['not_there', {}, 'scheduled'],
    ['leave', {}, 'left'],
  ] as const)('decides what became of a lost answer (%s)', async (act, more, state) => {
    const made = await ended('Lost its answer', lostAnswer());
    await press('?view=unknown', act, more);
    expect(await stateOf(made)).toBe(state);
  });

  test('changes nothing from a page that is outdated, and says so', async () => {
    const made = await ended('Was refused', refusal());
    const [form = {}] = formsOf(await read('?view=failed'), 'retry');
    const both = await Promise.all([send(form), send(form)]);
    const where = both.map(({ headers }) => headers.get('location')).toSorted();
    expect(where).toEqual(['/admin/jobs?view=failed&done=retry', '/admin/jobs?view=failed&refused=stale']);
    expect(await read('?view=failed&refused=stale')).toContain('nothing was done');
    await worker.workAt(new Date(Date.now() + 1_000));
    expect(await stateOf(made)).toBe('published');
    expect(toy.log.filter((sent) => sent === 'send Was refused')).toHaveLength(2);
  });

  test('is refused from anywhere but a page of this session', async () => {
    const made = await post('Stays', 3_600_000);
    const [form = {}] = formsOf(await read(), 'cancel');
    const others: [Record<string, string>, Record<string, string>][] = [
      [form, { cookie, origin: 'https://evil.example' }],
      [form, { cookie, origin: url, 'sec-fetch-site': 'same-site' }],
      [form, { cookie }],
      [
        { ...form, token: 'guess' },
        { cookie, ...fromOurs() },
      ],
      [
        { ...form, version: '-1' },
        { cookie, ...fromOurs() },
      ],
    ];
    for (const [body, headers] of others) expect((await send(body, headers)).status).toBe(403);
    expect((await send(form, fromOurs())).status).toBe(401);
    const other = (await enter()).headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await send(form, { cookie: other, ...fromOurs() })).status).toBe(403);
    expect(await stateOf(made)).toBe('scheduled');
  });

  test('reaches no delivery of another client', async () => {
    const made = await elsewhere('-100700', () => post('Of somebody else', 3_600_000));
    await post('Ours', 3_600_000);
    const location = await press('', 'cancel', { delivery: made.parts[0] ?? '', version: '1' });
    expect(location).toBe('/admin/jobs?view=next&refused=not_member');
    expect(await stateOf(made)).toBe('scheduled');
  });

  test('leads back to no other site', async () => {
    await post('Not to go', 3_600_000);
    expect(await press('', 'cancel', { back: 'https://evil.example/admin/jobs?view=held' })).toBe(
      '/admin/jobs?view=held&done=cancel',
    );
  });
});
