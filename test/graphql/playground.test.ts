import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { offerLogin } from '../../src/usecases/offer-login.js';
import { launchBrowser } from '../support/browser.js';
import { until } from '../support/until.js';
import { type Api, draft, openApi, TOKEN } from './api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi({ playgroundToken: TOKEN });
  await draft(api, 'a draft that the playground finds');
});
afterAll(() => api[Symbol.asyncDispose]());

const appears = (what: Locator) =>
  what.waitFor({ timeout: 2_000 }).then(
    () => true,
    () => false,
  );

test(
  'it loads in a browser from our own disk, knows the schema, and runs a query with the token',
  { timeout: 90_000 },
  async () => {
    await using browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const requested: string[] = [];
    const complaints: string[] = [];
    let drafts = 0;
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${api.url}/graphql`, { timeout: 30_000 });
    const execute = page.getByRole('button', { name: /execute query/i });
    const shows = (text: string) => appears(page.getByText(text).first());
    // A click in the moment in which GraphiQL is still setting up its editor is lost, as it is for a person.
    const ask = (tab: string, answer: string, operation: string | null = null) =>
      until(`${operation ?? tab} shows ${answer}`, async () => {
        // A list of operations that is still open hides everything else.
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: tab }).click({ timeout: 10_000 });
        await execute.click({ timeout: 10_000 });
        // Of several operations in one tab the button asks for one.
        const item = page.getByRole('menuitem', { name: operation ?? '' });
        if (operation && !(await appears(item))) return false;
        if (operation) await item.click({ timeout: 10_000 });
        if (operation === 'WatchPosts') await draft(api, `watched ${drafts++}`);
        return shows(answer);
      });
    await execute.waitFor({ timeout: 30_000 });
    await ask('WhoAmI', '"Daily Bean"');
    await ask('LatestPosts', 'a draft that the playground finds', 'LatestPosts');
    await page.screenshot({ path: join(PACKAGE_ROOT, 'test-output', 'playground.png') });
    // A subscription stays open and shows what happens meanwhile.
    await ask('Health', '"postUpdated"', 'WatchPosts');
    expect(complaints).toEqual([]);
    const foreign = requested.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== api.url);
    expect(foreign).toEqual([]);
    // As a person comes back: the browser remembers tabs and no token, and it still works.
    await page.reload({ timeout: 30_000 });
    await execute.waitFor({ timeout: 30_000 });
    await ask('LatestPosts', 'a draft that the playground finds', 'LatestPosts');
    expect(complaints).toEqual([]);
  },
);

test.each([
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'desktop', viewport: { width: 1280, height: 800 } },
])(
  'on a real desk an admin logs in and asks without a token ($name)',
  { timeout: 90_000 },
  async ({ name, viewport }) => {
    await using real = await openApi({ pages: true });
    await using browser = await launchBrowser();
    const page = await browser.newPage({ viewport });
    const shot = (what: string) =>
      page.screenshot({ path: join(PACKAGE_ROOT, 'test-output', `playground-${name}-${what}.png`) });
    await page.goto(`${real.url}/graphql`);
    await shot('out');
    const { url } = await offerLogin(real.desk, { clientId: real.clientId, memberId: real.people.admin });
    await page.goto(url ?? '');
    await page.locator('button').click();
    await page.getByRole('link', { name: 'GraphQL' }).click();
    const execute = page.getByRole('button', { name: /execute query/i });
    await execute.waitFor({ timeout: 30_000 });
    await until('the answer is there', async () => {
      await execute.click({ timeout: 10_000 });
      return appears(page.getByText('"Daily Bean"').first());
    });
    await shot('in');
    // Not one letter a line.
    expect((await page.locator('.graphiql-response').boundingBox())?.width).toBeGreaterThan(250);
  },
);

test('on a real desk it carries no token', async () => {
  await using real = await openApi();
  const response = await fetch(`${real.url}/graphql`, { headers: { accept: 'text/html,*/*;q=0.8' } });
  const html = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(html).toContain('WhoAmI');
  expect(html).not.toContain('Bearer ');
  expect(html).not.toContain(TOKEN);
});

test('its policy lets only its own script run, and that talk only to us', async () => {
  const { headers } = await fetch(`${api.url}/graphql`, {
    headers: { accept: 'text/html', 'accept-encoding': 'identity' },
  });
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[\w+/]+=*'; /);
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(headers.get('content-encoding')).toBeNull();
});
