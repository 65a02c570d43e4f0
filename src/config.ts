import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { StartError } from './start-error.js';

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/, error: 'must be a web address such as https://example.org' });
const number = (from: number, to: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(from, `must be ${from} or more`)
    .max(to, `must be ${to} or less`);

const ROLES = ['bot', 'web', 'worker'] as const;
export type ProcessRole = (typeof ROLES)[number];

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** Every variable that is read; `.env.example` and the README say the same. */
const SCHEMA = z.object({
  DATA_DIR: text.default('./data'),
  PORT: number(0, 65_535).default(3000),
  HOST: text.default('127.0.0.1'),
  ROLES: list
    .pipe(z.array(z.enum(ROLES, { error: 'takes bot, web and worker, separated by commas' })).min(1))
    .default([...ROLES]),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], { error: 'is debug, info, warn or error' }).default('info'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgresql://' })
    .refine(namesDatabase, 'must name a database, as in postgresql://user:password@host/name')
    .optional(),
  MONGODB_URL: z.url({ protocol: /^mongodb(\+srv)?$/, error: 'must begin with mongodb://' }).optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{30,}$/, 'must look like 123456789:AA…, as BotFather gives it')
    .optional(),
  TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
  TELEGRAM_MODE: z.enum(['polling', 'webhook'], { error: 'is polling or webhook' }).default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, _ and -')
    .optional(),
  ADMIN_TELEGRAM_IDS: list
    .pipe(z.array(z.string().regex(/^\d{1,16}$/, 'takes Telegram ids, numbers separated by commas')))
    .default([]),
  SITE_URL: url.optional(),
  ENCRYPTION_KEY: list
    .transform((keys) => keys.map(keyBytes))
    .refine(
      (keys) => keys.length > 0 && keys.every((key) => key.length === 32),
      'must be 32 random bytes, as 64 hexadecimal digits or in base64, or several of them, separated by commas',
    )
    .optional(),
  INSTAGRAM_API_URL: url.default('https://graph.instagram.com'),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d{1,3}\.\d$/, 'must look like v25.0')
    .default('v25.0'),
  ADMIN_API_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  GRAPHQL_INTROSPECTION: z.enum(['members', 'everyone'], { error: 'is members or everyone' }).default('members'),
  TRUST_PROXY: list
    .pipe(z.array(z.string().refine(isNetwork, 'takes addresses and networks of proxies, such as 10.1.0.0/16')))
    .default([]),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  ALLOW_PRIVATE_TARGETS: list.default([]),
});

export const CONFIG_NAMES = Object.keys(SCHEMA.shape);

export interface Config {
  /** The sandbox lives in `<DATA_DIR>/sandbox`; there `dataDir` is that. */
  readonly sandbox: boolean;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly roles: readonly ProcessRole[];
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly databaseUrl: string | null;
  readonly mongodbUrl: string | null;
  readonly telegram: {
    readonly token: string | null;
    readonly apiRoot: string;
    readonly mode: 'polling' | 'webhook';
    /** What Telegram sends along in webhook mode; null: derived from the installation's key. */
    readonly webhookSecret: string | null;
  };
  /** Who are admins of a desk that has nobody yet. */
  readonly adminTelegramIds: readonly string[];
  /** Where people and networks reach this desk, without a slash at its end; null where nobody said. */
  readonly siteUrl: string | null;
  /** The first seals, all open. Null: the installation's own, in `dataDir`. */
  readonly encryptionKeys: readonly Buffer[] | null;
  readonly instagram: { readonly apiUrl: string; readonly version: string };
  readonly adminApiToken: string | null;
  /** Who may ask the API for its schema. */
  readonly introspection: 'members' | 'everyone';
  /** Addresses or networks (CIDR) of proxies whose word about the caller's address counts. */
  readonly trustedProxies: readonly string[];
  /** Hosts, addresses and networks (CIDR) that files may be fetched from although they are private. */
  readonly allowPrivateTargets: readonly string[];
  /** Where traces go; null: nowhere. */
  readonly otlpEndpoint: string | null;
}

/** Reads `.env` beside the program's working directory, then the environment, which wins. */
export function readConfig(): Config {
  return parseConfig({ ...dotEnv(), ...process.env });
}

/** Everything that is wrong is said at once, by name. An empty variable counts as not set. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = fromFiles(Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim())));
  const parsed = SCHEMA.safeParse(set);
  const sandbox = !set.TELEGRAM_BOT_TOKEN && !set.DATABASE_URL && !set.MONGODB_URL;
  const mistakes = [...complaints(parsed.error), ...contradictions(set, sandbox)];
  if (!parsed.success || mistakes.length > 0) {
    throw new StartError(`The configuration has mistakes: ${mistakes.join('; ')}.`);
  }
  const it = parsed.data;
  const dataDir = resolve(it.DATA_DIR);
  return {
    sandbox,
    dataDir: sandbox ? resolve(dataDir, 'sandbox') : dataDir,
    host: it.HOST,
    port: it.PORT,
    roles: it.ROLES,
    logLevel: it.LOG_LEVEL,
    databaseUrl: it.DATABASE_URL ?? null,
    mongodbUrl: it.MONGODB_URL ?? null,
    telegram: {
      token: it.TELEGRAM_BOT_TOKEN ?? null,
      apiRoot: it.TELEGRAM_API_ROOT.replace(/\/+$/, ''),
      mode: it.TELEGRAM_MODE,
      webhookSecret: it.TELEGRAM_WEBHOOK_SECRET ?? null,
    },
    adminTelegramIds: it.ADMIN_TELEGRAM_IDS,
    siteUrl: it.SITE_URL?.replace(/\/+$/, '') ?? null,
    encryptionKeys: it.ENCRYPTION_KEY ?? null,
    instagram: { apiUrl: it.INSTAGRAM_API_URL.replace(/\/+$/, ''), version: it.META_GRAPH_VERSION },
    adminApiToken: it.ADMIN_API_TOKEN ?? null,
    introspection: it.GRAPHQL_INTROSPECTION,
    trustedProxies: it.TRUST_PROXY,
    allowPrivateTargets: it.ALLOW_PRIVATE_TARGETS,
    otlpEndpoint: it.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, '') ?? null,
  };
}

/** `NAME_FILE` names a file that holds the value of `NAME`, as secrets of containers do. */
function fromFiles(set: Record<string, string | undefined>): Record<string, string | undefined> {
  const read = CONFIG_NAMES.flatMap((name) => {
    const path = set[`${name}_FILE`];
    return path === undefined ? [] : [[name, contentOf(name, path)] as const];
  });
  return { ...set, ...Object.fromEntries(read) };
}

function contentOf(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new StartError(`${name}_FILE names ${path}, which cannot be read: check its path and permissions.`, {
      cause,
    });
  }
}

function complaints(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${String(path[0])} ${message}`);
}

/** What is right for itself and wrong together. */
function contradictions(set: Record<string, string | undefined>, sandbox: boolean): string[] {
  const { HOST, TELEGRAM_BOT_TOKEN, TELEGRAM_MODE, SITE_URL } = set;
  const found: string[] = [];
  if (TELEGRAM_MODE === 'webhook' && !SITE_URL) {
    found.push('SITE_URL is missing: in webhook mode Telegram has to reach this desk there');
  }
  if (sandbox && HOST && !isLoopback(HOST.trim())) {
    found.push(`HOST must be 127.0.0.1 in a sandbox, for it is open to whoever reaches it, and it is ${HOST}`);
  }
  if (!sandbox && !TELEGRAM_BOT_TOKEN) {
    found.push(
      'TELEGRAM_BOT_TOKEN is missing: with DATABASE_URL or MONGODB_URL this is a real desk, without them and the token a sandbox',
    );
  }
  return found;
}

/** An address, a network in CIDR, or one of the words that Fastify knows for private ones. */
function isNetwork(item: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(item)) return true;
  const [address = '', bits, more] = item.split('/');
  const version = isIP(address);
  return version !== 0 && more === undefined && (bits === undefined || isPrefix(bits, version));
}

/** All addresses there are is no network of proxies: anybody could name any address then. */
function isPrefix(bits: string, version: number): boolean {
  return /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function keyBytes(given: string): Buffer {
  return Buffer.from(given, /^[0-9a-f]{64}$/i.test(given) ? 'hex' : 'base64');
}

/** Agenda's database is named after it. */
function namesDatabase(address: string): boolean {
  return (URL.parse(address)?.pathname.length ?? 0) > 1;
}

function dotEnv(): Record<string, string | undefined> {
  try {
    return { ...parseEnv(readFileSync('.env', 'utf8')) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new StartError('The file .env cannot be read: check its permissions.', { cause: error });
  }
}
