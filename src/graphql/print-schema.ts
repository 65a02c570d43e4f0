import { writeFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { buildApiSchema } from './schema.js';

// `npm run schema` runs this in the package's root.
writeFileSync('schema.graphql', `${printSchema(buildApiSchema())}\n`);
