import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { launchBrowser } from '../support/browser.js';
import { type Api, draft, openApi, TOKEN } from './api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi({ playgroundToken: TOKEN });
  await draft(api, 'a draft that the playground finds');
});
afterAll(() => api[Symbol.asyncDispose]());

test(
  'it loads in a browser from our own disk, knows the schema, and runs a query with the token',
  { timeout: 90_000 },
  async () => {
    await using browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const requested: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${api.url}/graphql`, { timeout: 30_000 });
    await page.getByText('LatestPosts').first().click({ timeout: 30_000 });
    await page.getByRole('button', { name: /execute query/i }).click({ timeout: 10_000 });
    await new Promise(r=>setTimeout(r,4000)); await page.screenshot({path:'/tmp/pg.png'}); console.log(complaints, requested.map(u=>u.slice(0,80)));
  await page.getByText('a draft that the playground finds').first().waitFor({ timeout: 10_000 });
    const out = join(PACKAGE_ROOT, 'test-output');
    await mkdir(out, { recursive: true });
    await page.screenshot({ path: join(out, 'playground.png') });
    expect(complaints).toEqual([]);
    const foreign = requested.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== api.url);
    expect(foreign).toEqual([]);
    // As a person comes back: the browser remembers tabs and no token, and it still works.
    await page.reload({ timeout: 30_000 });
    await page.getByRole('button', { name: /execute query/i }).click({ timeout: 30_000 });
    await page.getByText('a draft that the playground finds').first().waitFor({ timeout: 10_000 });
    expect(complaints).toEqual([]);
  },
);
