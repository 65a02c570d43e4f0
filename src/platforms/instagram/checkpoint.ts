import { z } from 'zod';

/** Then a container that was not published expires. */
export const CONTAINER_LIFE_MS = 24 * 60 * 60_000;

const container = z.object({
  id: z.string().min(1),
  /** When its request was answered, by our clock. It lives for 24 hours. */
  createdAt: z.iso.datetime(),
});
export type Container = z.infer<typeof container>;

const checkpoint = z.object({
  /** Of a carousel, in order; those that have been made. */
  children: z.array(container.extend({ finished: z.boolean() })),
  container: container.nullable(),
  /** How often the containers that are waited for have been asked after. */
  polls: z.number().int().nonnegative(),
  /** How often the container was found ready to be published. */
  offered: z.number().int().nonnegative(),
  /** Instagram says that it is published: nothing may be published any more. */
  published: z.boolean(),
});
export type Checkpoint = z.infer<typeof checkpoint>;

const NOTHING_YET: Checkpoint = { children: [], container: null, polls: 0, offered: 0, published: false };

/** What an older version wrote, or nobody, is begun anew: containers are invisible and die by themselves. */
export function readCheckpoint(kept: unknown): Checkpoint {
  return checkpoint.safeParse(kept).data ?? NOTHING_YET;
}
