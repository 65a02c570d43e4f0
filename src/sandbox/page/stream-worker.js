/**
 * A browser opens at most six connections to one host. With three streams per tab, a second window beside the first
 * would use them up and nothing could be sent any more: so all tabs share the streams of this one worker.
 */
/** @import { StreamNews } from './stream-source.js' */
import { openStreams } from './stream-source.js';

/** @type {Set<MessagePort>} */
const tabs = new Set();
let listening = false;
let online = false;

/** @param {StreamNews} news */
function tellAll(news) {
  if (news.kind !== 'event') online = news.kind === 'online';
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin to name
  for (const tab of tabs) tab.postMessage(news);
}

addEventListener('connect', (event) => {
  const port = /** @type {MessageEvent} */ (event).ports[0];
  if (!port) return;
  port.addEventListener('message', ({ data }) => {
    if (data === 'bye') {
      tabs.delete(port);
      return;
    }
    tabs.add(port);
    if (!listening) {
      listening = true;
      openStreams(data, tellAll);
    } else if (online) port.postMessage({ kind: 'online' });
  });
  port.start();
});
