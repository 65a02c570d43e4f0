import type { Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { postCard } from '../src/reads/post-card.js';
import type { OpenQuestion } from '../src/usecases/ask.js';
import { describeMedium } from '../src/usecases/describe-medium.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { setVariant } from '../src/usecases/set-variant.js';
import { keptEntities } from './incoming.js';
import type { BotParts, Speaker } from './parts.js';

/** A text for one network alone. */
export async function giveOwnText(
  { desk }: BotParts,
  { member, t }: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<string> {
  const postId = String(about.postId);
  const platform = String(about.platform);
  if (message.text === undefined) throw new Refusal('text_needed');
  const text = { text: message.text, entities: keptEntities(message.entities) };
  await setVariant(desk, { postId, memberId: member.memberId }, platform, { text });
  const post = await postCard(sqlOutside(desk), postId);
  const network = desk.platforms.get(platform).capabilities.name;
  return t('done-own-text', { number: post?.number ?? 0, network });
}

/** What a picture shows; a dash takes the words away. */
export async function giveDescription(
  { desk }: BotParts,
  { member, t }: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<string> {
  const words = message.text?.trim();
  if (!words) throw new Refusal('text_needed');
  const request = { postId: String(about.postId), memberId: member.memberId };
  await describeMedium(desk, request, String(about.hash), /^[-–—]$/.test(words) ? '' : words);
  return t('done-described');
}
