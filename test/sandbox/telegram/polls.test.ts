import { expect, test } from 'vitest';
import { ANN, BOT, CHANNEL } from './seed.js';
import { createSetting } from './setting.js';

const quiz = {
  chat_id: CHANNEL,
  question: 'Which bean?',
  options: [{ text: 'Arabica' }, { text: 'Robusta' }],
  type: 'quiz',
  is_anonymous: true,
  correct_option_ids: [1],
  explanation: 'It is\nstronger',
};

test('a quiz has the form that Telegram gives it, and readers see it', async () => {
  await using setting = await createSetting();
  const sent = await setting.api('sendPoll', quiz);
  expect(sent.at('poll')).toMatchObject({ question: 'Which bean?', type: 'quiz', correct_option_ids: [1] });
  const [seen] = await setting.people.as(ANN).messages(CHANNEL);
  expect(seen?.poll).toEqual({
    question: 'Which bean?',
    options: ['Arabica', 'Robusta'],
    isQuiz: true,
    correct: [1],
    explanation: 'It is\nstronger',
  });
  const messageId = Number(sent.at('message_id'));
  const forward = { chat_id: ANN, from_chat_id: CHANNEL, message_id: messageId };
  expect((await setting.api('forwardMessage', forward)).at('poll', 'question')).toBe('Which bean?');
  expect((await setting.people.as(ANN).messages(BOT)).at(-1)?.poll?.question).toBe('Which bean?');
});

test.each([
  [{ question: ' ' }, 'poll question must be non-empty'],
  [{ question: 'a'.repeat(301) }, 'poll question length must not exceed 300'],
  [{ options: [] }, 'poll must have at least 1 option'],
  [{ options: Array.from({ length: 13 }, () => ({ text: 'a' })) }, "poll can't have more than 12 options"],
  [{ options: [{ text: 'a' }, { text: '' }] }, 'poll options must be non-empty'],
  [{ options: [{ text: 'a' }, { text: 'a'.repeat(101) }] }, 'poll options length must not exceed 100'],
  [{ correct_option_ids: [2] }, 'wrong correct option ID specified'],
  [{ correct_option_ids: [] }, 'wrong correct option ID specified'],
  [{ correct_option_ids: [0, 1] }, 'wrong correct option ID specified'],
  [{ explanation: 'a'.repeat(201) }, 'message is too long'],
  [{ explanation: 'a\nb\nc\nd' }, 'message is too long'],
  [{ is_anonymous: false }, "non-anonymous polls can't be sent to channel chats"],
])('a quiz with %j is refused', async (change, reason) => {
  await using setting = await createSetting();
  const answer = await setting.api('sendPoll', { ...quiz, ...change });
  expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${reason}` });
});

test('a quiz is not edited into something else, and can be deleted', async () => {
  await using setting = await createSetting();
  const id = Number((await setting.api('sendPoll', quiz)).at('message_id'));
  const at = { chat_id: CHANNEL, message_id: id };
  expect((await setting.api('editMessageText', { ...at, text: 'a' })).status).toBe(400);
  const media = { type: 'photo', media: 'attach://none' };
  expect((await setting.api('editMessageMedia', { ...at, media })).status).toBe(400);
  expect((await setting.api('deleteMessages', { chat_id: CHANNEL, message_ids: [id, id + 1] })).ok).toBe(true);
});
