import { telegramOptions } from '../../src/platforms/telegram/options.js';
import { telegramPlatform } from '../../src/platforms/telegram/platform.js';
import type { MessageRecord } from '../../src/sandbox/telegram/records.js';
import { startTelegramServer } from '../../src/sandbox/telegram/server.js';
import { createTelegramWorld, type TelegramWorld } from '../../src/sandbox/telegram/world.js';
import { mediumOf, pngOf } from '../support/sample-media.js';
import { systemClock } from '../../src/system.js';
import { liveContract } from './live.contract.js';
import { publisherContract } from './publisher.contract.js';
import type { FakeNetwork, SeenPost, Subject } from './subject.js';

const TOKEN = '700000001:AAcontract-token_that-must-not-be-seen';
const CHANNEL = -1001234567890;

const PNG = pngOf(1200, 800, 300_000);
const BIG = pngOf(4000, 3000, 3_000_000);
const photo = mediumOf(PNG, { kind: 'photo', mime: 'image/png', width: 1200, height: 800 });
const big = mediumOf(BIG, { kind: 'photo', mime: 'image/png', width: 4000, height: 3000 });
const CLIP = Buffer.alloc(200_000, 1);
const LOOP = Buffer.alloc(40_000, 2);
const MENU = Buffer.alloc(50_000, 3);
const clip = mediumOf(CLIP, { kind: 'video', mime: 'video/mp4', width: 640, height: 360, durationMs: 4_400 });
const loop = mediumOf(LOOP, { kind: 'animation', mime: 'image/gif', width: 320, height: 240 });
const menu = mediumOf(MENU, {
  kind: 'document',
  mime: 'application/pdf',
  width: 0,
  height: 0,
  name: 'Меню "літо".pdf',
});
const LINES = 'Рядок з ґ, їжаком та 👩‍👩‍👧‍👦\r\n'.repeat(60);

const subject: Subject = {
  account: { id: 'account', externalId: String(CHANNEL), username: 'dailybean' },
  secrets: [TOKEN, 'AAcontract-token_that-must-not-be-seen'],
  media: new Map([
    [photo.hash, PNG],
    [big.hash, BIG],
    [clip.hash, CLIP],
    [loop.hash, LOOP],
    [menu.hash, MENU],
  ]),
  samples: [
    { name: 'a text', content: { text: 'Привіт, світе 👋\n\nДругий абзац', entities: [], media: [] } },
    {
      name: 'a formatted text',
      content: {
        text: '  Жирне, нахилене 👋🏽 і посилання\tта код \n',
        entities: [
          { type: 'italic', offset: 9, length: 13 },
          { type: 'bold', offset: 2, length: 20 },
          { type: 'text_link', offset: 24, length: 9, url: 'https://example.org/a?b=c' },
          { type: 'pre', offset: 37, length: 3, language: 'ts' },
          { type: 'text_mention', offset: 2, length: 5 },
        ],
        media: [],
      },
    },
    { name: 'a photo', content: { text: '', entities: [], media: [photo] } },
    {
      name: 'a photo with a caption',
      content: { text: '"Лапки"\nі рядок --', entities: [{ type: 'bold', offset: 0, length: 7 }], media: [big] },
    },
    {
      name: 'a photo with a text too long for a caption',
      content: { text: LINES, entities: [{ type: 'spoiler', offset: 1000, length: 40 }], media: [photo] },
    },
    {
      name: 'a video',
      brief: true,
      content: { text: 'Кліп', entities: [{ type: 'bold', offset: 0, length: 4 }], media: [clip] },
      options: telegramOptions.parse({ spoiler: true, captionAbove: true }),
    },
    { name: 'an animation', brief: true, content: { text: '', entities: [], media: [loop] } },
    { name: 'a document', brief: true, content: { text: 'Меню', entities: [], media: [menu] } },
    {
      name: 'an album',
      brief: true,
      content: { text: 'Разом', entities: [{ type: 'italic', offset: 0, length: 5 }], media: [photo, clip] },
    },
    {
      name: 'a quiz',
      brief: true,
      content: {
        text: '',
        entities: [],
        media: [],
        quiz: { question: 'Яке зерно?', answers: ['Арабіка', 'Робуста'], correct: 1, explanation: 'Міцніше' },
      },
    },
  ],
  refusals: [
    refusal('400', 400, 'Bad Request: chat not found', 'invalid'),
    refusal('400 that quotes the address', 400, `Bad Request: /bot${TOKEN}/ is odd`, 'invalid'),
    refusal('401', 401, 'Unauthorized', 'auth'),
    refusal('403', 403, 'Forbidden: bot is not a member of the channel chat', 'permission'),
    refusal('404', 404, 'Not Found', 'auth'),
    refusal('409', 409, 'Conflict: terminated by other getUpdates request', 'bug'),
    refusal('413', 413, 'Request Entity Too Large', 'invalid'),
    refusal('a code that nobody told us of', 418, 'I am a teapot', 'invalid'),
    {
      ...refusal('429', 429, 'Too Many Requests: retry after 12', 'rate_limit', { retry_after: 12 }),
      retryAfterMs: 12_000,
    },
    refusal('429 without a time', 429, 'Too Many Requests', 'rate_limit'),
    refusal('a group that moved', 400, 'Bad Request: group chat was upgraded', 'missing', {
      migrate_to_chat_id: -100555,
    }),
    { ...refusal('500', 500, 'Internal Server Error', 'outage'), effect: 'uncertain' },
    { ...refusal('502', 502, 'Bad Gateway', 'outage'), effect: 'uncertain' },
    { name: 'no code of its own', status: 403, body: { ok: false }, kind: 'permission', effect: 'none' },
  ],
  startNetwork,
  platform: (options) => telegramPlatform({ token: TOKEN, ...options }),
};

publisherContract('Telegram', subject);
liveContract('Telegram', subject, [
  {
    name: 'a text',
    before: { text: 'Старе', entities: [], media: [] },
    after: { text: 'Нове слово', entities: [{ type: 'bold', offset: 5, length: 5 }], media: [] },
  },
  {
    name: 'a text of full length',
    brief: true,
    before: { text: 'Старе', entities: [], media: [] },
    after: { text: `${'x'.repeat(4095)}y`, entities: [{ type: 'bold', offset: 4000, length: 96 }], media: [] },
  },
  {
    name: 'a caption',
    before: { text: 'Старий підпис', entities: [], media: [photo] },
    after: { text: 'Новий підпис', entities: [], media: [photo] },
  },
  {
    name: 'a caption that goes',
    brief: true,
    before: { text: 'Старий підпис', entities: [], media: [photo] },
    after: { text: '', entities: [], media: [photo] },
  },
  {
    name: 'a picture',
    brief: true,
    before: { text: 'Підпис', entities: [], media: [photo] },
    after: { text: 'Підпис', entities: [], media: [big] },
  },
  {
    name: 'an album',
    before: { text: 'Разом', entities: [], media: [photo, clip, photo] },
    after: { text: 'Нарешті разом', entities: [], media: [photo, big, photo] },
  },
]);

function refusal(
  name: string,
  status: number,
  description: string,
  kind: 'invalid' | 'auth' | 'permission' | 'bug' | 'rate_limit' | 'missing' | 'outage',
  parameters?: object,
) {
  return {
    name,
    status,
    kind,
    effect: 'none',
    body: { ok: false, error_code: status, description, parameters },
  } as const;
}

async function startNetwork(): Promise<FakeNetwork> {
  const world = createTelegramWorld({
    dir: null,
    clock: systemClock,
    seed: {
      bot: { id: 700_000_001, username: 'contract_bot', name: 'Contract', token: TOKEN },
      people: [{ id: 1, name: 'Owner', username: 'owner', language: 'uk' }],
      chats: [
        {
          type: 'channel',
          id: CHANNEL,
          title: 'Daily Bean',
          username: 'dailybean',
          members: [1],
          owner: 1,
          bot: { admin: {} },
        },
      ],
    },
  });
  const server = await startTelegramServer({ world });
  return {
    url: server.url,
    posts: () => postsIn(world),
    async close() {
      await server.close();
      world.close();
    },
  };
}

/** What people see as one thing: an album is one. */
function postsIn(world: TelegramWorld): SeenPost[] {
  const messages = [...world.store.all('messages')].filter(({ chatId }) => chatId === CHANNEL);
  const firsts = messages.filter(
    ({ mediaGroupId }, at) => mediaGroupId === null || mediaGroupId !== messages[at - 1]?.mediaGroupId,
  );
  return firsts.map((first) => {
    const { mediaGroupId } = first;
    const all = mediaGroupId === null ? [first] : messages.filter((one) => one.mediaGroupId === mediaGroupId);
    const hashes = all.flatMap(({ media }) => hashesOf(world, media));
    const ids = all.length > 1 && { ids: all.map(({ id }) => String(id)) };
    return { ...seen(first), media: hashes, ...ids, ...quizIn(first) };
  });
}

/** All sizes of a photo hold the same bytes here. */
function hashesOf(world: TelegramWorld, media: MessageRecord['media']): string[] {
  return [...new Set(media?.fileIds.flatMap((id) => world.files.find(id)?.sha256 ?? []))];
}

function quizIn({ poll }: MessageRecord): Pick<SeenPost, 'quiz'> {
  if (!poll) return {};
  const { question, options: answers, correct, explanation } = poll;
  return { quiz: { question, answers, correct: correct[0] ?? -1, ...(explanation !== null && { explanation }) } };
}

function seen(message: MessageRecord): Omit<SeenPost, 'media'> {
  return {
    id: String(message.id),
    text: message.text ?? message.caption ?? '',
    entities: message.entities.map(({ type, offset, length, url, language }) => ({
      type,
      offset,
      length,
      ...(url !== undefined && { url }),
      ...(language !== undefined && { language }),
    })),
    url: `https://t.me/dailybean/${message.id}`,
  };
}
