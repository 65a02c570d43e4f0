import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../reads/readiness.js';

/** A store that does not answer is as good as away. */
const PATIENCE_MS = 5_000;
const NO_ANSWER: Readiness = {
  ready: false,
  parts: { check: { ok: false, required: true, detail: `The check did not end within ${PATIENCE_MS / 1000} s.` } },
};

/** `/healthz`: this process lives. `/readyz`: it can do its work; 503 while a required part cannot. */
export function registerHealth(server: FastifyInstance, readiness: () => Promise<Readiness>): void {
  let asking: Promise<Readiness> | null = null;
  // However often it is asked, one check runs at a time.
  const ask = (): Promise<Readiness> =>
    (asking ??= inTime(readiness).finally(() => {
      asking = null;
    }));
  server.get('/healthz', async () => ({ alive: true }));
  server.get('/readyz', async (_request, reply) => {
    const found = await ask();
    return reply.code(found.ready ? 200 : 503).send(found);
  });
}

async function inTime(readiness: () => Promise<Readiness>): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve(NO_ANSWER), PATIENCE_MS);
  });
  try {
    return await Promise.race([readiness(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `GET /` of a real desk: a line that says what this is. The sandbox has its page there. */
export function registerFrontDoor(server: FastifyInstance): void {
  server.get('/', async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('This is Copydesk, an editorial desk that lives in Telegram. Its API for admins is at /graphql.\n'),
  );
}
