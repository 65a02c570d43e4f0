import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { faultSchema, PRESETS } from './faults.js';
import { postByHand } from './publish.js';
import type { MediumRecord } from './records.js';
import { ViewRefusal } from './refusal.js';
import { postBody, type PostView, type ProfileView, tokensBody } from './view-api.js';
import {
  type InstagramWorld,
  isShown,
  mediaOf,
  permalinkOf,
  publishedToday,
  type SeedAccount,
  tokenState,
} from './world.js';

const named = z.object({ username: z.string() });
const since = z.object({ since: z.coerce.number().int().default(0) });

/** The side of people: profiles, pictures, and what can be broken. */
export function viewRoutes(app: FastifyInstance, world: InstagramWorld): void {
  const accountIn = (params: unknown): SeedAccount => {
    const { username } = named.parse(params);
    const account = world.accounts.find((one) => one.username === username);
    if (!account) throw new ViewRefusal(404, 'there is no such profile');
    return account;
  };
  app.get('/profiles', () => world.accounts.map((account) => profileOf(world, account)));
  app.get('/profiles/:username', (request) => profileOf(world, accountIn(request.params)));
  app.post('/profiles/:username/posts', (request) => {
    const { userId } = accountIn(request.params);
    return postOf(world, postByHand(world, userId, postBody.parse(bodyOf(request.body)).caption));
  });
  app.put('/profiles/:username/tokens', (request) => {
    const account = accountIn(request.params);
    world.store.put('accounts', account.userId, tokensBody.parse(bodyOf(request.body)));
    return profileOf(world, account);
  });
  app.get<{ Params: { sha256: string } }>('/files/:sha256', (request, reply) => {
    const { sha256 } = request.params;
    const bytes = world.files.read(sha256);
    const file = world.store.all('media').flatMap(({ files }) => files.filter((one) => one.sha256 === sha256))[0];
    if (!bytes || !file) throw new ViewRefusal(404, 'there is no such file');
    return reply.type(file.mime).header('x-content-type-options', 'nosniff').send(bytes);
  });
  app.get('/faults', () => world.faults.list());
  app.get('/faults/presets', () => PRESETS);
  app.post('/faults', (request) => {
    world.faults.add(faultSchema.parse(bodyOf(request.body)));
    return world.faults.list();
  });
  app.delete('/faults', () => {
    world.faults.clear();
    return world.faults.list();
  });
  app.get('/requests', (request) => world.requests.since(since.parse(request.query).since));
}

function bodyOf(body: unknown): unknown {
  try {
    return Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : body;
  } catch {
    throw new ViewRefusal(400, 'the body is no JSON');
  }
}

function profileOf(world: InstagramWorld, { userId, username, name, accountType }: SeedAccount): ProfileView {
  const shown = mediaOf(world, userId).filter((one) => isShown(world, one));
  const views = shown.map((one) => postOf(world, one));
  return {
    userId,
    username,
    name,
    accountType,
    tokens: tokenState(world, userId),
    quota: { used: publishedToday(world, userId), total: world.quotaTotal },
    posts: views.filter(({ kind }) => kind !== 'story'),
    stories: views.filter(({ kind }) => kind === 'story'),
  };
}

const KINDS = { IMAGE: 'image', VIDEO: 'reel', REELS: 'reel', STORIES: 'story', CAROUSEL: 'carousel' } as const;

function postOf(world: InstagramWorld, medium: MediumRecord): PostView {
  const { id, form, caption, shortcode, at, containerId, files, altTexts } = medium;
  return {
    id,
    kind: KINDS[form],
    caption,
    permalink: permalinkOf(world, medium),
    shortcode,
    at: new Date(at).toISOString(),
    byHand: containerId === null,
    media: files.map(({ sha256, mime, width, height }, index) => {
      return { path: `/files/${sha256}`, mime, width, height, altText: altTexts[index] ?? null };
    }),
  };
}
