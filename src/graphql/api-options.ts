import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from './context.js';
import type { ApiLimits, Authenticate } from './gate.js';
import type { StreamLimits } from './streams.js';

export interface ApiOptions extends Omit<ApiParts, 'feed'> {
  readonly authenticate: Authenticate;
  /** Put into the playground for everybody who opens it: the sandbox's. Null on a real desk. */
  readonly playgroundToken: string | null;
  /** What a browser is shown instead of the playground; null: the playground. */
  readonly guardPage?: ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | null>) | null;
  /** Who may ask for the schema; members, unless said otherwise. */
  readonly introspection?: 'members' | 'everyone';
  /** Left out where nobody is to be held up, as in a sandbox. */
  readonly limits?: ApiLimits | null;
  readonly streams?: Partial<StreamLimits>;
  readonly operationMs?: number;
}
