import type { Message } from 'grammy/types';
import type { Content } from '../src/domain/content.js';
import { Refusal } from '../src/domain/refusal.js';
import { postBySource } from '../src/reads/post-by-source.js';
import { postCard } from '../src/reads/post-card.js';
import { createPost } from '../src/usecases/create-post.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { editPost } from '../src/usecases/edit-post.js';
import { contentOf } from './incoming.js';
import type { BotParts, Speaker } from './parts.js';
import type { Texts } from './texts.js';

/** Names the message that a draft comes from: a repeated update makes no second one. */
function sourceOf(message: Message): string {
  return `tg:${message.chat.id}:${message.message_id}`;
}

/** Whatever a member sends becomes a draft; its card is the answer. */
export async function makeDraft(parts: BotParts, speaker: Speaker, message: Message, content: Content): Promise<void> {
  await createPost(parts.desk, {
    clientId: speaker.client.id,
    memberId: speaker.member.memberId,
    content,
    source: sourceOf(message),
    chatId: String(message.chat.id),
    language: speaker.t.language,
  });
}

/**
 * A reply to the card: its text takes the place of the post's text, its photo that of the photo, and what it does not bring stays.
 * Returns what is said to it.
 */
export async function replaceContent(
  parts: BotParts,
  speaker: Speaker,
  postId: string,
  message: Message,
): Promise<string> {
  const { t, member } = speaker;
  const brought = await contentOf(parts, message);
  if (!brought) throw new Refusal('unsupported');
  await editPost(parts.desk, { postId, memberId: member.memberId }, (draft) => ({
    ...draft,
    content: merge(draft.content, brought),
  }));
  return editedWords(parts, postId, t);
}

/** What became of an edit. */
export async function editedWords({ desk }: BotParts, postId: string, t: Texts): Promise<string> {
  const post = await postCard(sqlOutside(desk), postId);
  const number = post?.number ?? 0;
  return t(post?.state === 'in_review' ? 'done-edited-in-review' : 'done-edited', { number });
}

function merge(was: Content, brought: Content): Content {
  const media = brought.media.length > 0 ? brought.media : was.media;
  return brought.text === '' ? { ...was, media } : { ...was, ...brought, media };
}

/** The author corrected the message that a draft was made from. Returns what is said to it; null where nothing need be. */
export async function followEdit(parts: BotParts, speaker: Speaker, message: Message): Promise<string | null> {
  const { t, member, client } = speaker;
  const post = await postBySource(sqlOutside(parts.desk), client.id, sourceOf(message));
  if (!post) return null;
  if (post.state !== 'draft' && post.state !== 'changes_requested')
    return t('edited-too-late', { number: post.number });
  const content = await contentOf(parts, message);
  if (content)
    await editPost(parts.desk, { postId: post.id, memberId: member.memberId }, (draft) => ({ ...draft, content }));
  return null;
}
