import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { EVENT_SORTS, eventPage } from '../../reads/api-events.js';
import type { EventRow, MemberRow, PostRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { idIn, type Page, pageOf } from '../paging.js';
import { PageArgs } from '../types/args.js';
import { AuditEvent } from '../types/audit.js';
import { Member } from '../types/client.js';
import { EventFilter } from '../types/filters.js';
import { AuditEventConnection } from '../types/page.js';
import { Post } from '../types/post.js';
import { type EventSort, EventSortWord } from '../types/sorts.js';

@Resolver(() => AuditEvent)
export class AuditResolver {
  @Query(() => AuditEventConnection, { description: 'The audit trail of the client: who did what, and when.' })
  async events(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => EventFilter, { nullable: true, description: 'Which events; all where it is left out.' })
    filter: EventFilter | null | undefined,
    @Arg('sort', () => EventSortWord, { nullable: true, description: 'In which order; `NEWEST` where it is left out.' })
    sort: EventSort | null | undefined,
    @Ctx() { db, viewer }: ApiContext,
  ): Promise<Page<EventRow>> {
    const by = sort ?? 'newest';
    const { postId, memberId, ...rest } = filter ?? {};
    const ids = { postId: idIn('postId', postId), memberId: idIn('memberId', memberId) };
    return pageOf({ list: 'event', by, sort: EVENT_SORTS[by] }, page, (asked) =>
      eventPage(db, viewer, { ...rest, ...ids }, asked),
    );
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who did it; null where the desk did.' })
  async member(@Root() { memberId }: EventRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return memberId === null ? null : load.member.load(memberId);
  }

  @FieldResolver(() => Post, { nullable: true, description: 'The post it happened to, where it was one.' })
  async post(@Root() { postId }: EventRow, @Ctx() { load }: ApiContext): Promise<PostRow | null> {
    return postId === null ? null : load.post.load(postId);
  }
}
