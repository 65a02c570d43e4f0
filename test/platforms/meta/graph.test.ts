import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createHttp } from '../../../src/platforms/http.js';
import { createGraph, graphId } from '../../../src/platforms/meta/graph.js';
import { failureOf } from '../../support/platform-failure.js';

const caller = () => ({ token: 'IGAAtoken', signal: AbortSignal.timeout(10_000) });
const idOnly = z.object({ id: graphId });

async function graphAnswering(body: string, status = 200) {
  const seen: (Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { body: string })[] = [];
  const server = createServer((request, reply) => {
    const { method, url, headers } = request;
    const answer = async (): Promise<void> => {
      seen.push({ method, url, headers, body: await text(request) });
      reply.writeHead(status, { 'content-type': 'application/json' }).end(body);
    };
    answer().catch(() => reply.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const apiUrl = `http://127.0.0.1:${address.port}/`;
  const graph = createGraph({ apiUrl, version: 'v25.0', http: createHttp(), timeoutMs: 10_000, network: 'Instagram' });
  return { graph, seen };
}

it.each([
  { body: '{"id":17841405793187217}', id: '17841405793187217' },
  { body: '{"id":"17841405793187217"}', id: '17841405793187217' },
  { body: '{"id":12345}', id: '12345' },
  { body: '{"id":9007199254740993}', id: '9007199254740993' },
])('reads the id of $body without loss', async ({ body, id }) => {
  const { graph } = await graphAnswering(body);
  const call = { does: 'me', method: 'GET', path: ['me'], answer: idOnly } as const;
  expect(await graph.call(caller(), call)).toEqual({ id });
});

it('sends the token in a header only, and what a GET asks in its address', async () => {
  const { graph, seen } = await graphAnswering('{"id":"1"}');
  await graph.call(caller(), {
    does: 'me',
    method: 'GET',
    path: ['a/b', 'me'],
    params: { fields: 'id,x' },
    answer: idOnly,
  });
  await graph.call(caller(), {
    does: 'media',
    method: 'POST',
    path: ['1', 'media'],
    params: { caption: '#кава & more', is_carousel_item: true },
    answer: idOnly,
  });
  expect(seen.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
    { method: 'GET', url: '/v25.0/a%2Fb/me?fields=id%2Cx', body: '' },
    { method: 'POST', url: '/v25.0/1/media', body: '{"caption":"#кава & more","is_carousel_item":true}' },
  ]);
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer IGAAtoken', 'Bearer IGAAtoken']);
});

it('sees a refusal in an answer that says 200', async () => {
  const { graph } = await graphAnswering('{"error":{"message":"Expired","code":190,"error_subcode":463}}');
  const call = { does: 'me', method: 'GET', path: ['me'], answer: idOnly } as const;
  const error = await failureOf(graph.call(caller(), call));
  expect(error).toMatchObject({ kind: 'auth', message: 'Expired', info: { code: '190/463', effect: 'none' } });
});

it('does not take the right form for an answer when the status says otherwise', async () => {
  const { graph } = await graphAnswering('{"id":"1"}', 500);
  const call = { does: 'me', method: 'GET', path: ['me'], answer: idOnly } as const;
  expect(await failureOf(graph.call(caller(), call))).toMatchObject({ kind: 'outage', info: { effect: 'uncertain' } });
});
