import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { bubble, openPage, person, write } from './open-page.js';
import { startToyDesk } from './toy-desk.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('from a message to a live post, step by step, each ticked as it happens', async () => {
  await using desk = await startToyDesk();
  await using opened = await openPage(browser, desk.url);
  const { page } = opened;
  const step = (name: RegExp) => page.getByRole('region', { name: 'First steps' }).getByRole('button', { name });
  await step(/^1 Write something$/).click();
  await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA');

  await write(page, 'Warm bread');
  await step(/^1 Write something, done$/).waitFor();
  const card = bubble(page, 'Draft');
  await card.getByRole('button', { name: 'Where' }).click();
  await page.getByRole('status').getByText('To the channel').waitFor();

  await step(/^2 Send to review$/).click();
  await card.getByRole('button', { name: 'Send to review' }).click();
  // Edited at once: the text is another, the buttons are gone, and it says so.
  await bubble(page, 'In review').getByText('edited').waitFor();
  expect(await bubble(page, 'In review').getByRole('button', { name: 'Send to review' }).count()).toBe(0);
  await step(/^2 Send to review, done$/).waitFor();

  // The editor is told without anybody being the editor.
  await person(page, 'Max Editor').getByText('1 unread').waitFor();
  expect(await page.title()).toMatch(/^\(\d+\) /);
  await step(/^3 Become the editor/).click();
  expect(await person(page, 'Max Editor').getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await bubble(page, 'Approved').waitFor();
  await step(/^3 Become the editor, approve, done$/).waitFor();

  await step(/^4 It is live, done$/).click();
  const post = bubble(page, 'Warm bread');
  await post.getByRole('button', { name: 'Copy link' }).waitFor();
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('Corner Bakery');

  // Reload: same person, same chat, ticks as they were.
  const place = page.url();
  expect(place).toMatch(/#author\/-1001000000002$/);
  await page.reload();
  await bubble(page, 'Warm bread').waitFor();
  expect(page.url()).toBe(place);
  for (const name of [/^1 .*done$/, /^2 .*done$/, /^3 .*done$/, /^4 .*done$/]) await step(name).waitFor();
});

test('a link to a post of the sandbox leads there inside', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, `${toy.url}`);
  const { page } = opened;
  await write(page, 'A post to find');
  await bubble(page, 'Draft').getByRole('button', { name: 'Send to review' }).click();
  await person(page, 'Max Editor').click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByRole('link', { name: 'Open the post' }).click();
  await page.getByRole('heading', { name: 'Corner Bakery' }).waitFor();
  await bubble(page, 'A post to find').waitFor();
  expect(page.context().pages()).toHaveLength(1);
});

test('a picture goes with its caption and is shown', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await choosing).setFiles({ name: 'bread.png', mimeType: 'image/png', buffer: PICTURE });
  await page.getByText('bread.png').waitFor();
  await write(page, 'The crust');
  const sent = bubble(page, /^The crust/);
  await expect.poll(() => page.evaluate(`document.querySelector('.picture img')?.naturalWidth`)).toBe(2);
  expect(await page.getByText('bread.png').count()).toBe(0);

  await sent.getByRole('button', { name: 'Open the picture' }).click();
  await page.getByRole('dialog', { name: 'The crust' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a dropped or pasted file waits for its caption, and another one joins it', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await page.getByRole('textbox').waitFor();
  await page.evaluate(hand('drop', 'dropped.png', 'image/png'));
  await page.getByText('dropped.png').waitFor();
  await page.getByRole('button', { name: 'Remove the files' }).click();
  await page.getByText('dropped.png').waitFor({ state: 'detached' });
  await page.evaluate(hand('paste', 'pasted.png', 'image/png'));
  await page.getByText('pasted.png').waitFor();
  await page.evaluate(hand('drop', 'notes.txt', 'text/plain'));
  await expect.poll(() => page.locator('.attachment').count()).toBe(2);
});

/** In the browser's language: a file comes as if from another program. */
function hand(event: 'drop' | 'paste', name: string, type: string): string {
  const made =
    event === 'paste'
      ? "new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data })"
      : "new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })";
  return `(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([1, 2, 3])], '${name}', { type: '${type}' }));
    document.querySelector('${event === 'paste' ? 'textarea' : '#chat'}').dispatchEvent(${made});
  })()`;
}

/** 2 × 1 pixels. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGM4EaChEXACAAjHAoFEgCm0AAAAAElFTkSuQmCC',
  'base64',
);
