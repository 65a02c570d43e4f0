import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { bubble, openPage, person } from './open-page.js';
import { startToyDesk } from './toy-desk.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const FOCUSED = `(() => {
  const node = document.activeElement;
  return node.getAttribute('aria-label') ?? node.textContent;
})()`;

test('a post goes live without a mouse', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  const { keyboard } = page;
  const focused = () => page.evaluate(FOCUSED);
  const tabTo = async (name: RegExp, key = 'Tab') => {
    for (let presses = 0; presses < 60; presses += 1) {
      await keyboard.press(key);
      if (name.test(String(await focused()))) return;
    }
    throw new Error(`${key} does not lead to ${name}`);
  };

  await tabTo(/^1 Write something/);
  await keyboard.press('Enter');
  await expect.poll(focused).toBe('Write a message');
  await keyboard.type('By keys alone');
  await keyboard.press('Enter');
  await bubble(page, 'Draft').waitFor();
  await tabTo(/^Send to review$/, 'Shift+Tab');
  await keyboard.press('Space');
  await person(page, 'Max Editor').getByText('unread').waitFor();

  await tabTo(/^2 Send to review, done/, 'Shift+Tab');
  await tabTo(/^3 Become the editor/);
  await keyboard.press('Enter');
  // The step leads to the very button.
  await expect.poll(focused).toBe('Approve');
  await keyboard.press('Enter');
  await bubble(page, 'Approved').waitFor();

  await tabTo(/^Editors/, 'Shift+Tab');
  await keyboard.press('Home');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  const chats = await page.getByRole('navigation').getByRole('listitem').allTextContents();
  const wanted = chats.findIndex((text) => text.includes('Corner Bakery'));
  for (let presses = 0; presses < wanted; presses += 1) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await bubble(page, 'By keys alone').getByRole('button', { name: 'Copy link' }).waitFor();
  expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('Corner Bakery');
});

test('Esc closes the menu, the reply bar and the panel, and the focus goes back', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  const focused = () => page.evaluate(FOCUSED);
  const field = page.getByRole('textbox');
  await field.fill('Something');
  await field.press('Enter');
  const menuButton = page.locator('.own').getByRole('button', { name: 'What to do with this message' });
  await menuButton.press('Enter');
  await expect.poll(focused).toBe('Reply');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('Copy text');
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('What to do with this message');
  expect(await page.getByRole('menu').count()).toBe(0);

  await menuButton.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByText('Reply to Olena Author').waitFor();
  await expect.poll(focused).toBe('Write a message');
  await page.keyboard.press('Escape');
  await page.getByText('Reply to Olena Author').waitFor({ state: 'detached' });

  await field.press('ArrowUp');
  await page.getByText('Edit message').waitFor();
  expect(await field.inputValue()).toBe('Something');
  await field.press('Escape');
  expect(await field.inputValue()).toBe('');

  await page.getByRole('button', { name: 'Break things' }).press('Enter');
  // The button and the panel's title have the same words.
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('break-title');
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('break-button');
});

test('everything that can be pressed has a name, and whatever has the focus shows it', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  await page.getByRole('button', { name: 'Break things' }).click();
  const nameless = await page.evaluate(`
    [...document.querySelectorAll('button, a, select, textarea')]
      .filter((node) => node.checkVisibility() && !(node.getAttribute('aria-label') ?? node.innerText).trim())
      .map((node) => node.outerHTML)`);
  expect(nameless).toEqual([]);

  const invisible: unknown[] = [];
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('Tab');
    const unseen = await page.evaluate(`(() => {
      const node = document.activeElement;
      const style = getComputedStyle(node);
      const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return isSeen || node === document.body || node.tagName === 'TEXTAREA' ? null : node.outerHTML;
    })()`);
    if (unseen !== null) invisible.push(unseen);
  }
  expect(invisible).toEqual([]);
});

test('the first steps go away and come back', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url);
  const { page } = opened;
  const steps = page.getByRole('region', { name: 'First steps' });
  await steps.getByRole('button', { name: 'Hide' }).press('Enter');
  await steps.waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByRole('button', { name: 'First steps' }).waitFor();
  expect(await steps.count()).toBe(0);
  await page.getByRole('button', { name: 'First steps' }).press('Enter');
  await steps.getByRole('button', { name: '1 Write something' }).waitFor();
});

test('the language is the browser’s, or the chosen one', async () => {
  await using toy = await startToyDesk();
  await using opened = await openPage(browser, toy.url, { locale: 'en-GB' });
  const { page } = opened;
  await page.getByRole('combobox', { name: 'Language of this page' }).selectOption('uk');
  await page.getByRole('button', { name: '1 Напишіть щось' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('uk');
  await page.reload();
  await page.getByPlaceholder('Напишіть повідомлення').waitFor();
  const russian = await browser.newContext({ locale: 'ru-RU' });
  const other = await russian.newPage();
  await other.goto(toy.url);
  await other.getByRole('button', { name: '1 Напишите что-нибудь' }).waitFor();
  await russian.close();
});
