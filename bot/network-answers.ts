import type { Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { postCard } from '../src/reads/post-card.js';
import type { OpenQuestion } from '../src/usecases/ask.js';
import { describeMedium } from '../src/usecases/describe-medium.js';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { setVariant } from '../src/usecases/set-variant.js';
import { keptEntities } from './incoming.js';
import type { BotParts, Speaker } from './parts.js';
import { type Said, withCard } from './replies.js';

/** A text for one network alone. */
export async function giveOwnText(
  { desk }: BotParts,
  { member, t }: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  const postId = String(about.postId);
  const platform = String(about.platform);
  if (message.text === undefined) throw new Refusal('text_needed');
  const text = { text: message.text, entities: keptEntities(message.entities) };
  await setVariant(desk, { postId, memberId: member.memberId }, platform, { text });
  const number = await numberOf(desk, postId);
  const network = desk.platforms.get(platform).capabilities.name;
  return withCard(postId, number, t('done-own-text', { number, network }), t);
}

/** What a picture shows; a dash takes the words away. */
export async function giveDescription(
  { desk }: BotParts,
  { member, t }: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  const words = message.text?.trim();
  if (!words) throw new Refusal('text_needed');
  const postId = String(about.postId);
  await describeMedium(
    desk,
    { postId, memberId: member.memberId },
    String(about.hash),
    /^[-–—]$/.test(words) ? '' : words,
  );
  return withCard(postId, await numberOf(desk, postId), t('done-described'), t);
}

async function numberOf(desk: Desk, postId: string): Promise<number> {
  return (await postCard(sqlOutside(desk), postId))?.number ?? 0;
}
