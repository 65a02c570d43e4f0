import { z } from 'zod';
import { admit, envelope } from './compose.js';
import { addMessage } from './conversation.js';
import { acceptMarkup } from './keyboard.js';
import type { Method } from './method.js';
import { method } from './method.js';
import { flag, json, markup, sending } from './params.js';
import type { ChatRecord, PollRecord } from './records.js';
import { badRequest } from './refusal.js';
import { formatText } from './text.js';
import { messageJson } from './wire.js';

const MAX = { question: 300, options: 12, option: 100, explanation: 200, explanationBreaks: 2 };

/** In Telegram's documentation, but not simulated. */
const absent = z.undefined().optional();
const notSimulated = {
  question_parse_mode: absent,
  question_entities: absent,
  allows_revoting: absent,
  shuffle_options: absent,
  allow_adding_options: absent,
  hide_results_until_closes: absent,
  members_only: absent,
  country_codes: absent,
  explanation_parse_mode: absent,
  explanation_entities: absent,
  explanation_media: absent,
  open_period: absent,
  close_date: absent,
  description: absent,
  description_parse_mode: absent,
  description_entities: absent,
  media: absent,
};

const pollShape = {
  question: z.string(),
  options: json(z.array(z.strictObject({ text: z.string() }))),
  is_anonymous: flag.optional(),
  type: z.enum(['quiz', 'regular']).optional(),
  allows_multiple_answers: flag.optional(),
  correct_option_ids: json(z.array(z.number().int())).optional(),
  explanation: z.string().optional(),
  is_closed: flag.optional(),
};
type PollParams = z.output<z.ZodObject<typeof pollShape>>;

const sendPoll = method({ ...sending, ...pollShape, ...notSimulated, reply_markup: markup }, ({ world, params }) => {
  const chat = admit(world, params.chat_id);
  const poll = composePoll(chat, params);
  const draft = { ...envelope(world, chat, params), poll, markup: acceptMarkup(params.reply_markup) };
  return messageJson(world, addMessage(world, chat.id, draft));
});

function composePoll(chat: ChatRecord, params: PollParams): PollRecord {
  const { is_anonymous: anonymous = true, type = 'regular', is_closed: closed = false } = params;
  if (chat.type === 'channel' && !anonymous) throw badRequest("non-anonymous polls can't be sent to channel chats");
  const options = params.options.map(({ text }) => plain(text));
  if (options.length < 1) throw badRequest('poll must have at least 1 option');
  if (options.length > MAX.options) throw badRequest(`poll can't have more than ${MAX.options} options`);
  return {
    question: within('question', plain(params.question), MAX.question),
    options: options.map((text) => within('options', text, MAX.option)),
    type,
    anonymous,
    multiple: params.allows_multiple_answers ?? false,
    closed,
    ...quizPart(params, type, options.length),
  };
}

function within(what: string, text: string, max: number): string {
  if (text === '') throw badRequest(`poll ${what} must be non-empty`);
  if (text.length > max) throw badRequest(`poll ${what} length must not exceed ${max}`);
  return text;
}

function quizPart(params: PollParams, type: PollRecord['type'], options: number) {
  if (type === 'regular') return { correct: [], explanation: null };
  const correct = params.correct_option_ids ?? [];
  const isRising = correct.every((id, index) => id > (correct[index - 1] ?? -1) && id < options);
  if (correct.length === 0 || !isRising) throw badRequest('wrong correct option ID specified');
  if (correct.length > 1 && !params.allows_multiple_answers) throw badRequest('wrong correct option ID specified');
  const explanation = plain(params.explanation ?? '');
  const breaks = explanation.split('\n').length - 1;
  if (explanation.length > MAX.explanation || breaks > MAX.explanationBreaks) {
    throw badRequest('message is too long');
  }
  return { correct, explanation: explanation === '' ? null : explanation };
}

function plain(text: string): string {
  return formatText(text, { parseMode: undefined, entities: undefined, commands: false }).text;
}

export const POLLS: Readonly<Record<string, Method>> = { sendPoll };
