import type { Change, Journal } from '../telegram/journal.js';
import { openJournal, readJournal } from '../telegram/journal.js';
import type { TableName, Tables } from './records.js';
import { TABLES } from './records.js';

/** The world's rows in memory, and on disk before anything is answered. */
export class Store {
  private readonly tables: { [T in TableName]: Map<string, Tables[T]> } = {
    state: new Map(),
    accounts: new Map(),
    containers: new Map(),
    media: new Map(),
    tokens: new Map(),
  };
  private readonly journal: Journal | null;
  /** The journal broke off in its middle; a copy of it was kept. */
  readonly damaged: boolean = false;
  private step: Change[] | null = null;

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

  get<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    return this.tables[table].get(key);
  }
  all<T extends TableName>(table: T): Tables[T][] {
    return [...this.tables[table].values()];
  }
  put<T extends TableName>(table: T, key: string, value: Tables[T]): void {
    this.tables[table].set(key, value);
    this.record([table, key, value]);
  }

  /** Numbers that are never given twice. */
  nextNumber(): number {
    const lastId = (this.get('state', '0')?.lastId ?? 0) + 1;
    this.put('state', '0', { lastId });
    return lastId;
  }

  /** Everything put inside becomes one journal line. A step that throws writes what it did until then. */
  transact<R>(work: () => R): R {
    if (this.step) return work();
    const step: Change[] = [];
    this.step = step;
    try {
      return work();
    } finally {
      this.step = null;
      if (step.length > 0) this.journal?.append(step);
    }
  }

  close(): void {
    this.journal?.close();
  }

  private record(change: Change): void {
    if (this.step) this.step.push(change);
    else this.journal?.append([change]);
  }
  private replay(table: string, key: string, value: unknown): void {
    if (!isTable(table)) throw new Error(`the sandbox journal names an unknown table, ${table}`);
    this.load(table, key, value);
  }
  private load<T extends TableName>(table: T, key: string, value: unknown): void {
    const schema: { parse(input: unknown): Tables[TableName] } = TABLES[table];
    const rows: Map<string, Tables[TableName]> = this.tables[table];
    rows.set(key, schema.parse(value));
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
