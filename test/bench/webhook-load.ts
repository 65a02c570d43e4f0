import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { percentile } from './figure.js';

/** What a thread of its own is told: whom to send updates to, and how. */
export interface Load {
  readonly url: string;
  readonly secret: string;
  /** The number of the first update; each is sent once. */
  readonly from: number;
  readonly count: number;
  /** Requests a second, on time whether earlier ones are answered or not; null: as many as the lanes take. */
  readonly rate: number | null;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p99Ms: number;
}

const LANES = 32;
const CHATS = 500;

async function run({ url, secret, from, count, rate }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: rate === null ? LANES : 200 });
  const took: number[] = [];
  const send = (id: number) =>
    new Promise<void>((resolve, reject) => {
      const begun = performance.now();
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
      const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
        answer.resume().on('end', () => {
          took.push(performance.now() - begun);
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`An update was answered with ${answer.statusCode}`));
        });
      });
      asked.on('error', reject).end(updateOf(id));
    });
  const begun = performance.now();
  if (rate === null) {
    let next = from;
    const lane = async () => {
      while (next < from + count) await send(next++);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  } else await sendAtRate(rate, count, (i) => send(from + i));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return { perSecond: count / seconds, p99Ms: percentile(took, 0.99) };
}

async function sendAtRate(rate: number, count: number, send: (i: number) => Promise<void>): Promise<void> {
  const begun = performance.now();
  const sent: Promise<void>[] = [];
  while (sent.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - begun) / 1000) * rate));
    while (sent.length < due) sent.push(send(sent.length));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(sent);
}

function updateOf(id: number): string {
  const chat = 1_000 + (id % CHATS);
  const from = { id: chat, is_bot: false, first_name: 'Bench', language_code: 'en' };
  const message = {
    message_id: id,
    date: 1_700_000_000,
    chat: { id: chat, type: 'private' },
    from,
    text: `words ${id}`,
  };
  return JSON.stringify({ update_id: id, message });
}

// oxlint-disable-next-line require-post-message-target-origin -- of a thread, not of a window
parentPort?.postMessage(await run(workerData));
