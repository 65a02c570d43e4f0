import type { Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { offsetAt } from '../src/domain/schedule.js';
import { readTime, type TypedTime } from '../src/domain/time-words/read-time.js';
import { heldCard } from '../src/reads/held-card.js';
import { postCard } from '../src/reads/post-card.js';
import type { OpenQuestion } from '../src/usecases/ask.js';
import { decideHeld } from '../src/usecases/decide-held.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { repeatPublication } from '../src/usecases/repeat-publication.js';
import { schedulePost } from '../src/usecases/schedule-post.js';
import { type Button, buttonsFor } from './cards/card-view.js';
import { type BotParts, type Speaker, zoneIn } from './parts.js';
import type { Said } from './replies.js';
import { inMinutes, plannedWords } from './taps-time.js';
import type { TextKey, Texts } from './texts.js';
import { momentWords } from './time-words.js';

type Choice = Extract<TypedTime, { is: 'choice' }>;

const WHICH = {
  hour: 'which-hour',
  day: 'which-day',
  year: 'which-year',
  skipped: 'which-skipped',
  twice: 'which-twice',
} as const satisfies Record<Choice['why'], TextKey>;

const REFUSED = { unread: 'bad_time', past: 'past_time', far: 'far_time' } as const;

/** A typed time for a post, read in the person's language and by the clock of the chat. What is not certain is asked by buttons. */
export async function giveTime(
  parts: BotParts,
  speaker: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  const { desk } = parts;
  const found = await postCard(sqlOutside(desk), String(about.postId));
  if (!found || found.clientId !== speaker.client.id) throw new Refusal('not_found');
  const post = { ...found, zone: zoneIn(speaker, message.chat) };
  const now = desk.clock.now();
  const time = readTime(message.text ?? '', { language: speaker.t.language, zone: post.zone, now });
  const button = buttonsFor(post.id, post.version);
  if (time.is === 'refused') throw new Refusal(REFUSED[time.why]);
  if (time.is === 'choice') {
    return choiceOf(time, { t: speaker.t, zone: post.zone, now }, (text, at) => button('setTime', text, inMinutes(at)));
  }
  await schedulePost(desk, { postId: post.id, memberId: speaker.member.memberId }, time.at);
  return plannedWords({ parts, speaker }, post, time.at, now);
}

/** A typed time for all that is held: the first goes then, the others behind it. */
export async function giveHeldTime(
  { desk }: BotParts,
  speaker: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  const { member, client, t } = speaker;
  const held = await heldCard(sqlOutside(desk), client.id);
  if (!held) throw new Refusal('stale');
  const now = desk.clock.now();
  const zone = zoneIn(speaker, message.chat);
  const signature = String(about.signature);
  const time = readTime(message.text ?? '', { language: t.language, zone, now });
  if (time.is === 'refused') throw new Refusal(REFUSED[time.why]);
  if (time.is === 'choice') {
    const button = buttonsFor(client.id, 0);
    return choiceOf(time, { t, zone, now }, (text, at) => button('heldAt', text, `${inMinutes(at)}.${signature}`));
  }
  const request = { clientId: client.id, memberId: member.memberId, signature };
  const count = await decideHeld(desk, request, { how: 'move', at: time.at });
  return t('done-held-moved', { count, moment: momentWords(time.at, now, zone, t.language) });
}

/** A typed time for one more copy of what an account has. */
export async function giveRepeatTime(
  { desk }: BotParts,
  speaker: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<Said> {
  const { member, t } = speaker;
  const now = desk.clock.now();
  const zone = zoneIn(speaker, message.chat);
  const request = { deliveryId: String(about.deliveryId), version: Number(about.version), memberId: member.memberId };
  const time = readTime(message.text ?? '', { language: t.language, zone, now });
  if (time.is === 'refused') throw new Refusal(REFUSED[time.why]);
  if (time.is === 'choice') {
    const button = buttonsFor(request.deliveryId, request.version);
    return choiceOf(time, { t, zone, now }, (text, at) => button('repeat', text, inMinutes(at)));
  }
  await repeatPublication(desk, request, time.at);
  return t('done-repeat-at', { moment: momentWords(time.at, now, zone, t.language) });
}

interface Telling {
  readonly t: Texts;
  readonly zone: string;
  readonly now: Date;
}

function choiceOf(
  { why, choices }: Choice,
  { t, zone, now }: Telling,
  button: (text: string, at: Date) => Button,
): Said {
  const words = (at: Date) => {
    const moment = momentWords(at, now, zone, t.language);
    return why === 'twice' ? `${moment} · UTC${offsetAt(at, zone)}` : moment;
  };
  return { text: t(WHICH[why]), keyboard: choices.map((at) => [button(words(at), at)]) };
}
