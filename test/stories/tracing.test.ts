import { afterAll, beforeAll, expect, test } from 'vitest';
import { says } from '../support/chat-words.js';
import { type DeskApp, openDesk } from '../support/desk-app.js';
import { openOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver.js';

let receiver: OtlpReceiver;
let desk: DeskApp;
beforeAll(async () => {
  receiver = await openOtlpReceiver();
  desk = await openDesk({}, { OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/` });
});
afterAll(() => receiver[Symbol.asyncDispose]());

test('one tree from the editor’s tap to the publication, without what anybody wrote', async () => {
  const { author, editor, chats } = desk;
  await author.send(chats.bot, 'Words that nobody else may read');
  const card = await author.waitFor(chats.bot, says('Words that nobody else may read', 'Draft'));
  await author.tap(card, '📨 Send to review');
  const review = await editor.waitFor(chats.editors, says('Please review'));
  await editor.tap(review, '✅ Approve');
  await author.waitFor(chats.bot, says('✅ Live'));
  const body = JSON.stringify({ query: '{ me { name } }' });
  await fetch(`${desk.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  // What is left is sent before it ends.
  await desk[Symbol.asyncDispose]();
  const { spans } = receiver;
  const commit = spans.find(({ name }) => name === 'commit');
  const root = commit && pathTo(commit, spans)[0];
  expect(root).toMatchObject({ name: 'telegram callback_query', parentSpanId: '' });
  const sent = spans.filter(({ name, traceId }) => name === 'request' && traceId === commit?.traceId);
  expect(sent.map((span) => pathTo(span, spans).map(({ name }) => name))).toContainEqual([
    'telegram callback_query',
    'post.approve',
    'transaction',
    'delivery',
    'commit',
    'request',
  ]);
  const delivery = spans.find(({ spanId }) => spanId === commit?.parentSpanId);
  const steps = spans.filter(({ parentSpanId }) => parentSpanId === delivery?.spanId).map(({ name }) => name);
  expect(steps.toSorted()).toEqual(['claim', 'commit', 'mark', 'prepare', 'settle']);
  // What a settle finds to do next is not its own.
  const settles = new Set(spans.filter(({ name }) => name === 'settle').map(({ spanId }) => spanId));
  expect(spans.filter(({ parentSpanId }) => settles.has(parentSpanId))).toEqual([]);
  expect(delivery?.attributes).toMatchObject({ platform: 'telegram', kind: 'part' });
  const asked = spans.find(({ name }) => name === 'POST /graphql');
  expect(asked).toMatchObject({ parentSpanId: '', attributes: { status: expect.anything() } });
  expect(receiver.bodies.join('')).not.toMatch(/Words that|nobody else|:AA|\/bot\d|https?:/);
});

/** From the root down to it. */
function pathTo(span: ReceivedSpan, spans: readonly ReceivedSpan[]): ReceivedSpan[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [...pathTo(parent, spans), span] : [span];
}
