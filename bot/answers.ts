import type { Message } from 'grammy/types';
import { Refusal } from '../src/domain/refusal.js';
import { declinePost } from '../src/usecases/decline-post.js';
import { evidenceLink } from '../src/usecases/evidence-link.js';
import { resolveUnknown } from '../src/usecases/resolve-unknown.js';
import { answerCard } from './drafts.js';
import type { BotParts, Speaker } from './parts.js';
import { giveClientName } from './own-clients.js';
import { forgetQuestion, mayAnswerAgain } from './questions.js';
import { giveQuizPart } from './quiz.js';
import { giveNewName, giveSetUpZone } from './set-up.js';
import { giveDeskZone, giveOwnZone, giveQuietHours } from './typed-settings.js';
import type { OpenQuestion } from '../src/usecases/ask.js';
import type { Said } from './replies.js';
import { giveDescription, giveOwnText } from './network-answers.js';
import { giveTokenName } from './taps-tokens.js';
import { giveHeldTime, giveRepeatTime, giveTime } from './typed-time.js';

type Answering = (parts: BotParts, speaker: Speaker, question: OpenQuestion, message: Message) => Promise<Said | null>;

/** By question. */
const ANSWERS: Readonly<Partial<Record<string, Answering>>> = {
  request_changes: declineWith('request_changes'),
  reject: declineWith('reject'),
  link: giveLink,
  time: giveTime,
  held_time: giveHeldTime,
  own_text: giveOwnText,
  describe: giveDescription,
  new_text: (parts, speaker, { about }, message) => answerCard(parts, speaker, String(about.postId), message),
  repeat_time: giveRepeatTime,
  own_zone: giveOwnZone,
  desk_zone: giveDeskZone,
  quiet_hours: giveQuietHours,
  token_name: giveTokenName,
  set_up_zone: giveSetUpZone,
  new_name: giveNewName,
  client_name: giveClientName,
  quiz_question: giveQuizPart('question'),
  quiz_answers: giveQuizPart('answers'),
  quiz_correct: giveQuizPart('correct'),
  quiz_explanation: giveQuizPart('explanation'),
  quiz_difficulty: giveQuizPart('difficulty'),
};

/** Takes an answer to a question of ours; returns what is said to it, null where the next question or a card says it. The question stays open where a better answer is possible. */
export async function takeAnswer(
  parts: BotParts,
  speaker: Speaker,
  question: OpenQuestion,
  message: Message,
): Promise<Said | null> {
  const answer = ANSWERS[question.question];
  let done = true;
  try {
    if (!answer) throw new Refusal('stale');
    return await answer(parts, speaker, question, message);
  } catch (thrown) {
    // A fault of ours leaves it open too: the same answer may be given again.
    done = thrown instanceof Refusal && !mayAnswerAgain(thrown);
    throw thrown;
  } finally {
    if (done) await forgetQuestion(parts, speaker, message.chat.id, question.promptMessageId);
  }
}

function declineWith(how: 'request_changes' | 'reject'): Answering {
  return async ({ desk }, { member, t }, { about }, message) => {
    const request = {
      postId: String(about.postId),
      revisionId: String(about.revisionId),
      memberId: member.memberId,
    };
    await declinePost(desk, request, how, message.text ?? '');
    return t(how === 'reject' ? 'done-rejected' : 'done-changes-requested');
  };
}

/** A dash says that there is no link to give. */
async function giveLink(
  { desk }: BotParts,
  { member, t }: Speaker,
  { about }: OpenQuestion,
  message: Message,
): Promise<string> {
  const given = message.text?.trim() ?? '';
  const url = /^[-–—]$/.test(given) ? null : evidenceLink(String(about.platform), given);
  const request = { deliveryId: String(about.deliveryId), version: Number(about.version), memberId: member.memberId };
  await resolveUnknown(desk, request, { is: 'there', url });
  return t('done-it-is-there');
}
