import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/domain/refusal.js';
import { isInside, readTargets } from '../../src/media/private-targets.js';
import { openWebFiles } from '../../src/media/web-files.js';
import { StartError } from '../../src/start-error.js';

const MB = 1024 * 1024;

/** What the site does, by path. */
const PATHS: Record<string, RequestListener> = {
  '/photo.png': (_request, response) => response.writeHead(200, { 'content-type': 'image/png; x=1' }).end('bytes'),
  '/moved': (_request, response) => response.writeHead(302, { location: '/photo.png' }).end(),
  '/round': (_request, response) => response.writeHead(302, { location: '/round' }).end(),
  '/to-private': (_request, response) => response.writeHead(302, { location: 'http://127.0.0.2:1/x' }).end(),
  '/to-file': (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/nowhere': (_request, response) => response.writeHead(301).end(),
  '/gone': (_request, response) => response.writeHead(404).end('no'),
  '/packed': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  '/large': (_request, response) => response.writeHead(200, { 'content-length': String(10 * MB) }).end(),
  '/silent': () => undefined,
  '/stuck': (_request, response) => void response.writeHead(200).write('some'),
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('some');
    setImmediate(() => response.destroy());
  },
};
const site = createServer((request, response) => PATHS[request.url ?? '']?.(request, response));
let url: string;
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  ({ port } = site.address() as AddressInfo);
  url = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

const files = openWebFiles(readTargets(['127.0.0.1']), { silenceMs: 300 });
const never = new AbortController().signal;

/** How it was refused, also where that shows only while it is read. */
async function refusalOf(address: string, signal = never, from = files): Promise<[string, unknown]> {
  try {
    const { source } = await from.open(address, MB, signal);
    await buffer(source);
  } catch (thrown) {
    if (thrown instanceof Refusal) return [thrown.code, thrown.facts.reason];
    throw thrown;
  }
  throw new Error('It was fetched.');
}

test('a file is fetched with its name and what its server calls it', async () => {
  for (const path of ['/photo.png', '/moved']) {
    const { source, name, mime } = await files.open(url + path, MB, never);
    expect([(await buffer(source)).toString(), name, mime]).toEqual(['bytes', 'photo.png', 'image/png']);
  }
});

describe('what leads into a private network is not fetched', () => {
  const closed = openWebFiles(readTargets([]), { silenceMs: 300 });
  test.each([
    ['loopback', 'http://127.0.0.1'],
    ['loopback as one number', 'http://2130706433'],
    ['loopback in hexadecimal', 'http://0x7f.1'],
    ['loopback of version 6', 'http://[::1]'],
    ['loopback within version 6', 'http://[::ffff:127.0.0.1]'],
    ['loopback behind a gateway', 'http://[64:ff9b::7f00:1]'],
    ['a name that resolves to loopback', 'http://localhost'],
    ['a home network', 'http://192.168.0.1'],
    ['the metadata of a cloud', 'http://169.254.169.254'],
    ['everything', 'http://0.0.0.0'],
    ['a unique local address', 'http://[fd00::1]'],
  ])('%s', async (_what, address) => {
    expect(await refusalOf(`${address}:${port}/photo.png`, never, closed)).toEqual(['media_address', undefined]);
  });

  test('by a redirect', async () => {
    expect(await refusalOf(`${url}/to-private`)).toEqual(['media_address', undefined]);
  });
});

test.each([
  ['a file of this machine', 'file:///etc/passwd'],
  ['another protocol', 'ftp://example.org/a.png'],
  ['data', 'data:image/png;base64,AAAA'],
  ['a password', 'http://me:secret@example.org/a.png'],
  ['no address', 'photo.png'],
])('%s is no web address', async (_what, address) => {
  expect(await refusalOf(address)).toEqual(['media_address', undefined]);
});

test('a redirect leads to web addresses only', async () => {
  expect(await refusalOf(`${url}/to-file`)).toEqual(['media_address', undefined]);
});

test.each([
  ['/gone', 'status 404'],
  ['/nowhere', 'status 301'],
  ['/round', 'too many redirects'],
  ['/packed', 'encoded'],
  ['/silent', 'silence'],
  ['/cut', 'ECONNRESET'],
])('%s cannot be fetched: %s', async (path, reason) => {
  expect(await refusalOf(url + path)).toEqual(['media_unreachable', reason]);
});

test('what says that it is too large is not begun', async () => {
  expect(await refusalOf(`${url}/large`)).toEqual(['media_too_large', undefined]);
});

test('one that stops in the middle is given up', async () => {
  expect((await refusalOf(`${url}/stuck`))[0]).toBe('media_unreachable');
});

test('all of it is bounded in time', async () => {
  expect(await refusalOf(`${url}/stuck`, AbortSignal.timeout(100))).toEqual(['media_unreachable', 'too slow']);
});

test('the operator allows hosts, addresses and networks', () => {
  const allowed = readTargets(['nas.local', '10.0.0.5', '192.168.0.0/16', 'fd00::/8']);
  expect(allowed.hasHost('NAS.local')).toBe(true);
  const checked = ['10.0.0.5', '10.0.0.6', '192.168.7.1', 'fd12::1', '::1', '8.8.8.8'];
  expect(checked.filter((address) => isInside(address, allowed))).toEqual(['10.0.0.6', '::1']);
});

test.each(['10.0.0.0/33', 'a host', '10.0.0.0/', 'http://x'])('%s is nothing to allow', (item) => {
  expect(() => readTargets([item])).toThrow(StartError);
});
