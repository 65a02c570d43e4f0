import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Post } from '../../src/db/entities/post.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { knownMember } from '../../src/usecases/known-member.js';
import { offerUpload } from '../../src/usecases/offer-upload.js';
import { plain } from '../media/sample-pictures.js';
import { launchBrowser } from '../support/browser.js';
import { openDesk } from '../support/desk-app.js';

const SHOTS = join(PACKAGE_ROOT, 'test-output', 'upload');

let browser: Browser;
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each([
  {
    name: 'phone',
    viewport: { width: 360, height: 640 },
    colorScheme: 'dark',
    language: 'uk',
    again: 'Вибрати інший файл',
    done: /^Готово/,
  },
  {
    name: 'desktop',
    viewport: { width: 1000, height: 700 },
    colorScheme: 'light',
    language: 'en',
    again: 'Choose another file',
    done: /^Done/,
  },
] as const)(
  'a file goes from the page into a draft ($name)',
  async ({ name, viewport, colorScheme, language, again, done }) => {
    await using opened = await openDesk();
    const { desk } = opened.app;
    const member = await knownMember(desk, String(opened.author.id));
    if (!member) throw new Error('The author is not known');
    const { memberId, clientId } = member;
    const { url } = await offerUpload(desk, {
      memberId,
      clientId,
      postId: null,
      chatId: String(opened.author.id),
      language,
    });
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(url ?? '');
    await page.screenshot({ path: join(SHOTS, `${name}-1.png`) });

    const broken = { name: 'bread.jpg', mimeType: 'image/jpeg', buffer: (await plain('jpeg')).subarray(0, 400) };
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByText(again).waitFor();
    await page.screenshot({ path: join(SHOTS, `${name}-2-refused.png`) });
    await page.locator('input[type=file]').setInputFiles({ ...broken, buffer: await plain('jpeg', 600, 400) });
    await page.getByText(done).waitFor();
    await page.screenshot({ path: join(SHOTS, `${name}-3-done.png`) });

    const [post] = await desk.orm.em.fork().find(Post, {}, { orderBy: { number: 'desc' }, limit: 1 });
    expect(post?.content.media).toMatchObject([{ kind: 'photo', width: 600, height: 400 }]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.reload();
    expect(await page.locator('input').count()).toBe(0);
    // Chromium itself complains about the refused file and the used link.
    expect(complaints.filter((text) => !/status of 4(22|10)/.test(text))).toEqual([]);
    await context.close();
  },
);
