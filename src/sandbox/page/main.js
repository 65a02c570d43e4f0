/** @import { StreamNews } from './stream-source.js' */
import { getWorld, Refusal } from './api.js';
import { showBreakPanel } from './break-panel.js';
import { showChatList } from './chat-list.js';
import { showChat } from './chat-view.js';
import { listenToComposer } from './composer.js';
import { byId } from './dom.js';
import { t, translatePage } from './i18n.js';
import { showPeople } from './people-switch.js';
import { catchUp, followAddress, readPlace } from './place.js';
import { forgetRequests } from './requests.js';
import { applyEvent, changed, loadAll, onChange, state } from './store.js';
import { listenForAll } from './stream.js';
import { showStrip } from './strip.js';
import { showTools } from './tools.js';
import { followInstagram, keepSeen } from './instagram.js';
import { showProfile } from './profile-view.js';
import { keepUnread } from './unread.js';

const RETRY_MS = 1_000;
let isLoaded = false;

/** Until the server is there: it may be starting, or away for a while. @param {() => Promise<unknown>} work */
async function untilDone(work) {
  for (;;) {
    try {
      await work();
      state.online = true;
      changed();
      return;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      state.online = false;
      changed();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** What came while the state was being asked for: the answer may be older than it. @type {(StreamNews & { kind: 'event' })[] | null} */
let meanwhile = null;

async function loadState() {
  /** @type {NonNullable<typeof meanwhile>} */
  const came = [];
  meanwhile = came;
  await loadAll();
  for (const { person, event } of came) applyEvent(person, event);
  if (meanwhile === came) meanwhile = null;
  if (!isLoaded) followAddress();
  isLoaded = true;
  readPlace();
  catchUp();
}

/** @param {StreamNews} news */
function onNews(news) {
  if (news.kind === 'event') {
    applyEvent(news.person, news.event);
    meanwhile?.push(news);
    return;
  }
  if (news.kind === 'offline') {
    state.online = false;
    changed();
    return;
  }
  // Whatever happened while nobody listened is in the state, not in the stream.
  forgetRequests();
  void untilDone(loadState);
}

function showOffline() {
  const line = byId('offline');
  const text = state.online ? '' : t(isLoaded ? 'reconnecting' : 'loading');
  if (line.textContent !== text) line.textContent = text;
}

translatePage();
keepUnread();
keepSeen();
showPeople();
showTools();
showStrip();
showChatList();
showChat();
showProfile();
showBreakPanel();
listenToComposer();
onChange(showOffline);

await untilDone(async () => {
  state.world = await getWorld();
});
await untilDone(loadState);
listenForAll(
  state.world.people.map((person) => person.id),
  onNews,
);
followInstagram();
