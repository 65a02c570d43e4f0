import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Desk } from '../usecases/desk.js';
import { MultipartProblem } from './multipart-problem.js';

/**
 * Requests after the GraphQL multipart request specification, for routes that take files in this way. The operation is carried out as soon as
 * it is known, so that who asks for what is checked as always; a file is read only when a resolver asks for it, and streams into the store.
 */
export function acceptMultipart(server: FastifyInstance, desk: Desk): void {
  server.addContentTypeParser('multipart/form-data', async (request: FastifyRequest) => {
    if (request.routeOptions.config.takesFiles !== 'multipart') {
      throw Object.assign(new Error('This route takes no files'), { statusCode: 415 });
    }
    const { readMultipart } = await import('./read-multipart.js');
    return readMultipart(request, desk);
  });
  server.addHook('preHandler', async (request, reply) => {
    if (!(request.body instanceof MultipartProblem)) return undefined;
    const error = { message: request.body.sentence, extensions: { code: 'BAD_REQUEST' } };
    return reply.code(400).send({ errors: [error] });
  });
}
