import { z } from 'zod';
import { type FailureInfo, type FailureKind, PlatformError } from '../../domain/failure.js';
import { type HttpAnswer, statusEffect } from '../http-answer.js';

export interface Meaning {
  readonly kind: FailureKind;
  readonly effect: NonNullable<FailureInfo['effect']>;
  /** The container is spoilt: another one has to be made. */
  readonly restart?: true;
  /** How long to wait where Meta does not say. */
  readonly retryAfterMs?: number;
  /** Of a limit: whose it is. Left out, the account's. */
  readonly scope?: 'app';
}

const refused = (kind: FailureKind): Meaning => ({ kind, effect: 'none' });
const MINUTE_MS = 60_000;
const INVALID = refused('invalid');
const AUTH = refused('auth');
const PERMISSION = refused('permission');
const LIMIT: Meaning = { kind: 'rate_limit', effect: 'none', retryAfterMs: 5 * MINUTE_MS };
/** All accounts that are published to by this app wait. */
const APP_LIMIT: Meaning = { ...LIMIT, scope: 'app' };
/** Meta failed, and may have done it before. */
const DOWN: Meaning = { kind: 'outage', effect: 'uncertain' };
/** The same, while it worked on a container, which is no good afterwards. */
const SPOILT: Meaning = { kind: 'outage', effect: 'uncertain', restart: true };
/** It has no medium that it could have published. */
const NOT_FETCHED: Meaning = { kind: 'outage', effect: 'none', restart: true };
/** Outside of the 24 hours in which an answer is allowed; the account itself is fine, so this is no `permission`. */
const WINDOW = refused('rejected');

/**
 * What Meta's errors mean, by `code/subcode`, else by `code` alone. Its sentences are for people: they come in the language of the
 * account and change. Sources: Graph API "Error handling", Instagram platform "Error codes", and public reports where those are silent.
 */
export const CODES: Readonly<Record<string, Meaning>> = {
  '-2': SPOILT,
  '-2/2207003': NOT_FETCHED,
  '-2/2207020': NOT_FETCHED,
  '-1': SPOILT,
  '-1/2207001': SPOILT,
  '-1/2207032': SPOILT,
  '-1/2207053': SPOILT,
  '-1/2207082': SPOILT,
  '-1/2207085': INVALID,
  '-1/2207086': INVALID,
  '1': DOWN,
  '1/2207057': INVALID,
  '2': DOWN,
  '3': PERMISSION,
  '4': APP_LIMIT,
  // A spam block, although 4 is a limit otherwise: waiting does not lift it.
  '4/2207051': refused('rejected'),
  '9/2207042': { kind: 'quota', effect: 'none', retryAfterMs: 60 * MINUTE_MS },
  '10': PERMISSION,
  '10/2018278': WINDOW,
  '10/2534022': WINDOW,
  '17': LIMIT,
  '24/2207006': { kind: 'missing', effect: 'none', restart: true },
  // Said of a container that expired, of one that is not there yet, and of one that is published already.
  '24/2207008': DOWN,
  // The account is restricted; its owner has to open the Instagram app.
  '25/2207050': PERMISSION,
  '32': LIMIT,
  '100': INVALID,
  // Gone, or not ours to see; Meta also says it for a moment of what has just been made.
  '100/33': refused('missing'),
  '102': AUTH,
  '190': AUTH,
  '341': APP_LIMIT,
  '352/2207026': INVALID,
  '368': { ...LIMIT, retryAfterMs: 60 * MINUTE_MS },
  '506': refused('rejected'),
  '613': LIMIT,
  // Instagram could not fetch the address, or what it found there is neither a picture nor a video.
  '9004/2207052': INVALID,
  '9007/2207027': { kind: 'not_ready', effect: 'none', retryAfterMs: 5_000 },
  '36000/2207004': INVALID,
  '36001/2207005': INVALID,
  '36003/2207009': INVALID,
  '36004/2207010': INVALID,
  '80001': LIMIT,
  '80002': LIMIT,
  '80006': LIMIT,
  '1609005': INVALID,
};

interface Coded {
  readonly code: number;
  readonly subcode?: number | undefined;
  readonly transient?: boolean | undefined;
  readonly status: number;
}

/** By code and subcode; then by Meta's own word that it passes; then by the status. */
export function meaningOf({ code, subcode, transient, status }: Coded): Meaning {
  const known = CODES[`${code}/${subcode}`] ?? CODES[String(code)];
  if (known) return known;
  if (code >= 200 && code < 300) return PERMISSION;
  if (transient === true) return DOWN;
  if (status === 401) return AUTH;
  if (status === 403) return PERMISSION;
  if (status === 429) return LIMIT;
  return statusEffect(status) === 'none' ? INVALID : DOWN;
}

/** For the state of a container, which names only the subcode. Those of publishing are unique without their code. */
export function meaningOfSubcode(subcode: number): Meaning | null {
  const key = Object.keys(CODES).find((one) => one.endsWith(`/${subcode}`));
  return (key !== undefined && CODES[key]) || null;
}

const whole = z.coerce.number().int();

const graphError = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: whole,
    error_subcode: whole.optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
    error_user_msg: z.string().optional().catch(undefined),
  }),
});

/** Of `api.instagram.com`, where codes are exchanged for tokens. Its `code` is a status. */
const oauthError = z.object({ error_type: z.string(), code: whole, error_message: z.string() });

/** Of `rupload.facebook.com`. */
const uploadError = z.object({
  debug_info: z.object({ retriable: z.boolean(), type: z.string(), message: z.string() }),
});

export interface Asked {
  readonly name: string;
  /** Must not come back in a sentence. */
  readonly secret: string;
}

/** Null where the answer is no error in any of Meta's forms. */
export function readRefusal(asked: Asked, { status, headers, json }: HttpAnswer): PlatformError | null {
  const graph = graphError.safeParse(json).data?.error;
  if (graph) {
    const { code, error_subcode: subcode } = graph;
    const meaning = meaningOf({ code, subcode, transient: graph.is_transient, status });
    const name = subcode === undefined ? String(code) : `${code}/${subcode}`;
    return refusal(asked, meaning, {
      status,
      code: name,
      message: graph.error_user_msg || graph.message,
      waitMs: waitMs(headers),
    });
  }
  const oauth = oauthError.safeParse(json).data;
  if (oauth) {
    const meaning = oauth.code >= 500 ? DOWN : INVALID;
    return refusal(asked, meaning, { status, code: `oauth/${oauth.code}`, message: oauth.error_message, waitMs: null });
  }
  const upload = uploadError.safeParse(json).data?.debug_info;
  if (!upload) return null;
  const meaning = upload.retriable ? NOT_FETCHED : INVALID;
  return refusal(asked, meaning, { status, code: `upload/${upload.type}`, message: upload.message, waitMs: null });
}

interface Said {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly waitMs: number | null;
}

function refusal({ name, secret }: Asked, meaning: Meaning, { status, code, message, waitMs: told }: Said) {
  const { kind, effect, restart, scope } = meaning;
  const sentence = withoutSecret(message, secret) || `${name}: refused with code ${code}`;
  const retryAfterMs = told ?? meaning.retryAfterMs;
  return new PlatformError(kind, sentence, {
    effect,
    status,
    code,
    ...(restart && { restart }),
    ...(scope && { scope }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

function withoutSecret(text: string, secret: string): string {
  if (secret === '') return text;
  return text.replaceAll(secret, '…').replaceAll(encodeURIComponent(secret), '…');
}

/** Minutes, in one entry per kind of call for each account. Source: Graph API, "Rate limits", Business use case. */
const usage = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().nonnegative().optional() })),
);

function waitMs(headers: HttpAnswer['headers']): number | null {
  const seconds = headers['retry-after'];
  if (seconds !== undefined && /^\d{1,9}$/.test(seconds)) return Number(seconds) * 1000;
  const entries = Object.values(usage.safeParse(parsed(headers['x-business-use-case-usage'])).data ?? {}).flat();
  const minutes = Math.max(0, ...entries.map((entry) => entry.estimated_time_to_regain_access ?? 0));
  return minutes > 0 ? minutes * MINUTE_MS : null;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
