import type { Clock, Log } from '../../ports.js';
import { PeopleEvents } from './events.js';
import { FaultList } from './faults.js';
import { Files } from './files.js';
import type { RateLimits } from './limits.js';
import { Limiter } from './limits.js';
import type { ChatRecord } from './records.js';
import { RequestLog } from './request-log.js';
import type { SeedChat, SeedPerson, WorldSeed } from './seed.js';
import { DEFAULT_RIGHTS } from './seed.js';
import { Store } from './store.js';
import { Taps } from './taps.js';
import { UpdateQueue } from './updates.js';
import { WebhookSender } from './webhook.js';

export interface WorldOptions {
  /** Where the world lives on; null keeps it in memory only. One process at a time. */
  dir: string | null;
  clock: Pick<Clock, 'now'>;
  seed: WorldSeed;
  log?: Log | undefined;
  /** Telegram's flood limits; off where left out. */
  limits?: RateLimits | undefined;
  /** As a Bot API server of one's own with `--local`: `getFile` names files of any size on the disk. Needs `dir`. */
  local?: boolean | undefined;
}

/** Everything a simulated Telegram knows. Change it through the Bot API or the people's side, not by hand. */
export interface TelegramWorld {
  readonly bot: WorldSeed['bot'];
  readonly people: readonly SeedPerson[];
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log | null;
  readonly store: Store;
  readonly files: Files;
  readonly updates: UpdateQueue;
  readonly events: PeopleEvents;
  readonly taps: Taps;
  readonly faults: FaultList;
  readonly requests: RequestLog;
  readonly limiter: Limiter;
  readonly local: boolean;
  /** Ends waiting requests and closes the journal. */
  close(): void;
}

export function createTelegramWorld(options: WorldOptions): TelegramWorld {
  const { seed, clock } = options;
  const store = new Store(options.dir);
  if (store.damaged) {
    options.log?.warn(
      { dir: options.dir },
      'The journal of the simulated Telegram was damaged; its readable beginning is used',
    );
  }
  store.transact(() => {
    for (const chat of seed.chats) plant(store, seed, chat);
  });
  const events = new PeopleEvents();
  const updates = new UpdateQueue(store, clock);
  const webhook = new WebhookSender(updates, options.log ?? null);
  return {
    bot: seed.bot,
    people: seed.people,
    clock,
    log: options.log ?? null,
    store,
    files: new Files(store, options.dir),
    updates,
    events,
    taps: new Taps(store, clock),
    faults: new FaultList((faults) => events.toAll({ type: 'faults', faults })),
    requests: new RequestLog(),
    limiter: new Limiter(options.limits ?? null),
    local: options.local === true,
    close() {
      webhook.stop();
      updates.close();
      events.close();
      store.close();
    },
  };
}

/** A chat of the seed that the journal does not know yet; what has happened to a chat since outlives the seed. */
function plant(store: Store, seed: WorldSeed, chat: SeedChat): void {
  const id = chat.type === 'private' ? chat.person : chat.id;
  if (store.get('chats', id)) return;
  if (chat.type === 'private') {
    const person = seed.people.find((one) => one.id === id);
    if (!person) throw new Error(`the seed has a private chat with person ${id}, who is not in it`);
    store.put('chats', id, privateChat(person));
    return;
  }
  const bot: ChatRecord['bot'] =
    typeof chat.bot === 'string'
      ? { status: chat.bot, rights: null }
      : { status: 'administrator', rights: { ...DEFAULT_RIGHTS, ...chat.bot.admin } };
  store.put('chats', id, {
    id,
    type: chat.type,
    title: chat.title,
    username: chat.username ?? null,
    members: [...new Set([chat.owner, ...(chat.admins ?? []), ...chat.members])],
    owner: chat.owner,
    admins: chat.admins ?? [],
    bot,
    lastMessageId: 0,
    pinned: [],
    migratedTo: null,
  });
}

export function privateChat(person: SeedPerson): ChatRecord {
  return {
    id: person.id,
    type: 'private',
    title: person.name,
    username: person.username,
    members: [person.id],
    owner: null,
    admins: [],
    bot: { status: 'member', rights: null },
    lastMessageId: 0,
    pinned: [],
    migratedTo: null,
  };
}
