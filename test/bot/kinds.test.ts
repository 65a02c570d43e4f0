import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { SentFile } from '../../src/sandbox/telegram/people-client.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { AUTHOR, BOT, openBotRig } from '../support/bot-rig.js';
import { pngOf } from '../support/sample-media.js';
import { sampleVideo } from '../media/sample-video.js';

test('each kind is taken for what it is', async () => {
  await using rig = await openBotRig();
  await rig.bot().start();
  const author = rig.people.as(AUTHOR);
  const video = await sampleVideo();
  const silent = await sampleVideo({ sound: false });
  const png = pngOf(300, 200, 2_000);
  const of = (kind: SentFile['kind'], data: Uint8Array, name: string, mime: string): SentFile => ({
    kind,
    data,
    name,
    mime,
  });
  await author.sendFiles(
    BOT,
    [of('photo', png, 'a.png', 'image/png'), of('video', video, 'a.mp4', 'video/mp4')],
    'mixed',
  );
  await author.sendFiles(BOT, [of('animation', silent, 'a.mp4', 'video/mp4')], 'animation');
  await author.sendFiles(
    BOT,
    [of('document', video, 'b.mp4', 'video/mp4'), of('document', Buffer.from('a,b\n1,2\n'), 'n.csv', 'text/csv')],
    'documents',
  );
  await expect
    .poll(
      async () => {
        const { rows } = await sql<{
          k: string;
        }>`select content->>'text' || ' ' || jsonb_path_query_array(content, '$.media[*].kind')::text as k from post order by number`.execute(
          sqlOutside(rig.desk),
        );
        return rows.map(({ k }) => k);
      },
      { timeout: 8_000 },
    )
    .toEqual(['mixed ["photo", "video"]', 'animation ["animation"]', 'documents ["video", "document"]']);
});
