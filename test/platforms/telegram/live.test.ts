import { describe, expect, it } from 'vitest';
import { Readable } from 'node:stream';
import type { Content, MediaRef, RenderedPart } from '../../../src/domain/content.js';
import type { Receipt } from '../../../src/domain/delivery.js';
import { createHttp } from '../../../src/platforms/http.js';
import type { Outgoing } from '../../../src/platforms/platform.js';
import { telegramPlatform } from '../../../src/platforms/telegram/platform.js';
import { createSetting, type Setting } from '../../sandbox/telegram/setting.js';
import { ANN, CHANNEL, TOKEN } from '../../sandbox/telegram/seed.js';
import { mediumOf, pngOf } from '../../support/sample-media.js';
import { failureOf } from '../../support/platform-failure.js';
import { post, quizzed } from './posts.js';

const FILES = [1, 2, 3, 4].map((n) => pngOf(100 + n, 100, 2_000));
const pictures = FILES.map((bytes, n) =>
  mediumOf(bytes, { kind: 'photo', mime: 'image/png', width: 101 + n, height: 100 }),
);
const [one, two, three, four] = pictures;
const file: MediaRef | undefined = one && { ...one, kind: 'document' };
const of = (text: string, ...media: (MediaRef | undefined)[]): Content =>
  post(
    text,
    [],
    media.filter((ref) => ref !== undefined),
  );

describe('editing', () => {
  it('sends of an album only what differs', async () => {
    await using stage = await open();
    const live = await stage.publish(of('Three', one, two, three));
    await stage.edit(live, of('Three', one, two, four));
    await stage.edit(live, of('Three of them', one, two, three));
    expect(await stage.methods()).toEqual(['sendMediaGroup', 'editMessageMedia', 'editMessageCaption']);
  });

  it('finds out what is live by itself where nobody tells', async () => {
    await using stage = await open();
    const live = await stage.publish(of('Two', one, two));
    await stage.edit({ receipt: live.receipt }, of('Both', three, two));
    expect(await stage.methods()).toEqual(['sendMediaGroup', 'editMessageMedia', 'editMessageMedia']);
    expect((await stage.seen()).map(({ caption }) => caption)).toEqual(['Both', null]);
  });

  it('leaves no trace of how it found that the words are there already', async () => {
    await using stage = await open();
    const live = await stage.publish(of('Old'));
    await stage.edit(live, of('New'));
    await stage.edit(live, of('New'));
    expect((await stage.seen()).map(({ text }) => text)).toEqual(['New']);
  });

  it('of a message that is gone is refused in the words of Telegram', async () => {
    await using stage = await open();
    const live = await stage.publish(of('Old'));
    await stage.remove(live);
    const error = await failureOf(stage.edit(live, of('New')));
    expect(error).toMatchObject({ kind: 'invalid', message: 'Bad Request: message to edit not found' });
    expect(error.info).toMatchObject({ effect: 'none', code: '400' });
  });

  it.each([
    { what: 'a text into a photo', before: of('a'), after: of('a', one) },
    { what: 'a photo into a text', before: of('a', one), after: of('a') },
    { what: 'an album into a longer one', before: of('a', one, two), after: of('a', one, two, three) },
    { what: 'a photo into a file', before: of('a', one), after: of('a', file) },
    { what: 'a text into a quiz', before: of('a'), after: quizzed({}) },
    { what: 'a quiz into another', before: quizzed({}), after: quizzed({ question: 'Who?' }) },
  ])('of $what is not possible, and nothing is asked', async ({ before, after }) => {
    await using stage = await open();
    const live = await stage.publish(before);
    const error = await failureOf(stage.edit(live, after));
    expect(error).toMatchObject({ kind: 'invalid', info: { effect: 'none', code: 'edit_not_possible' } });
    expect(await stage.methods()).toHaveLength(1);
  });

  it('of a quiz that stays as it is asks for nothing', async () => {
    await using stage = await open();
    const live = await stage.publish(quizzed({}));
    await stage.edit(live, quizzed({}));
    expect(await stage.methods()).toEqual(['sendPoll']);
  });
});

describe('removing', () => {
  it('of what is older than 48 hours is refused clearly, and nothing is gone', async () => {
    await using stage = await open();
    const live = await stage.publish(of('Old', one, two));
    stage.setting.clock.pass(48 * 60 * 60_000);
    const error = await failureOf(stage.remove(live));
    expect(error).toMatchObject({ kind: 'invalid', message: "Bad Request: message can't be deleted" });
    expect(error.info).toMatchObject({ effect: 'none', code: 'remove_not_possible' });
    expect(await stage.seen()).toHaveLength(2);
  });

  it('of an album of which a person only found the link takes nothing by a guess', async () => {
    await using stage = await open();
    const live = await stage.publish(of('Both', one, two));
    const { remoteId = '' } = live.receipt;
    const error = await failureOf(stage.remove({ ...live, receipt: { kind: 'published', remoteId } }));
    expect(error).toMatchObject({ kind: 'invalid', info: { code: 'remove_not_possible' } });
    expect(await stage.seen()).toHaveLength(2);
  });
});

interface Live {
  readonly part?: RenderedPart;
  readonly receipt: Receipt;
}

/** The adapter before a simulated channel whose clock stands still. */
async function open() {
  const setting: Setting = await createSetting();
  const { render, publisher } = telegramPlatform({ apiRoot: setting.url, token: TOKEN, http: createHttp() });
  const partOf = (content: Content): RenderedPart => {
    const [part] = render(content, { id: '', externalId: '', username: null }).parts;
    if (!part) throw new Error('nothing was rendered');
    return part;
  };
  return {
    setting,
    async publish(content: Content) {
      const part = partOf(content);
      return { part, receipt: await publisher.commit(out(part)) };
    },
    edit: async ({ part, receipt }: Live, after: Content) => publisher.edit?.(out(partOf(after), part), receipt),
    remove: async ({ part, receipt }: Live) => part && publisher.remove?.(out(part), receipt),
    seen: () => setting.people.as(ANN).messages(CHANNEL),
    methods: async () => (await setting.people.requests()).map(({ method }) => method),
    [Symbol.asyncDispose]: () => setting[Symbol.asyncDispose](),
  };
}

function handle(ref: MediaRef) {
  const bytes = FILES[pictures.findIndex(({ hash }) => hash === ref.hash)] ?? Buffer.alloc(0);
  return { hash: ref.hash, mime: ref.mime, size: ref.size, open: () => Readable.from([bytes]), publicUrl: () => null };
}

function out(part: RenderedPart, live?: RenderedPart): Outgoing<unknown> {
  return {
    key: 'key',
    part,
    ...(live && { live }),
    earlier: [],
    target: String(CHANNEL),
    checkpoint: null,
    media: handle,
    signal: AbortSignal.timeout(10_000),
  };
}
