import { expect, test } from 'vitest';
import { joinWords, placeFor, placeOf, type SourceMessage } from '../../src/domain/source-messages.js';
import type { MediaRef } from '../../src/domain/content.js';

test.each([
  ['into an empty post', '', [], 5, 0],
  ['behind the part before it', 'ab', [source(3, 'a'), source(4, 'b')], 5, 2],
  ['before the part after it', 'bc', [source(4, 'b'), source(5, 'c')], 3, 0],
  ['between two parts', 'ac', [source(3, 'a'), source(5, 'c')], 4, 1],
  ['behind its neighbour, wherever that was moved to', 'ba', [source(3, 'a'), source(4, 'b')], 5, 1],
  ['past a part that was taken out', 'ac', [source(3, 'a'), source(4, 'b'), source(6, 'c')], 5, 1],
  ['behind an equal picture', 'aa', [source(3, 'a'), source(4, 'a')], 5, 2],
  ['to the end, where all parts before it were taken out', 'x', [source(3, 'a')], 5, 1],
  ['to the end, where it begins a batch of its own', 'ab', [source(9, 'a', 9), source(10, 'b', 9)], 5, 2],
])('a medium goes %s', (_, media, sources, messageId, place) => {
  expect(placeFor(mediaOf(media), sources, { messageId, batch: 3 })).toBe(place);
});

test.each([
  ['where it was put', 'ab', [source(3, 'a'), source(4, 'b')], 4, 1],
  ['where it was moved to', 'ba', [source(3, 'a'), source(4, 'b')], 4, 0],
  ['nowhere, once it is taken out', 'a', [source(3, 'a'), source(4, 'b')], 4, -1],
  ['told from an equal one by the order of messages', 'axa', [source(3, 'a'), source(4, 'a')], 4, 2],
])('a medium is found %s', (_, media, sources, messageId, place) => {
  const of = sources.find((one) => one.messageId === messageId) ?? source(0, null);
  expect(placeOf(mediaOf(media), sources, of)).toBe(place);
});

test('captions of several parts stand below each other in the order of the parts, with their formatting', () => {
  const bold = [{ type: 'bold', offset: 0, length: 3 }];
  const said = (messageId: number, text: string, reply = false): SourceMessage => ({
    ...source(messageId, 'a'),
    reply,
    words: { text, entities: text === '' ? [] : bold },
  });
  expect(joinWords([said(5, 'two'), said(4, ''), said(3, 'one'), said(9, 'an answer', true)])).toEqual({
    text: 'one\n\ntwo',
    entities: [
      { type: 'bold', offset: 0, length: 3 },
      { type: 'bold', offset: 5, length: 3 },
    ],
  });
});

function source(messageId: number, medium: string | null, batch = 3): SourceMessage {
  return { messageId, batch, reply: false, words: { text: '', entities: [] }, medium };
}

function mediaOf(hashes: string): MediaRef[] {
  return [...hashes].map((hash) => ({ hash, kind: 'photo', mime: 'image/jpeg', size: 1, width: 1, height: 1 }));
}
