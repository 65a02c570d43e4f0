import type { Clock } from '../../ports.js';
import type { Http } from '../http.js';
import { createGraph } from '../meta/graph.js';
import type { Platform } from '../platform.js';
import { callerOf, fromPaste, identify, type InstagramCredentials, quota } from './account.js';
import type { Checkpoint } from './checkpoint.js';
import { commit } from './commit.js';
import { find, locate } from './find.js';
import { instagramOptions } from './options.js';
import { preflight } from './preflight.js';
import { prepare } from './prepare.js';
import { refresh } from './refresh.js';
import { CAPABILITIES, render } from './render.js';

export interface InstagramConfig {
  /** Of the API with Instagram Login: `https://graph.instagram.com`, or a simulated one. */
  readonly apiUrl: string;
  /** Of the Graph API: `v25.0`. */
  readonly version: string;
  readonly http: Http;
  readonly clock: Pick<Clock, 'now'>;
  /** Can Instagram fetch what this installation serves? It takes no uploads. */
  readonly mediaIsPublic: boolean;
  /** For one request. */
  readonly timeoutMs?: number;
}

/** Instagram fetches pictures while a container is made. */
const TIMEOUT_MS = 30_000;

/**
 * Professional accounts, by Instagram Login: image, carousel, reel, story. A post is prepared as a container that nobody sees, and
 * published by one request. Captions cannot be edited, and media cannot be removed with the permissions of this login.
 */
export function instagramPlatform(config: InstagramConfig): Platform<Checkpoint, InstagramCredentials> {
  const { clock, mediaIsPublic, timeoutMs = TIMEOUT_MS } = config;
  const graph = createGraph({ ...config, timeoutMs, network: 'Instagram' });
  return {
    id: 'instagram',
    capabilities: CAPABILITIES,
    options: instagramOptions,
    render,
    preflight: (rendered) => preflight(rendered, { mediaIsPublic }),
    connection: {
      fromPaste,
      identify: (credentials, signal) => identify(graph, callerOf(credentials, signal)),
      refresh: (credentials, signal) => refresh({ ...config, graph, timeoutMs }, callerOf(credentials, signal)),
      quota: (credentials, externalId, signal) => quota(graph, callerOf(credentials, signal), externalId),
    },
    publisher: {
      prepare: async (out) => prepare({ graph, clock }, callerOf(out.credentials, out.signal), out),
      commit: async (out) => commit(graph, callerOf(out.credentials, out.signal), out),
      find: async (out) => find(graph, callerOf(out.credentials, out.signal), out),
      locate: async (out, receipt) => locate(graph, callerOf(out.credentials, out.signal), out, receipt),
    },
  };
}
