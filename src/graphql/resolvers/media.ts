import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { MediaRef } from '../../domain/content.js';
import type { ApiContext } from '../context.js';
import { Media } from '../types/post.js';

const ADDRESS_TTL_MS = 3_600_000;

@Resolver(() => Media)
export class MediaResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where the original can be seen for an hour; null where this desk has no address on the web.',
  })
  url(@Root() { hash, mime, size }: MediaRef, @Ctx() { desk }: ApiContext): string | null {
    return desk.media.publicUrl({ hash, mime, size }, ADDRESS_TTL_MS);
  }
}
