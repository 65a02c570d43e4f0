import type { JobRepository } from 'agenda';
import type { AlarmLook } from '../src/ports.js';

export type StoreAddress =
  { readonly kind: 'postgres'; readonly url: string } | { readonly kind: 'mongodb'; readonly url: string };

/** One connection to where Agenda keeps its rows, with tables and indexes in place. Lost once, it is thrown away whole. */
export interface JobStore {
  readonly repository: JobRepository;
  /** Throws when the server, the database, the table or an index is gone. */
  probe(): Promise<void>;
  /** Tells the workers of other processes that a job of this name is due. */
  announce(name: string): Promise<void>;
  look(now: Date): Promise<AlarmLook>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly url: string;
  /** Who we are among the processes on this store. */
  readonly self: string;
  /** Whether to hear what other processes announce. */
  readonly listen: boolean;
  heard(name: string): void;
  /** Something failed outside of any call; the caller then probes. */
  doubted(error: unknown): void;
}
