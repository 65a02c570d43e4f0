import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { QUEUE_SORT, queuePage } from '../../reads/api-queue.js';
import type { AccountRow, MemberRow, PublicationRow, QueueRow } from '../../reads/api-rows.js';
import { heldCard } from '../../reads/held-card.js';
import type { ApiContext } from '../context.js';
import { idIn, type Page, pageOf } from '../paging.js';
import { ClientArgs, PageArgs } from '../types/args.js';
import { Member, SocialAccount } from '../types/client.js';
import { QueueFilter } from '../types/filters.js';
import { QueueItemConnection } from '../types/page.js';
import { Publication } from '../types/publication.js';
import { HeldPosts, QueueItem } from '../types/queue.js';

@Resolver(() => QueueItem)
export class QueueResolver {
  @Query(() => QueueItemConnection, {
    description: 'What goes out next, by time, of everybody at the client; a changed time moves an item.',
  })
  async queue(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => QueueFilter, { nullable: true, description: 'What of it; all where it is left out.' })
    filter: QueueFilter | null | undefined,
    @Ctx() { db, viewer }: ApiContext,
  ): Promise<Page<QueueRow>> {
    const { accountId, ...rest } = filter ?? {};
    const narrowed = { ...rest, accountId: idIn('accountId', accountId) };
    return pageOf({ list: 'queue', sort: QUEUE_SORT }, page, (asked) => queuePage(db, viewer, narrowed, asked));
  }

  @Query(() => HeldPosts, {
    nullable: true,
    description:
      'What is held for being late: `decideHeld` decides about it, and its items are in the queue with `held: true`.',
  })
  held(@Args(() => ClientArgs) _: ClientArgs, @Ctx() { db, viewer }: ApiContext): Promise<HeldPosts | null> {
    return heldCard(db, viewer.clientId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who wrote the post.' })
  author(@Root() { authorId }: QueueRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return load.member.load(authorId);
  }

  @FieldResolver(() => SocialAccount, { nullable: true, description: 'The account it goes to.' })
  account(@Root() { accountId }: QueueRow, @Ctx() { load }: ApiContext): Promise<AccountRow | null> {
    return load.account.load(accountId);
  }

  @FieldResolver(() => Publication, {
    nullable: true,
    description: 'The publication; null for an author where the post is another’s.',
  })
  publication(@Root() { publicationId }: QueueRow, @Ctx() { load }: ApiContext): Promise<PublicationRow | null> {
    return load.publication.load(publicationId);
  }
}
