import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { DELIVERY_SORTS, deliveryPage } from '../../reads/api-outbox.js';
import type {
  AccountRow,
  AttemptRow,
  DeliveryListRow,
  EvidenceRow,
  PublicationRow,
  RevisionRow,
} from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { idIn, type Page, pageOf, UUID } from '../paging.js';
import { LookupArgs, PageArgs } from '../types/args.js';
import { SocialAccount } from '../types/client.js';
import { Delivery } from '../types/delivery.js';
import { DeliveryFilter } from '../types/filters.js';
import { DeliveryConnection } from '../types/page.js';
import { Revision } from '../types/post.js';
import { Attempt, Evidence, Publication } from '../types/publication.js';
import { type DeliverySort, DeliverySortWord } from '../types/sorts.js';

@Resolver(() => Delivery)
export class DeliveryResolver {
  @Query(() => DeliveryConnection, {
    description: 'The outbox of the client: parts of publications, corrections and notices.',
  })
  async deliveries(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => DeliveryFilter, { nullable: true, description: 'Which deliveries; all where it is left out.' })
    filter: DeliveryFilter | null | undefined,
    @Arg('sort', () => DeliverySortWord, {
      nullable: true,
      description: 'In which order; `NEWEST` where it is left out.',
    })
    sort: DeliverySort | null | undefined,
    @Ctx() { db, viewer }: ApiContext,
  ): Promise<Page<DeliveryListRow>> {
    const by = sort ?? 'newest';
    const { accountId, publicationId, ...rest } = filter ?? {};
    const ids = { accountId: idIn('accountId', accountId), publicationId: idIn('publicationId', publicationId) };
    return pageOf({ list: 'delivery', by, sort: DELIVERY_SORTS[by] }, page, (asked) =>
      deliveryPage(db, viewer, { ...rest, ...ids }, asked),
    );
  }

  @Query(() => Delivery, { nullable: true, description: 'One delivery; null where there is none.' })
  async delivery(
    @Args(() => LookupArgs) { id }: LookupArgs,
    @Ctx() { load }: ApiContext,
  ): Promise<DeliveryListRow | null> {
    return UUID.test(id) ? load.delivery.load(id) : null;
  }

  @FieldResolver(() => Publication, { nullable: true, description: 'The publication it is of; null of a notice.' })
  async publication(
    @Root() { publicationId }: DeliveryListRow,
    @Ctx() { load }: ApiContext,
  ): Promise<PublicationRow | null> {
    return publicationId === null ? null : load.publication.load(publicationId);
  }

  @FieldResolver(() => SocialAccount, { nullable: true, description: 'The account it goes to; null of a notice.' })
  async account(@Root() { accountId }: DeliveryListRow, @Ctx() { load }: ApiContext): Promise<AccountRow | null> {
    return accountId === null ? null : load.account.load(accountId);
  }

  @FieldResolver(() => Revision, { nullable: true, description: 'The revision that it sends; null of a notice.' })
  async revision(@Root() { revisionId }: DeliveryListRow, @Ctx() { load }: ApiContext): Promise<RevisionRow | null> {
    return revisionId === null ? null : load.revision.load(revisionId);
  }

  @FieldResolver(() => [Attempt], { description: 'Its attempts in order, the latest 50.' })
  attempts(@Root() { id }: DeliveryListRow, @Ctx() { load }: ApiContext): Promise<readonly AttemptRow[]> {
    return load.attemptsOfDelivery.load(id);
  }

  @FieldResolver(() => [Evidence], {
    description: 'What was learned about its attempts other than by their answers, in order, the latest 50.',
  })
  evidence(@Root() { id }: DeliveryListRow, @Ctx() { load }: ApiContext): Promise<readonly EvidenceRow[]> {
    return load.evidenceOfDelivery.load(id);
  }
}
