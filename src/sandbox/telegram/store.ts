import type { Change, Journal } from './journal.js';
import { openJournal, readJournal } from './journal.js';
import type { MessageRecord, StateRecord, TableName, Tables } from './records.js';
import { TABLES } from './records.js';

const FIRST_STATE: StateRecord = {
  lastUpdateId: 500_000_000,
  lastFile: 0,
  lastTap: 0,
  lastAlbum: 0,
  allowedUpdates: null,
  webhook: null,
};

/** The world's rows in memory, and on disk before anything is answered. */
export class Store {
  private readonly tables: { [T in TableName]: Map<string, Tables[T]> } = {
    state: new Map(),
    chats: new Map(),
    messages: new Map(),
    files: new Map(),
    updates: new Map(),
    taps: new Map(),
    commands: new Map(),
  };
  private readonly byChat = new Map<number, Map<number, MessageRecord>>();
  private readonly journal: Journal | null;
  /** The journal broke off in its middle; a copy of it was kept. */
  readonly damaged: boolean = false;
  private step: Change[] | null = null;
  private after: (() => void)[] = [];

  constructor(dir: string | null) {
    if (dir === null) {
      this.journal = null;
      return;
    }
    const { changes, damaged } = readJournal(dir);
    this.damaged = damaged;
    for (const [table, key, value] of changes) this.replay(table, key, value);
    this.journal = openJournal(dir);
    this.journal.rewrite(this.snapshot());
  }

  get state(): StateRecord {
    return this.tables.state.get('0') ?? FIRST_STATE;
  }
  setState(change: Partial<StateRecord>): void {
    this.put('state', '0', { ...this.state, ...change });
  }

  get<T extends TableName>(table: T, key: string | number): Tables[T] | undefined {
    return this.tables[table].get(String(key));
  }
  all<T extends TableName>(table: T): IterableIterator<Tables[T]> {
    return this.tables[table].values();
  }
  size(table: TableName): number {
    return this.tables[table].size;
  }
  message(chatId: number, id: number): MessageRecord | undefined {
    return this.byChat.get(chatId)?.get(id);
  }
  /** By number, so that the newest of a long chat are found without going through all of it. */
  *newestFirst(chatId: number): Generator<MessageRecord> {
    for (let id = this.get('chats', chatId)?.lastMessageId ?? 0; id > 0; id -= 1) {
      const message = this.message(chatId, id);
      if (message) yield message;
    }
  }

  put<T extends TableName>(table: T, key: string | number, value: Tables[T]): void {
    this.tables[table].set(String(key), value);
    this.record([table, String(key), value]);
  }
  putMessage(message: MessageRecord): void {
    this.index(message);
    this.put('messages', `${message.chatId}/${message.id}`, message);
  }
  deleteMessage(message: MessageRecord): void {
    this.byChat.get(message.chatId)?.delete(message.id);
    this.remove('messages', `${message.chatId}/${message.id}`);
  }
  remove(table: TableName, key: string | number): void {
    if (this.tables[table].delete(String(key))) this.record([table, String(key), null]);
  }

  /**
   * Everything put inside becomes one journal line, and what was asked for by `afterCommit` runs when it is written.
   * A step that throws writes what it did until then, so that memory and disk stay the same.
   */
  transact<R>(work: () => R): R {
    if (this.step) return work();
    const step: Change[] = [];
    this.step = step;
    try {
      return work();
    } finally {
      this.step = null;
      const after = this.after;
      this.after = [];
      if (step.length > 0) this.journal?.append(step);
      for (const run of after) run();
    }
  }
  afterCommit(run: () => void): void {
    if (this.step) this.after.push(run);
    else run();
  }

  close(): void {
    this.journal?.close();
  }

  private record(change: Change): void {
    if (this.step) this.step.push(change);
    else this.journal?.append([change]);
  }
  private index(message: MessageRecord): void {
    const chat = this.byChat.get(message.chatId) ?? new Map<number, MessageRecord>();
    chat.set(message.id, message);
    this.byChat.set(message.chatId, chat);
  }
  private replay(table: string, key: string, value: unknown): void {
    if (!isTable(table)) throw new Error(`the sandbox journal names an unknown table, ${table}`);
    if (value === null) {
      const [chatId, id] = key.split('/');
      if (table === 'messages') this.byChat.get(Number(chatId))?.delete(Number(id));
      this.tables[table].delete(key);
    } else this.load(table, key, value);
  }
  private load<T extends TableName>(table: T, key: string, value: unknown): void {
    const schema: { parse(input: unknown): Tables[TableName] } = TABLES[table];
    const rows: Map<string, Tables[TableName]> = this.tables[table];
    rows.set(key, schema.parse(value));
    const message = table === 'messages' ? this.tables.messages.get(key) : undefined;
    if (message) this.index(message);
  }
  private *snapshot(): Generator<Change[]> {
    for (const [table, rows] of Object.entries(this.tables)) {
      for (const [key, value] of rows) yield [[table, key, value]];
    }
  }
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(TABLES, name);
}
