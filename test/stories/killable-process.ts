import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The built desk in a process that may be killed: `root`, then `DATA_DIR`. Says where it is and how its database is reached. */
const [root = '', dataDir = ''] = process.argv.slice(2);
const built = <T>(file: string): Promise<T> => import(pathToFileURL(join(root, 'dist/src', file)).href);

const { openApp } = await built<typeof import('../../src/app.js')>('app.js');
const { parseConfig } = await built<typeof import('../../src/config.js')>('config.js');
const { makeLog } = await built<typeof import('../../src/logging.js')>('logging.js');

const log = makeLog('error', process.stderr);
const pace = { leaseMs: 3_000, lookEveryMs: 100, sweepEveryMs: 200 };
const app = await openApp(parseConfig({ DATA_DIR: dataDir, PORT: '0' }), log, { pace });
process.send?.({ url: app.url, databaseUrl: app.desk.orm.config.get('clientUrl') });
process.on('disconnect', () => void app[Symbol.asyncDispose]().then(() => process.exit()));
