import type { MediaRef } from '../domain/content.js';
import { joinWords, placeFor, placeOf, type Words } from '../domain/source-messages.js';
import { lockPost } from './change-post.js';
import { type Desk, sqlOutside, transact, type Tx } from './desk.js';
import type { Draft } from './draft.js';
import { editPostIn } from './edit-post.js';
import { changeSource, lockChat, type MessageName, numberOf, sourceRow, sourcesOf } from './source-rows.js';
import type { GivenMedium } from './take-message.js';

/** A message as its author corrected it. */
export interface CorrectedMessage extends MessageName {
  readonly memberId: string;
  readonly words: Words;
  readonly file: GivenMedium | null;
}

export type Followed = { readonly number: number; readonly is: 'followed' | 'too_late' };

/**
 * The post follows the correction of a message that it is made of: its words, and its medium at the place where that is now. Null where
 * the message made no post, or says what it said before.
 */
export async function followMessage(desk: Desk, given: CorrectedMessage): Promise<Followed | null> {
  const known = await sourceRow(sqlOutside(desk), given);
  if (!known) return null;
  const isNew = given.file !== null && given.file.id !== known.fileId;
  const message = { ...given, medium: isNew && given.file ? await given.file.keep() : null };
  return transact(desk, async (tx) => {
    await lockChat(tx.sql, message.chatId);
    const source = await sourceRow(tx.sql, message);
    if (!source) return null;
    const post = await lockPost(tx, source.postId);
    const isSame = JSON.stringify(source.words) === JSON.stringify(message.words);
    const isOther = message.medium !== null && message.medium.hash !== source.medium;
    if (isSame && !isOther) return null;
    const number = await numberOf(tx.sql, post.id);
    if (post.state !== 'draft' && post.state !== 'changes_requested') return { number, is: 'too_late' };
    const now = { ...source, words: message.words, medium: message.medium?.hash ?? source.medium };
    await editPostIn(desk, tx, { postId: post.id, memberId: message.memberId }, (draft) =>
      follow(tx, draft, message, now),
    );
    await changeSource(tx.sql, { ...now, fileId: message.file?.id ?? now.fileId });
    return { number, is: 'followed' };
  });
}

type Source = NonNullable<Awaited<ReturnType<typeof sourceRow>>>;

async function follow(
  tx: Tx,
  draft: Draft,
  { medium }: { readonly medium: MediaRef | null },
  now: Source,
): Promise<Draft> {
  const { content } = draft;
  const sources = await sourcesOf(tx.sql, now.postId);
  const was = sources.find(({ messageId, chatId }) => messageId === now.messageId && chatId === now.chatId) ?? now;
  const isSaidAnew = JSON.stringify(was.words) !== JSON.stringify(now.words);
  // An answer without words leaves those of the post.
  const isSilent = now.reply && now.words.text === '';
  const words = now.reply ? now.words : joinWords(sources.map((one) => (one === was ? now : one)));
  return {
    ...draft,
    content: {
      ...content,
      ...(isSaidAnew && !isSilent && words),
      media: medium ? mediaAfter(content.media, sources, was, medium) : content.media,
    },
  };
}

/** What somebody has taken out of the post stays out. */
function mediaAfter(media: readonly MediaRef[], sources: readonly Source[], was: Source, medium: MediaRef): MediaRef[] {
  if (was.medium === null) return media.toSpliced(placeFor(media, sources, was), 0, medium);
  const place = placeOf(media, sources, was);
  return place < 0 ? [...media] : media.toSpliced(place, 1, medium);
}
