import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type JobsRoutes, registerJobs } from './jobs.js';
import { registerLogin } from './login.js';

export interface AdminRoutes extends JobsRoutes {
  /** The package's root: the pages' style is served from its `src`, also when the built program runs. */
  readonly root: string;
}

/** The pages for admins, behind the one-time link from the bot. */
export async function registerAdmin(server: FastifyInstance, { root, ...routes }: AdminRoutes): Promise<void> {
  const css = await readFile(join(root, 'src', 'http', 'admin', 'admin.css'));
  await server.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.get('/admin/admin.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(css));
    registerLogin(scope, routes.desk);
    registerJobs(scope, routes);
  });
}
