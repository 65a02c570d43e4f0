import { z } from 'zod';
import { FAILURES, type FailureKind } from '../src/domain/failure.js';
import { type RichText, RichTextWriter } from './rich-text.js';
import type { Texts } from './texts.js';

const isKind = (text: string): text is FailureKind => Object.hasOwn(FAILURES, text);

const part = z.object({
  account: z.string(),
  ordinal: z.number(),
  isCorrection: z.boolean().default(false),
  url: z.string().nullable(),
  failure: z.string().refine(isKind).nullable(),
});
type Part = z.infer<typeof part>;

/** How posts of one author went: what `announce-outcomes` writes. */
export const outcomes = z.object({
  chatId: z.string(),
  language: z.string(),
  outcomes: z.array(
    z.object({
      postId: z.string(),
      number: z.number(),
      brand: z.string().nullable().default(null),
      live: z.array(part),
      failed: z.array(part),
      unknown: z.array(part),
    }),
  ),
});
export type Outcomes = z.infer<typeof outcomes>;
type Outcome = Outcomes['outcomes'][number];

export function isGoodNews({ outcomes: posts }: Outcomes): boolean {
  return posts.every(({ failed, unknown }) => failed.length + unknown.length === 0);
}

export function outcomesText({ outcomes: posts }: Outcomes, t: Texts): RichText {
  const to = new RichTextWriter();
  if (posts.length > 1) to.bold(t('told-outcomes', { count: posts.length })).add('\n\n');
  for (const post of posts) writeOutcome(to, post, t);
  return to.done();
}

function writeOutcome(to: RichTextWriter, { number, brand, live, failed, unknown }: Outcome, t: Texts): void {
  if (brand !== null) to.line(brand);
  const all = live.length + failed.filter(isFirst).length + unknown.filter(isFirst).length;
  if (live.length === 0) to.line(t('told-not-live', { number }));
  else {
    to.add(
      live.length === all ? t('told-live', { number }) : t('told-partly-live', { number, live: live.length, all }),
    );
    for (const [index, { account, url }] of live.entries()) {
      to.add(index === 0 ? ' ' : ' · ');
      if (url === null) to.add(account);
      else to.link(account, url);
    }
    to.line();
  }
  for (const one of failed) {
    to.line(t(one.isCorrection ? 'correction-failed' : 'target-failed', { account: nameOf(one, t) }));
    if (one.failure) to.line(t(`failure-${one.failure}`));
  }
  for (const one of unknown) {
    to.line(t(one.isCorrection ? 'correction-unknown' : 'target-unknown', { account: nameOf(one, t) }));
  }
}

function isFirst({ ordinal, isCorrection }: Part): boolean {
  return ordinal === 0 && !isCorrection;
}

function nameOf({ account, ordinal }: Part, t: Texts): string {
  return ordinal === 0 ? account : t('target-later-part', { account });
}
