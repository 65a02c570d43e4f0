import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MessageView } from '../../../src/sandbox/telegram/people-api.js';
import type { SentFile } from '../../../src/sandbox/telegram/people-client.js';
import { ANN, BOT, CHANNEL } from './seed.js';
import { createSetting, png } from './setting.js';

const file = (kind: SentFile['kind']): SentFile => ({ kind, data: png(40, 30), name: `a ${kind}` });
const files = (...kinds: SentFile['kind'][]) => kinds.map(file);

test.each([
  ['photos and videos together', files('photo', 'video', 'photo'), [3]],
  ['documents among themselves', files('photo', 'photo', 'document', 'document'), [2, 2]],
  ['an animation alone', files('photo', 'animation', 'photo'), [1, 1, 1]],
  ['eleven as ten and one', Array.from({ length: 11 }, () => file('photo')), [10, 1]],
])('several files go as albums do: %s', async (_, sent, runs) => {
  await using setting = await createSetting();
  const ann = setting.people.as(ANN);
  const first = await ann.sendFiles(BOT, sent, 'The caption');
  const messages = await ann.messages(BOT);
  expect(albumsOf(messages)).toEqual(runs);
  expect(messages.map(({ caption }) => caption)).toEqual(
    sent.map((_file, index) => (index === 0 ? 'The caption' : null)),
  );
  expect(first.id).toBe(messages[0]?.id);
});

test('a forwarded album is an album of its own, in its order', async () => {
  await using setting = await createSetting();
  const ann = setting.people.as(ANN);
  await ann.sendFiles(BOT, files('photo', 'photo', 'video'));
  const album = await ann.messages(BOT);
  const forwarded = await ann.forward(BOT, album);
  expect(albumsOf(forwarded)).toEqual([3]);
  expect(forwarded[0]?.mediaGroupId).not.toBe(album[0]?.mediaGroupId);
  const updates = await setting.api('getUpdates');
  expect(updates.at(3, 'message', 'forward_origin', 'type')).toBe('user');
  expect(updates.at(5, 'message', 'video', 'file_id')).toBe(updates.at(2, 'message', 'video', 'file_id'));
});

test('a medium is replaced with its caption, in an album only by one that may stand there', async () => {
  await using setting = await createSetting();
  const ann = setting.people.as(ANN);
  const first = await ann.sendFiles(BOT, files('photo', 'photo'), 'Before');
  const edited = await ann.edit(first, 'After', { kind: 'photo', data: png(50, 30) });
  expect(edited).toMatchObject({ caption: 'After', photo: { width: 50 } });
  expect((await setting.api('getUpdates')).at(2, 'edited_message', 'photo', -1, 'width')).toBe(50);
  await expect(ann.edit(first, 'After', file('document'))).rejects.toThrow('cannot take the place');
  const words = await ann.send(BOT, 'Only words');
  await expect(ann.edit(words, 'With a photo', file('photo'))).rejects.toThrow('cannot take the place');
});

test('nobody forwards to where they may not write', async () => {
  await using setting = await createSetting();
  const ann = setting.people.as(ANN);
  const sent = await ann.send(BOT, 'To the channel');
  await expect(ann.forward(CHANNEL, [sent])).rejects.toThrow('may not write here');
});

test('a server of one’s own names files of any size on the disk', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-local-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  await using setting = await createSetting({ dir, local: true });
  const data = Buffer.concat([png(40, 30), Buffer.alloc(21 * 1024 * 1024)]);
  const sent = await setting.people.as(ANN).sendFiles(BOT, [{ kind: 'document', data }]);
  const path = String((await setting.api('getFile', { file_id: sent.file?.fileId })).at('file_path'));
  expect((await readFile(path)).equals(data)).toBe(true);
});

/** How many messages each album holds; 1 for a message of its own. */
function albumsOf(messages: readonly MessageView[]): number[] {
  const counts = new Map<string, number>();
  for (const { id, mediaGroupId } of messages) {
    const album = mediaGroupId ?? String(id);
    counts.set(album, (counts.get(album) ?? 0) + 1);
  }
  return [...counts.values()];
}
