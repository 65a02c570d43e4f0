import type { Message } from 'grammy/types';
import { postCard } from '../src/reads/post-card.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { followMessage } from '../src/usecases/follow-message.js';
import { type Taken, takeMessage } from '../src/usecases/take-message.js';
import { buttonsFor, rows } from './cards/card-view.js';
import { afterCommand, type Brought, broughtBy, keepFile } from './incoming.js';
import { orUpload } from './large-file.js';
import type { BotParts, Speaker } from './parts.js';
import { type Said, withCard } from './replies.js';
import type { Texts } from './texts.js';
import { unsupportedText } from './unsupported.js';

/** Whatever a member sends becomes a draft, or a part of one; its card is the answer. Returns what else is said. */
export async function makeDraft(
  parts: BotParts,
  speaker: Speaker,
  message: Message,
  brought: Brought,
): Promise<Said | null> {
  return orUpload(parts, speaker, message, null, async () => {
    const { tooLate, number } = await take(parts, speaker, message, brought, null);
    return tooLate ? speaker.t('album-too-late', { number }) : null;
  });
}

/**
 * An answer to the card: its words take the place of the post's text, its medium is added, and what it does not bring stays. Returns what
 * is said to it; nothing to later parts of an album.
 */
export async function answerCard(
  parts: BotParts,
  speaker: Speaker,
  postId: string,
  message: Message,
): Promise<Said | null> {
  const brought = broughtBy(message);
  if (!brought) return unsupportedText(message, speaker.t);
  return orUpload(parts, speaker, message, postId, async () => {
    const { batch } = await take(parts, speaker, message, brought, postId);
    return batch === message.message_id ? saidTo(parts, speaker, postId, brought, batch) : null;
  });
}

async function saidTo(
  parts: BotParts,
  { t }: Speaker,
  postId: string,
  { file }: Brought,
  batch: number,
): Promise<Said | null> {
  const post = await postCard(sqlOutside(parts.desk), postId);
  if (!post) return null;
  const { number } = post;
  if (!file) return withCard(postId, number, await editedWords(parts, postId, t), t);
  const button = buttonsFor(postId, 0);
  const arg = batch.toString(36);
  return {
    text: t(post.state === 'in_review' ? 'done-added-in-review' : 'done-added', { number }),
    keyboard: rows([
      post.content.media.length > 1 && button('batchOnly', t('button-batch-only'), arg),
      button('batchUndo', t('button-batch-undo'), arg),
    ]),
  };
}

/** What became of an edit. */
export async function editedWords({ desk }: Pick<BotParts, 'desk'>, postId: string, t: Texts): Promise<string> {
  const post = await postCard(sqlOutside(desk), postId);
  const number = post?.number ?? 0;
  return t(post?.state === 'in_review' ? 'done-edited-in-review' : 'done-edited', { number });
}

/** The author corrected a message that a draft is made of. Returns what is said to it; null where nothing need be. */
export async function followEdit(parts: BotParts, speaker: Speaker, message: Message): Promise<Said | null> {
  const { t, member } = speaker;
  const brought = broughtBy(message);
  if (!brought) return null;
  const followed = await followMessage(parts.desk, {
    ...nameOf(message),
    memberId: member.memberId,
    words: afterCommand(brought.words),
    file: givenBy(parts, brought),
  });
  return followed?.is === 'too_late' ? t('edited-too-late', { number: followed.number }) : null;
}

async function take(
  parts: BotParts,
  { member, client, t }: Speaker,
  message: Message,
  brought: Brought,
  postId: string | null,
): Promise<Taken> {
  return takeMessage(parts.desk, {
    ...nameOf(message),
    clientId: client.id,
    memberId: member.memberId,
    language: t.language,
    album: message.media_group_id ?? null,
    sentAt: new Date(message.date * 1000),
    words: brought.words,
    file: givenBy(parts, brought),
    postId,
  });
}

/** Telegram names messages within a chat. */
function nameOf({ chat, message_id: messageId }: Message) {
  return { chatId: String(chat.id), messageId };
}

function givenBy(parts: BotParts, { file }: Brought) {
  return file && { id: file.uniqueId, keep: () => keepFile(parts, file) };
}
