import { instagramPlatform } from '../../src/platforms/instagram/platform.js';
import { startInstagramServer } from '../../src/sandbox/instagram/server.js';
import { createInstagramWorld, mediaOf } from '../../src/sandbox/instagram/world.js';
import { systemClock } from '../../src/system.js';
import { described, film, jpegOf, mp4Of } from './instagram/made-media.js';
import { ACCOUNT, SEED, startMediaServer, TOKEN, USER_ID, VERSION } from './instagram/setting.js';
import { preparationContract } from './preparation.contract.js';
import { publisherContract } from './publisher.contract.js';
import type { FakeNetwork, RefusalSample, Subject } from './subject.js';

const SQUARE = jpegOf(1080, 1080, 200_000);
const TALL = jpegOf(1080, 1350, 300_000, 1);
const REEL = mp4Of(12);
const square = described(SQUARE);
const tall = described(TALL, { height: 1350 });
const reel = film(REEL, 12_000);
const FILES = new Map([
  [square.hash, SQUARE],
  [tall.hash, TALL],
  [reel.hash, REEL],
]);

const image = { name: 'an image', content: { text: 'Кава з ранку ☕️\n\n#кава @olena', entities: [], media: [square] } };
const carousel = {
  name: 'a carousel',
  content: {
    text: 'Меню тут\r\n',
    entities: [{ type: 'text_link', offset: 0, length: 8, url: 'https://example.org/a?b=c' }],
    media: [tall, { ...square, altText: 'Чашка' }],
  },
};

function refusal(
  name: string,
  kind: RefusalSample['kind'],
  error: { code: number; error_subcode?: number; is_transient?: boolean; message?: string },
  more: Partial<RefusalSample> = {},
): RefusalSample {
  const body = { error: { message: 'Something', type: 'OAuthException', fbtrace_id: 'A', ...error } };
  return { name, status: 400, kind, effect: 'none', body, ...more };
}

const LIMITED = { retryAfterMs: 300_000 };

const subject: Subject = {
  account: ACCOUNT,
  credentials: { token: TOKEN },
  secrets: [TOKEN, 'token-that-must-not-be-seen'],
  publishes: (request) => request.endsWith('/media_publish'),
  media: FILES,
  samples: [
    image,
    carousel,
    { name: 'a reel', content: { text: 'Рілс', entities: [], media: [reel] } },
    { name: 'two stories', options: { kind: 'story' }, content: { text: '', entities: [], media: [square, tall] } },
  ],
  refusals: [
    refusal('an expired token', 'auth', { code: 190, error_subcode: 463 }),
    refusal('an error that quotes the token', 'auth', { code: 190, message: `Bad token ${TOKEN}` }),
    refusal('a missing permission', 'permission', { code: 200 }, { status: 403 }),
    refusal('a spam block', 'rejected', { code: 4, error_subcode: 2_207_051 }),
    refusal('a limit of the app', 'rate_limit', { code: 4 }, LIMITED),
    refusal('a limit of the account', 'rate_limit', { code: 80_002 }, LIMITED),
    refusal('a full day', 'quota', { code: 9, error_subcode: 2_207_042 }, { retryAfterMs: 3_600_000 }),
    refusal(
      'a medium that is not ready',
      'not_ready',
      { code: 9007, error_subcode: 2_207_027 },
      { retryAfterMs: 5_000 },
    ),
    refusal('a restricted account', 'permission', { code: 25, error_subcode: 2_207_050 }),
    refusal('a medium that was not fetched in time', 'outage', { code: -2, error_subcode: 2_207_003 }),
    refusal('a fault of Instagram', 'outage', { code: -1, error_subcode: 2_207_001 }, { effect: 'uncertain' }),
    refusal('an unknown fault', 'outage', { code: 1 }, { effect: 'uncertain', status: 500 }),
    refusal('a passing fault', 'outage', { code: 777, is_transient: true }, { effect: 'uncertain' }),
    refusal('a code that nobody told us of', 'invalid', { code: 777 }),
    refusal('a parameter', 'invalid', { code: 100 }),
  ],
  startNetwork,
  platform: ({ apiRoot, http, timeoutMs }) =>
    instagramPlatform({
      apiUrl: apiRoot,
      version: VERSION,
      http,
      clock: systemClock,
      mediaIsPublic: true,
      timeoutMs,
    }),
};

publisherContract('Instagram', subject);
preparationContract('Instagram', subject, [
  { ...image, requests: 2 },
  { ...carousel, requests: 6 },
]);

async function startNetwork(): Promise<FakeNetwork> {
  const media = await startMediaServer();
  for (const [hash, bytes] of FILES) media.serve(hash, bytes);
  const processingMs = { image: 0, video: 0 };
  const world = createInstagramWorld({ dir: null, clock: systemClock, seed: SEED, processingMs });
  const server = await startInstagramServer({ world });
  return {
    url: server.url,
    posts: () =>
      mediaOf(world, USER_ID)
        .toReversed()
        .map(({ id, caption, files }) => {
          return { id, text: caption, entities: [], media: files.map(({ sha256 }) => sha256), url: null };
        }),
    mediaUrl: ({ hash }) => media.urlOf(hash),
    async close() {
      await server.close();
      world.close();
      await media[Symbol.asyncDispose]();
    },
  };
}
