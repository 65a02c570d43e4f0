import type { Message } from 'grammy/types';
import { isEditor } from '../src/domain/post.js';
import { findPosts } from '../src/reads/find-posts.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { buttonsFor } from './cards/card-view.js';
import { foundList } from './lists.js';
import { underBrand } from './own-clients.js';
import type { BotParts, Speaker } from './parts.js';
import { replyTo, type Said } from './replies.js';
import type { TapHandlers } from './tapped.js';

/** More words would make nothing clearer. */
const WORDS_MAX = 8;

/** `/find words`: the newest posts in which all of them occur. Authors look through their own, editors through all. */
export async function find(parts: BotParts, speaker: Speaker, { text }: Pick<Message, 'text'>): Promise<Said> {
  const words = wordsOf(text ?? '');
  return words.length === 0 ? speaker.t('find') : pageOf(parts, speaker, words, null);
}

export const findTaps: TapHandlers<'findMore'> = {
  /** What was looked for stands in the command that the list answers. */
  async findMore({ parts, speaker, tap, answered }): Promise<string | void> {
    const words = wordsOf(answered?.text ?? '');
    if (!answered || words.length === 0) return speaker.t('find-again');
    await replyTo(parts, answered, await pageOf(parts, speaker, words, tap.version));
  },
};

async function pageOf(
  { desk }: BotParts,
  speaker: Speaker,
  words: readonly string[],
  below: number | null,
): Promise<Said> {
  const { member, client, t } = speaker;
  const memberId = isEditor(member.role) ? null : member.memberId;
  const found = await findPosts(sqlOutside(desk), { clientId: client.id, memberId, words, below });
  const { body, keyboard } = foundList(found.posts, words.join(' '), t);
  const named = await underBrand({ desk }, speaker, body);
  const more = found.below === null ? [] : [[buttonsFor(client.id, found.below)('findMore', t('button-find-more'))]];
  return { ...named, keyboard: [...keyboard, ...more] };
}

function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .slice(1, 1 + WORDS_MAX)
    .filter((word) => word !== '');
}
