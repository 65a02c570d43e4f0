import type { JobStore, StoreAddress, StoreOptions } from './store.js';

export async function openStore(kind: StoreAddress['kind'], options: StoreOptions): Promise<JobStore> {
  // Loaded when wanted: the MongoDB driver costs 14 MB which a desk on PostgreSQL need not carry.
  const { open } = kind === 'postgres' ? await import('./postgres-store.js') : await import('./mongo-store.js');
  return open(options);
}
