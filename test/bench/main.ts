import 'reflect-metadata';
import { openBenchDatabase } from './database.js';
import { type Figure, table } from './figure.js';
import { throughput } from './throughput.js';

const figures: Figure[] = [];
{
  await using db = await openBenchDatabase();
  figures.push(...(await throughput(db)));
}
process.stdout.write(`${table(figures)}\n`);
process.exit();
