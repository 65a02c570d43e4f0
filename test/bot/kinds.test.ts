import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Content } from '../../src/domain/content.js';
import type { SentFile } from '../../src/sandbox/telegram/people-client.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { AUTHOR, BOT, openBotRig } from '../support/bot-rig.js';
import { pngOf } from '../support/sample-media.js';
import { sampleVideo } from '../media/sample-video.js';

test('each kind is taken for what it is', async () => {
  await using rig = await openBotRig();
  await rig.bot().start();
  const db = sqlOutside(rig.desk);
  const author = rig.people.as(AUTHOR);
  const video = await sampleVideo();
  const silent = await sampleVideo({ sound: false });
  const png = pngOf(300, 200, 2_000);
  await author.sendFiles(
    BOT,
    [file('photo', png, 'a.png', 'image/png'), file('video', video, 'a.mp4', 'video/mp4')],
    'mixed',
  );
  await author.sendFiles(BOT, [file('animation', silent, 'a.mp4', 'video/mp4')], 'animation');
  await author.sendFiles(
    BOT,
    [file('document', video, 'b.mp4', 'video/mp4'), file('document', Buffer.from('a,b\n1,2\n'), 'n.csv', 'text/csv')],
    'documents',
  );
  await expect
    .poll(
      async () => {
        const { rows } = await sql<{ content: Content }>`select content from post order by number`.execute(db);
        return rows.map(({ content }) => [content.text, ...content.media.map(({ kind }) => kind)]);
      },
      { timeout: 8_000 },
    )
    .toEqual([
      ['mixed', 'photo', 'video'],
      ['animation', 'animation'],
      ['documents', 'video', 'document'],
    ]);
});

function file(kind: SentFile['kind'], data: Uint8Array, name: string, mime: string): SentFile {
  return { kind, data, name, mime };
}
