import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { connectPeople } from '../../../src/sandbox/telegram/people-client.js';
import { telegramRoutes } from '../../../src/sandbox/telegram/routes.js';
import { createTelegramWorld } from '../../../src/sandbox/telegram/world.js';
import { ANN, BOT, SEED, TOKEN } from './seed.js';
import { blob, png, TestClock } from './setting.js';

test('it lives under a prefix of another server, which keeps its own ways', async () => {
  const world = createTelegramWorld({ dir: null, clock: new TestClock(), seed: SEED });
  const app = fastify();
  app.post('/own', (request) => request.body);
  await app.register(telegramRoutes(world), { prefix: '/sandbox/telegram' });
  const root = `${await app.listen({ host: '127.0.0.1', port: 0 })}`;
  const url = `${root}/sandbox/telegram`;

  const form = new FormData();
  form.set('chat_id', String(ANN));
  form.set('document', blob(Buffer.alloc(3 * 1024 * 1024, 1)), 'three-megabytes.bin');
  const sent = await fetch(`${url}/bot${TOKEN}/sendDocument`, { method: 'POST', body: form });
  expect(await sent.json()).toMatchObject({ ok: true });

  const ann = connectPeople(url).as(ANN);
  const { photo } = await ann.sendPhoto(BOT, png(30, 20));
  expect((await fetch(`${url}/people/files/${photo?.fileId}`)).headers.get('content-type')).toBe('image/png');
  await expect(ann.send(BOT, ' ')).rejects.toMatchObject({ status: 400, reason: 'the message is empty' });
  const listening = await ann.listen(() => undefined);

  const headers = { 'content-type': 'application/json' };
  const own = await fetch(`${root}/own`, { method: 'POST', body: '{"a":1}', headers });
  expect(await own.json()).toEqual({ a: 1 });
  const polled = fetch(`${url}/bot${TOKEN}/getUpdates?timeout=50&offset=-1&allowed_updates=["poll"]`);
  await fetch(`${url}/bot${TOKEN}/deleteWebhook?drop_pending_updates=true`);
  // Neither an open poll nor an open page keeps the server from closing.
  await app.close();
  expect((await polled).ok).toBe(true);
  listening.stop();
  world.close();
});
