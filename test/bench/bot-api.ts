import { createServer } from 'node:http';
import { z } from 'zod';
import { systemClock } from '../../src/system.js';

export interface BareBotApi {
  readonly url: string;
  readonly token: string;
  /** When each text was first sent to a chat, in milliseconds of the clock; texts sent again are in `doubled`. */
  readonly sent: Map<string, number>;
  readonly doubled: Set<string>;
  /** How often each message was edited. */
  readonly edited: Map<number, number>;
  close(): Promise<void>;
}

const call = z.object({ text: z.string().default(''), message_id: z.number().optional() }).catch({ text: '' });
const BOT = { id: 4_200_000_000, is_bot: true, first_name: 'Bench', username: 'bench_bot' };

/** A Bot API that has no limits, remembers nothing and answers at once; only a long poll is held, for nobody ever writes. */
export async function startBareBotApi(): Promise<BareBotApi> {
  const sent = new Map<string, number>();
  const doubled = new Set<string>();
  const edited = new Map<number, number>();
  let lastId = 0;

  function answer(method: string, body: string, at: number): unknown {
    if (method === 'getMe') return BOT;
    if (method !== 'sendMessage' && method !== 'editMessageText') return true;
    const { text, message_id: id = (lastId += 1) } = call.parse(JSON.parse(body));
    if (method === 'editMessageText') edited.set(id, (edited.get(id) ?? 0) + 1);
    else if (sent.has(text)) doubled.add(text);
    else sent.set(text, at);
    return { message_id: id, date: 0, chat: { id: -1, type: 'channel', title: 'Bench' }, text };
  }

  const server = createServer((request, response) => {
    const at = systemClock.now().getTime();
    const method = request.url?.split('/').at(-1) ?? '';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (method === 'getUpdates') return;
      const result = answer(method, Buffer.concat(chunks).toString(), at);
      response.end(JSON.stringify({ ok: true, result }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The Bot API has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    token: '4200000000:token-of-the-bot-of-the-bench-000000',
    sent,
    doubled,
    edited,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
