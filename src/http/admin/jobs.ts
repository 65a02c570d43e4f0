import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal.js';
import { clientView } from '../../reads/client-view.js';
import { administered } from '../../reads/administered.js';
import { accountQueues, jobCounts, jobPage, troubleCounts } from '../../reads/jobs.js';
import type { Readiness } from '../../reads/readiness.js';
import type { AlarmView } from '../../ports.js';
import { cancelTarget } from '../../usecases/cancel-target.js';
import { type Desk, sqlOutside } from '../../usecases/desk.js';
import { type DeliveryRequest, resolveUnknown, retryDelivery } from '../../usecases/resolve-unknown.js';
import type { WebSession } from '../../usecases/web-session.js';
import { formToken, isFormToken, isFromOurPage, sessionOf } from '../session.js';
import { type Brand, jobsPage, type JobsShown } from './jobs-page.js';
import { addressOf, readSelection } from './job-query.js';
import { JOB_TEXTS } from './jobs-languages.js';
import { refuse } from './login.js';
import { momentsIn } from './moments.js';
import { languageOf, page, PAGE_HEADERS } from './page.js';

export interface JobsRoutes {
  readonly desk: Desk;
  readonly readiness: () => Promise<Readiness>;
  readonly alarm: AlarmView;
}

/** `/admin/jobs`: what goes next and what does not go, and a person's word on it. */
export function registerJobs(server: FastifyInstance, routes: JobsRoutes): void {
  const { desk } = routes;
  server.get('/admin/jobs', async (request, reply) => {
    const session = await sessionOf(desk, request.headers.cookie);
    return session ? show(request, reply, routes, session) : refuse(request, reply, 401);
  });
  server.post('/admin/jobs', async (request, reply) => {
    const session = await sessionOf(desk, request.headers.cookie);
    if (!session) return refuse(request, reply, 401);
    const form = wanted.safeParse(request.body);
    const isOurs = isFromOurPage(desk, request) && form.success && isFormToken(desk, session.id, form.data.token);
    if (!isOurs) return refuse(request, reply, 403);
    const outcome = await carryOut(desk, session, form.data);
    const back = readSelection(Object.fromEntries(new URLSearchParams(form.data.back.split('?')[1])));
    return reply.redirect(addressOf(back, outcome), 303);
  });
}

const wanted = z.object({
  token: z.string(),
  delivery: z.uuid(),
  version: z.coerce.number().int().positive(),
  act: z.enum(['retry', 'cancel', 'there', 'not_there', 'leave']),
  url: z.string().trim().max(500).default(''),
  back: z.string(),
});
type Wanted = z.infer<typeof wanted>;

/** As this member and from the version that was shown, by the same use cases as in the bot. */
async function carryOut(desk: Desk, { member }: WebSession, form: Wanted): Promise<Record<string, string>> {
  const request = { deliveryId: form.delivery, version: form.version, memberId: member.memberId };
  try {
    await decide(desk, request, form);
    return { done: form.act };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { refused: thrown.code };
  }
}

async function decide(desk: Desk, request: DeliveryRequest, { act, url }: Wanted): Promise<void> {
  switch (act) {
    case 'retry':
      return retryDelivery(desk, request);
    case 'cancel':
      return cancelTarget(desk, request);
    case 'there':
      if (url !== '' && !/^https?:\/\//.test(url)) throw new Refusal('bad_link');
      return resolveUnknown(desk, request, { is: 'there', url: url === '' ? null : url });
    case 'not_there':
      return resolveUnknown(desk, request, { is: 'not_there' });
    case 'leave':
      return resolveUnknown(desk, request, { is: 'left_alone' });
  }
}

const said = z.object({ done: z.string().optional(), refused: z.string().optional() });

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { desk, readiness, alarm }: JobsRoutes,
  { id, member }: WebSession,
): Promise<FastifyReply> {
  const db = sqlOutside(desk);
  const now = desk.clock.now();
  const asked = readSelection(request.query);
  const brands = await brandsOf(db, member, now);
  const clientId = brands.find((brand) => brand.clientId === asked.client)?.clientId ?? member.clientId;
  const client = await clientView(db, clientId);
  if (!client) return refuse(request, reply, 401);
  const language = languageOf(member.language, request.headers['accept-language']);
  const t = JOB_TEXTS[language];
  const accounts = await accountQueues(db, clientId, now);
  // Of another brand, none of this one's deliveries would be its own.
  const accountId = accounts.find(({ id: known }) => known === asked.account)?.id ?? null;
  const selection = { ...asked, client: brands.length > 0 ? clientId : null, account: accountId };
  const { view, after } = selection;
  const { done, refused } = said.catch({}).parse(request.query);
  const shown: JobsShown = {
    t,
    moments: momentsIn(language, member.zone ?? client.zone, now),
    brand: client.name,
    brands,
    who: member.name,
    frozen: client.frozenAt !== null,
    formToken: formToken(desk, id),
    selection,
    counts: await jobCounts(db, clientId, now),
    page: await jobPage(db, { clientId, view, accountId, after, now }),
    accounts,
    readiness: await readiness(),
    alarm: alarm.state(),
    store: await alarm.look(),
    outcome: outcomeOf(t, done, refused),
  };
  const body = jobsPage(shown);
  return reply.headers(PAGE_HEADERS).send(page({ language, title: `${t.title} · ${client.name}`, body }));
}

/** Every client whose admin this person is: one session shows them all, one at a time, with what waits for a person in the others. */
async function brandsOf(db: ReturnType<typeof sqlOutside>, member: WebSession['member'], now: Date): Promise<Brand[]> {
  const brands = await administered(db, member.telegramId);
  if (brands.length < 2) return [];
  const ids = brands.map(({ clientId }) => clientId);
  const troubles = await troubleCounts(db, ids, now);
  return brands.map((brand) => ({ ...brand, troubles: troubles.get(brand.clientId) ?? 0 }));
}

function outcomeOf(t: JobsShown['t'], done: string | undefined, refused: string | undefined): JobsShown['outcome'] {
  if (refused !== undefined) return { ok: false, text: t.refused[refused] ?? t.refusedElse };
  return done === undefined ? null : { ok: true, text: t.done };
}
