import type { FastifyReply, FastifyRequest } from 'fastify';

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

/** Why a request was not even tried; the form is that of any other answer of GraphQL. */
export interface Objection {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** When to come again. */
  readonly retryAfterS?: number;
}

export const UNAUTHENTICATED: Objection = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message:
    'Send the header Authorization: Bearer <token> with a token of yours (/settings in the bot, API tokens), or the desk’s ADMIN_API_TOKEN.',
};

export function refuse(request: FastifyRequest, reply: FastifyReply, objection: Objection): FastifyReply {
  const { status, code, message, retryAfterS } = objection;
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (retryAfterS !== undefined) void reply.header('retry-after', retryAfterS);
  return sendResult(request, reply.code(status), { errors: [{ message, extensions: { code } }] });
}

export function sendResult(request: FastifyRequest, reply: FastifyReply, result: object): FastifyReply {
  const wantsResponse = request.headers.accept?.includes('application/graphql-response+json') ?? false;
  return reply.type(wantsResponse ? RESPONSE_TYPE : JSON_TYPE).send(JSON.stringify(result));
}
