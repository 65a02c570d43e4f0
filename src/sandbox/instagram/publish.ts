import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Caller, mayPublish } from './access.js';
import { expired, notReady, numbered } from './create.js';
import type { ContainerRecord, MediumRecord } from './records.js';
import { GraphRefusal, invalidParameter } from './refusal.js';
import { type InstagramWorld, publishedToday, stateOf } from './world.js';

const paramsSchema = z.strictObject({ creation_id: z.union([z.string(), z.number().transform(String)]) });

/** A container is published once; asked again, Instagram does not know it any more. */
export function publishContainer(world: InstagramWorld, caller: Caller, input: unknown): { id: string } {
  const { userId } = mayPublish(caller);
  const read = paramsSchema.safeParse(input);
  if (!read.success) throw invalidParameter('The parameter creation_id is required');
  const id = read.data.creation_id;
  const container = world.store.get('containers', id);
  if (!container || container.userId !== userId) {
    throw new GraphRefusal(24, `The media with ${id} cannot be found`, { subcode: 2_207_006 });
  }
  if (container.isItem) throw invalidParameter('A carousel item cannot be published by itself');
  checkState(world, container);
  if (publishedToday(world, userId) >= world.quotaTotal) {
    const message = 'You have reached the maximum number of posts that can be published by Content Publishing API.';
    throw new GraphRefusal(9, message, { subcode: 2_207_042, status: 403 });
  }
  return world.store.transact(() => {
    const medium = addMedium(world, container);
    world.store.put('containers', id, { ...container, mediaId: medium.id });
    for (const child of childrenOf(world, container))
      world.store.put('containers', child.id, { ...child, mediaId: medium.id });
    return { id: medium.id };
  });
}

function checkState(world: InstagramWorld, container: ContainerRecord): void {
  const state = stateOf(world, container);
  if (state === 'PUBLISHED') {
    const message = `The media builder with creation id = ${container.id} does not exist or has been expired.`;
    throw new GraphRefusal(24, message, { subcode: 2_207_008 });
  }
  if (state === 'EXPIRED') throw expired();
  if (state === 'IN_PROGRESS') throw notReady();
  if (state === 'ERROR') {
    throw new GraphRefusal(-1, 'Create media fail, please try to re-create media', { subcode: 2_207_032 });
  }
}

function addMedium(world: InstagramWorld, container: ContainerRecord): MediumRecord {
  const items = container.form === 'CAROUSEL' ? childrenOf(world, container) : [container];
  const { userId, form, caption, id: containerId } = container;
  const altTexts = items.map(({ altText }) => altText);
  return insert(world, {
    userId,
    form,
    caption,
    altTexts,
    files: items.flatMap(({ file }) => file ?? []),
    containerId,
  });
}

/** What somebody posts in the app, past every program. */
export function postByHand(world: InstagramWorld, userId: string, caption: string): MediumRecord {
  return world.store.transact(() =>
    insert(world, { userId, form: 'IMAGE', caption, altTexts: [], files: [], containerId: null }),
  );
}

/** The shortcode says nothing of the id, as with Instagram. */
function insert(world: InstagramWorld, facts: Omit<MediumRecord, 'id' | 'shortcode' | 'at'>): MediumRecord {
  const id = numbered(17_990_000_000_000_000n, world.store.nextNumber());
  const shortcode = createHash('sha256').update(id).digest('base64url').slice(0, 11);
  const medium: MediumRecord = { id, shortcode, at: world.clock.now().getTime(), ...facts };
  world.store.put('media', id, medium);
  return medium;
}

function childrenOf(world: InstagramWorld, { children }: ContainerRecord): ContainerRecord[] {
  return children.flatMap((id) => world.store.get('containers', id) ?? []);
}
