import { lookup as lookUp } from 'node:dns';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { Refusal } from '../domain/refusal.js';
import type { GivenFile, WebFiles } from '../ports.js';
import { type AllowedTargets, isInside } from './private-targets.js';

const REDIRECTS_MAX = 5;
/** For a connection and the head of an answer, and for each silence after it. */
const SILENCE_MS = 10_000;

interface Timing {
  readonly silenceMs?: number;
}

/**
 * Fetches files from web addresses. Each connection goes to an address that was looked at after its name was resolved, at every redirect
 * anew, so that no name can lead into a private network, however often it changes its mind.
 */
export function openWebFiles(allowed: AllowedTargets, { silenceMs = SILENCE_MS }: Timing = {}): WebFiles {
  return {
    async open(address, maxBytes, signal) {
      let url = readAddress(address);
      for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
        const answer = await ask(url, allowed, { signal, silenceMs });
        const { statusCode: status = 0, headers } = answer;
        if (status === 200) return fileOf(url, answer, maxBytes, signal);
        answer.destroy();
        if (![301, 302, 303, 307, 308].includes(status) || !headers.location) throw unreachable(`status ${status}`);
        url = readAddress(headers.location, url);
      }
      throw unreachable('too many redirects');
    },
  };
}

/** Refused where it is no web address, or carries a password. */
function readAddress(text: string, from?: URL): URL {
  const url = URL.parse(text, from);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new Refusal('media_address');
  }
  return url;
}

interface Asking {
  readonly signal: AbortSignal;
  readonly silenceMs: number;
}

/** One request on a connection of its own. */
function ask(url: URL, allowed: AllowedTargets, { signal, silenceMs }: Asking): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isOpen = allowed.hasHost(host);
  if (isIP(host) !== 0 && !isOpen && isInside(host, allowed)) throw new Refusal('media_address');
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      agent: false,
      signal,
      timeout: silenceMs,
      lookup: isOpen ? undefined : outsideOnly(allowed),
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Copydesk' },
    });
    request.once('response', resolve);
    request.once('timeout', () => request.destroy(unreachable('silence')));
    // Not once: what breaks later breaks the answer, too.
    request.on('error', (thrown) => reject(told(thrown)));
    request.end();
  });
}

/** Resolves a name for exactly one connection; refused where any of its addresses is a private one. */
function outsideOnly(allowed: AllowedTargets): LookupFunction {
  return (hostname, options, done) => {
    lookUp(hostname, { ...options, all: true }, (failure, found) => {
      const [first] = found ?? [];
      const isPrivate = found?.some(({ address }) => isInside(address, allowed));
      if (failure || !first) done(told(failure), []);
      else if (isPrivate) done(new Refusal('media_address'), []);
      else if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

function fileOf(url: URL, answer: IncomingMessage, maxBytes: number, signal: AbortSignal): GivenFile {
  const { 'content-length': length, 'content-type': type, 'content-encoding': encoding = 'identity' } = answer.headers;
  const problem =
    Number(length ?? 0) > maxBytes
      ? new Refusal('media_too_large', { max: maxBytes })
      : encoding !== 'identity' && unreachable('encoded');
  if (problem) {
    answer.destroy();
    throw problem;
  }
  const name = nameIn(url);
  const mime = type?.split(';')[0]?.trim().toLowerCase();
  return { source: Readable.from(bytesOf(answer, signal)), ...(name && { name }), ...(mime && { mime }) };
}

/** What breaks on the way is said as a refusal. */
async function* bytesOf(answer: IncomingMessage, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of answer) yield Buffer.from(chunk);
  } catch (thrown) {
    throw signal.aborted ? unreachable('too slow') : told(thrown);
  }
}

function nameIn({ pathname }: URL): string | null {
  try {
    return decodeURIComponent(pathname.split('/').at(-1) ?? '').slice(0, 200) || null;
  } catch {
    return null;
  }
}

function unreachable(reason: string): Refusal {
  return new Refusal('media_unreachable', { reason });
}

/** A refusal stays one; of anything else only its code is told, for its words name addresses. */
function told(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  return unreachable(typeof code === 'string' ? code : 'no connection');
}
