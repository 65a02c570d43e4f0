import { MongoBackend } from '@agendajs/mongo-backend';
import { type Collection, MongoClient } from 'mongodb';
import { z } from 'zod';
import type { AlarmLook } from '../src/ports.js';
import type { JobStore, StoreOptions } from './store.js';
import { STORE_TIMEOUT_MS } from './timing.js';

const COLLECTION = 'agendaJobs';
/** The name under which the backend makes it. */
const INDEX = 'findAndLockNextJobIndex';

/** MongoDB sends no notice without a replica set: other processes find what is due at their next look. */
export async function open({ url }: StoreOptions): Promise<JobStore> {
  const client = new MongoClient(url, {
    appName: 'copydesk alarm',
    maxPoolSize: 5,
    serverSelectionTimeoutMS: STORE_TIMEOUT_MS,
    connectTimeoutMS: STORE_TIMEOUT_MS,
    socketTimeoutMS: STORE_TIMEOUT_MS,
  });
  try {
    await client.connect();
    const backend = new MongoBackend({ mongo: client.db(), collection: COLLECTION });
    await backend.connect();
    const collection = client.db().collection(COLLECTION);
    // A process killed between finishing a job and removing it leaves a row that nothing would ever touch again.
    await collection.deleteMany({ nextRunAt: null, lockedAt: null });
    return {
      repository: backend.repository,
      probe: async () => {
        // A dropped database comes back by itself with the next insert, but without its index.
        if (!(await collection.indexExists(INDEX))) throw new Error(`the index ${INDEX} is gone`);
      },
      announce: () => Promise.resolve(),
      look: (now) => look(collection, now),
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw error;
  }
}

const moment = z.date().nullish().default(null);
const row = z.object({ name: z.string(), nextRunAt: moment, lastRunAt: moment });

async function look(collection: Collection, now: Date): Promise<AlarmLook> {
  const recurring = await collection
    .find({ repeatInterval: { $ne: null } })
    .sort({ name: 1 })
    .toArray();
  const oldest = await collection.findOne(
    { nextRunAt: { $lte: now }, lockedAt: null },
    { sort: { nextRunAt: 1 }, projection: { name: 1, nextRunAt: 1 } },
  );
  return {
    rings: await collection.countDocuments({ repeatInterval: null }),
    oldestDueAt: oldest === null ? null : row.parse(oldest).nextRunAt,
    recurring: z
      .array(row)
      .parse(recurring)
      .map(({ name, nextRunAt, lastRunAt }) => ({ name, nextAt: nextRunAt, lastAt: lastRunAt })),
  };
}
