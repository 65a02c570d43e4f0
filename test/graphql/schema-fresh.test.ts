import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isEnumType, isInputObjectType, isIntrospectionType, isObjectType, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { buildApiSchema } from '../../src/graphql/schema.js';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import { BUILD_MS, buildProgram } from '../support/built.js';

const run = promisify(execFile);

const committed = () => readFile(join(PACKAGE_ROOT, 'schema.graphql'), 'utf8');

test('schema.graphql is what the code builds (npm run schema)', async () => {
  expect(await committed()).toBe(`${printSchema(buildApiSchema())}\n`);
});

test('everything in the schema is described', () => {
  const types = Object.values(buildApiSchema().getTypeMap()).filter((type) => !isIntrospectionType(type));
  const missing = types.flatMap((type) => {
    const members = isEnumType(type)
      ? type.getValues()
      : isObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) => [field, ...field.args])
        : isInputObjectType(type)
          ? Object.values(type.getFields())
          : [];
    const roots = ['Query', 'Mutation', 'Subscription'].includes(type.name);
    const undescribed = members.filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`);
    return type.description || roots ? undescribed : [type.name, ...undescribed];
  });
  expect(missing).toEqual([]);
});

test('what is deprecated says since when, and what to use instead', () => {
  const reasons = Object.values(buildApiSchema().getTypeMap())
    .flatMap((type): readonly { readonly deprecationReason?: string | null | undefined }[] => {
      if (isEnumType(type)) return type.getValues();
      if (isInputObjectType(type)) return Object.values(type.getFields());
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [field, ...field.args]);
    })
    .flatMap(({ deprecationReason }) => deprecationReason ?? []);
  expect(reasons).not.toEqual([]);
  expect(reasons.filter((reason) => !/^\d{4}-\d\d-\d\d: \S/.test(reason))).toEqual([]);
});

// Types that name each other load in another order than under vitest; with decorator metadata they would not load at all.
test('the built program makes the same schema', { timeout: BUILD_MS }, async () => {
  const { root } = await buildProgram();
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-schema-'));
  try {
    await run(process.execPath, [join(root, 'dist/src/graphql/print-schema.js')], { cwd: dir, timeout: 20_000 });
    expect(await readFile(join(dir, 'schema.graphql'), 'utf8')).toBe(await committed());
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
