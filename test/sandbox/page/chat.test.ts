import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { pngOf } from '../../support/sample-media.js';
import { bubble, openPage, person, write } from './open-page.js';
import { startToyDesk } from './toy-desk.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('every kind of formatting is shown, markup in a text is only text, and a spoiler waits for a tap', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await write(page, '/all');
  const words = bubble(page, 'let x').locator('.words');
  for (const [element, text] of [
    ['strong', 'bold'],
    ['em', 'italic'],
    ['u', 'under'],
    ['s', 'struck'],
    ['blockquote', 'quoted'],
    ['pre', 'let x = 1;'],
  ] as const) {
    expect(await words.locator(element).textContent()).toBe(text);
  }
  expect(await words.locator('code').allTextContents()).toEqual(['code', 'let x = 1;']);
  expect(await words.getByRole('link', { name: 'link' }).getAttribute('href')).toBe('https://example.org/');
  expect(await words.textContent()).toMatch(/^😀 bold .*<img src=x onerror=alert\(1\)>$/s);
  expect(await words.locator('img').count()).toBe(0);

  const cover = words.getByRole('button', { name: 'Hidden text, press to show' });
  await cover.press('Enter');
  expect(await words.getByText('secret').getAttribute('aria-hidden')).toBeNull();
  expect(await cover.count()).toBe(0);
});

test('an own message is changed and deleted, and the other window sees it at once', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  const second = await page.context().newPage();
  await second.goto(page.url());
  await write(page, 'Frist');
  await bubble(second, /^Frist/).waitFor();
  const own = page.locator('.own').filter({ hasText: 'Frist' });

  await own.hover();
  await own.getByRole('button', { name: 'What to do with this message' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByText('Edit message').waitFor();
  await page.getByRole('textbox').fill('First');
  await page.getByRole('button', { name: 'Save' }).click();
  await second.locator('.own').filter({ hasText: 'First' }).getByText('edited').waitFor();
  await bubble(page, 'You changed it to First').waitFor();

  const changed = page.locator('.own').filter({ hasText: 'First' });
  await changed.getByRole('button', { name: 'What to do with this message' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await second.locator('.own').waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('.own').count()).toBe(0);
});

test('a question of the bot opens the reply bar, and the answer is a reply to it', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await write(page, '/ask');
  await page.getByText('Reply to Toy desk').waitFor();
  expect(await page.getByRole('textbox').getAttribute('placeholder')).toBe('The reason');
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA');
  await write(page, 'Because');
  expect(await page.locator('.own .quote').last().textContent()).toBe('Toy deskWhy?');
  await page.getByText('Reply to Toy desk').waitFor({ state: 'detached' });
});

test('a tap shows that it waits, and an alert of the bot is a dialog that gives the focus back', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await write(page, 'One');
  const button = bubble(page, 'Draft').getByRole('button', { name: 'Delete' });
  await button.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Not while I watch').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe('Delete');

  await bubble(page, 'Draft').getByRole('button', { name: 'Send to review' }).click();
  await person(page, 'Max Editor').click();
  const reject = page.getByRole('button', { name: 'Reject' });
  await reject.click();
  await expect.poll(() => reject.getAttribute('aria-busy')).toBe('true');
});

test('what is refused stays in the field with its reason', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page, complaints } = opened;
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await choosing).setFiles({ name: 'bad.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await write(page, 'c'.repeat(1025));
  await page.getByRole('alert').getByText('Not sent: ').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toHaveLength(1025);
  expect(await page.getByText('bad.png').count()).toBe(1);
  // The browser itself reports the 400; that is the one complaint there may be.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('400')]);
});

test('several files go as an album, and as they are where that is wished', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  const attach = async (...names: string[]) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach files' }).click();
    const pictures = names.map((name) => ({ name, mimeType: 'image/png', buffer: pngOf(40, 30, 200) }));
    await (await choosing).setFiles(pictures);
  };
  await attach('one.png', 'two.png');
  await attach('three.png');
  await page.getByText('3 files').waitFor();
  await write(page, 'All three');
  await expect.poll(() => page.getByRole('button', { name: 'Open the picture' }).count()).toBe(3);
  await attach('whole.png');
  await page.getByRole('button', { name: 'As files' }).click();
  await write(page, 'As it is');
  await page.getByRole('link', { name: 'whole.png' }).waitFor();
  expect(await page.getByRole('button', { name: 'Open the picture' }).count()).toBe(3);
});

test('"/" suggests the commands of the bot, and the arrows choose', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  const field = page.getByRole('textbox');
  await field.pressSequentially('/');
  await page.getByRole('option', { name: '/start Begin' }).waitFor();
  await field.press('ArrowDown');
  await field.press('ArrowDown');
  await field.press('Enter');
  expect(await field.inputValue()).toBe('/ask');
  await field.press('Enter');
  await page.getByText('Reply to Toy desk').waitFor();
  await page.getByRole('listbox', { name: 'Commands of the bot' }).waitFor({ state: 'hidden' });
  expect(await field.inputValue()).toBe('');
});

test('a restart of the server is said, and what happened meanwhile is there afterwards', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page, complaints } = opened;
  await write(page, 'Before');
  await bubble(page, 'Draft').waitFor();
  await toy.restart(() => page.getByRole('status').getByText('Reconnecting').waitFor());
  await page.getByRole('status').getByText('Reconnecting').waitFor({ state: 'detached' });
  await write(page, 'After');
  await bubble(page, /Draft\s*After/).waitFor();
  // While the server was away the browser said so.
  expect(complaints.splice(0).every((text) => /Failed to load|ERR_/.test(text))).toBe(true);
});

test('Shift+Enter is a new line, and a draft waits while one is somebody else', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  const field = page.getByRole('textbox');
  await field.fill('one');
  await field.press('Shift+Enter');
  await field.pressSequentially('two');
  await person(page, 'Max Editor').click();
  expect(await field.inputValue()).toBe('');
  await person(page, 'Olena Author').click();
  expect(await field.inputValue()).toBe('one\ntwo');
  await field.press('Enter');
  expect(await page.locator('.own .words').textContent()).toBe('one\ntwo');
});
