import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  /** What the browser complained about: console errors, uncaught errors, what the policy forbade. */
  readonly complaints: string[];
}

/** A fresh visitor with nothing remembered. Complaints fail the test when the page is disposed of, unless taken before. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(url);
  await page.getByRole('group', { name: 'Who you are now' }).getByRole('button').first().waitFor();
  return {
    page,
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** Writes into the composer and sends by Enter, as a person does. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill(text);
  await page.getByRole('textbox').press('Enter');
}

/** The bubble that holds this text. */
export const bubble = (page: Page, text: string | RegExp) => page.getByRole('article').filter({ hasText: text }).last();

export const person = (page: Page, name: string | RegExp) =>
  page.getByRole('group', { name: 'Who you are now' }).getByRole('button', { name });
