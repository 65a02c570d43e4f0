import { request } from 'node:http';
import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pngOf } from '../support/sample-media.js';
import { type Api, openApi, TOKEN } from './api.js';
import { countPosts, mutationOf, POST_FIELDS } from './change.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const CREATE = mutationOf('createPost', `post { ${POST_FIELDS} }`);
const RED = pngOf(3, 2, 400);
const BLUE = pngOf(5, 4, 400);

interface Sent {
  readonly operations?: unknown;
  readonly map?: unknown;
  readonly files?: readonly (readonly [name: string, bytes: Buffer, fileName?: string, type?: string])[];
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
}

async function send({
  operations,
  map,
  files = [],
  token = TOKEN,
  headers = { 'apollo-require-preflight': '1' },
}: Sent) {
  const form = new FormData();
  if (operations !== undefined) form.append('operations', JSON.stringify(operations));
  if (map !== undefined) form.append('map', JSON.stringify(map));
  for (const [name, bytes, fileName = 'photo.png', type = 'image/png'] of files) {
    form.append(name, new Blob([new Uint8Array(bytes)], { type }), fileName);
  }
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: form,
  });
  const body: any = await response.json();
  return { status: response.status, body };
}

const withMedia = (count: number, more: object = {}) => ({
  query: CREATE,
  variables: { input: { text: 'With files', media: Array.from({ length: count }, () => ({ file: null })), ...more } },
});
const mapOf = (...names: string[]) =>
  Object.fromEntries(names.map((name, i) => [name, [`variables.input.media.${i}.file`]]));
const kept = async () => (await sql`select hash from media`.execute(api.sql)).rows.length;
