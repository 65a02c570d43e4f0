import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The built desk of this environment in a process that may be killed: `root`, then what of its pace is not in a hurry, as JSON. Says where
 * it is and how its database is reached; ends in order when it is told to, or when nobody is left to tell.
 */
const [root = '', wanted = '{}'] = process.argv.slice(2);
const built = <T>(file: string): Promise<T> => import(pathToFileURL(join(root, 'dist/src', file)).href);

const { openApp } = await built<typeof import('../../src/app.js')>('app.js');
const { readConfig } = await built<typeof import('../../src/config.js')>('config.js');
const { makeLog } = await built<typeof import('../../src/logging.js')>('logging.js');

const log = makeLog('error', process.stderr);
const pace = { leaseMs: 3_000, lookEveryMs: 100, sweepEveryMs: 200, ...JSON.parse(wanted) };
const app = await openApp(readConfig(), log, { pace });
for (const end of ['disconnect', 'SIGTERM'])
  process.once(end, () => void app[Symbol.asyncDispose]().then(() => process.exit()));
process.send?.({ url: app.url, databaseUrl: app.desk.orm.config.get('clientUrl') });
