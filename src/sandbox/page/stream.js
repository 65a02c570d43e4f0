/** @import { StreamNews } from './stream-source.js' */
import { eventsUrl } from './api.js';
import { openStreams } from './stream-source.js';

/**
 * @param {number[]} people
 * @param {(news: StreamNews) => void} tell
 */
export function listenForAll(people, tell) {
  const streams = people.map((person) => ({ person, url: eventsUrl(person) }));
  if (typeof SharedWorker === 'undefined') {
    openStreams(streams, tell);
    return;
  }
  // Other people means another world: the name keeps it from joining a worker that listens to the old one.
  const worker = new SharedWorker('/sandbox/page/stream-worker.js', {
    type: 'module',
    name: `people ${people.join(' ')}`,
  });
  worker.port.addEventListener('message', ({ data }) => tell(data));
  // Forbidden or broken here: this tab listens for itself.
  worker.addEventListener('error', () => openStreams(streams, tell), { once: true });
  worker.port.start();
  /* oxlint-disable unicorn/require-post-message-target-origin -- a port has no origin to name */
  worker.port.postMessage(streams);
  addEventListener('pagehide', () => worker.port.postMessage('bye'));
  /* oxlint-enable unicorn/require-post-message-target-origin */
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
