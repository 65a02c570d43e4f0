import type { FastifyInstance } from 'fastify';
import type { Span, Tracer } from '../ports.js';

/** What changes something is traced: a request of the API, a webhook, a form. */
export function traceRequests(server: FastifyInstance, tracer: Tracer): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { method, routeOptions, id } = request;
    if (method !== 'POST') return done();
    const whole = async (span: Span) => {
      const answered = new Promise<void>((resolve) => reply.raw.once('close', resolve));
      // Everything that is called from here on is a part of it.
      done();
      await answered;
      span.set({ status: reply.statusCode });
    };
    void tracer.span(`POST ${routeOptions.url ?? ''}`, { request: id }, whole, null);
    return undefined;
  });
}
