/** @import { PeopleEvent } from '../telegram/people-api.js' */

/**
 * @typedef {{ kind: 'event', person: number, event: PeopleEvent } | { kind: 'online' } | { kind: 'offline' }} StreamNews
 */

const RETRY_MS = 1_000;

/**
 * One stream of events per person. They come back by themselves, also after an HTTP error, where EventSource gives up.
 * `online` is said whenever all are open: what happened in between is not replayed, so ask for the state again.
 * @param {{ person: number, url: string }[]} streams
 * @param {(news: StreamNews) => void} tell
 */
export function openStreams(streams, tell) {
  /** @type {Set<number>} */
  const open = new Set();

  /** @param {{ person: number, url: string }} stream */
  function connect(stream) {
    const source = new EventSource(stream.url);
    source.addEventListener('open', () => {
      open.add(stream.person);
      if (open.size === streams.length) tell({ kind: 'online' });
    });
    source.addEventListener('message', (message) => {
      tell({ kind: 'event', person: stream.person, event: JSON.parse(message.data) });
    });
    source.addEventListener('error', () => {
      source.close();
      open.delete(stream.person);
      tell({ kind: 'offline' });
      setTimeout(connect, RETRY_MS, stream);
    });
  }
  for (const stream of streams) connect(stream);
}
