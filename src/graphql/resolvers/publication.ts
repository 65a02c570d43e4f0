import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PUBLICATION_SORTS, publicationPage } from '../../reads/api-publications.js';
import type { PublicationState } from '../../reads/api-rows.js';
import type {
  AccountRow,
  AttemptRow,
  EvidenceRow,
  PartRow,
  PostRow,
  PublicationRow,
  RevisionRow,
} from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { idIn, type Page, pageOf, UUID } from '../paging.js';
import { LookupArgs, PageArgs } from '../types/args.js';
import { SocialAccount } from '../types/client.js';
import { PublicationFilter } from '../types/filters.js';
import { PublicationConnection } from '../types/page.js';
import { Post, Revision } from '../types/post.js';
import { Attempt, Evidence, Part, Publication } from '../types/publication.js';
import { type PublicationSort, PublicationSortWord } from '../types/sorts.js';
import { PublicationStateWord } from '../types/words.js';

@Resolver(() => Publication)
export class PublicationResolver {
  @Query(() => PublicationConnection, {
    description: 'The publications of the client; authors see those of their own posts.',
  })
  async publications(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PublicationFilter, {
      nullable: true,
      description: 'Which publications; all where it is left out.',
    })
    filter: PublicationFilter | null | undefined,
    @Arg('sort', () => PublicationSortWord, {
      nullable: true,
      description: 'In which order; `NEWEST` where it is left out.',
    })
    sort: PublicationSort | null | undefined,
    @Arg('states', () => [PublicationStateWord], {
      nullable: true,
      description: 'Only publications in one of these states.',
      deprecationReason: '2026-11-21: use filter.states.',
    })
    states: PublicationState[] | null | undefined,
    @Ctx() { db, viewer }: ApiContext,
  ): Promise<Page<PublicationRow>> {
    const by = sort ?? 'newest';
    const { accountId, authorId, ...rest } = filter ?? {};
    const ids = { accountId: idIn('accountId', accountId), authorId: idIn('authorId', authorId) };
    const narrowed = { ...(states && { states }), ...rest, ...ids };
    return pageOf({ list: 'publication', by, sort: PUBLICATION_SORTS[by] }, page, (asked) =>
      publicationPage(db, viewer, narrowed, asked),
    );
  }

  @Query(() => Publication, { nullable: true, description: 'One publication; null where there is none.' })
  async publication(
    @Args(() => LookupArgs) { id }: LookupArgs,
    @Ctx() { load }: ApiContext,
  ): Promise<PublicationRow | null> {
    return UUID.test(id) ? load.publication.load(id) : null;
  }

  @FieldResolver(() => Post, { nullable: true, description: 'The post it publishes.' })
  post(@Root() { postId }: PublicationRow, @Ctx() { load }: ApiContext): Promise<PostRow | null> {
    return load.post.load(postId);
  }

  @FieldResolver(() => SocialAccount, { nullable: true, description: 'The account it goes to.' })
  account(@Root() { accountId }: PublicationRow, @Ctx() { load }: ApiContext): Promise<AccountRow | null> {
    return load.account.load(accountId);
  }

  @FieldResolver(() => Revision, { nullable: true, description: 'The revision it is bound to.' })
  revision(@Root() { revisionId }: PublicationRow, @Ctx() { load }: ApiContext): Promise<RevisionRow | null> {
    return load.revision.load(revisionId);
  }

  @FieldResolver(() => Revision, {
    nullable: true,
    description: 'What its live parts were last corrected to; null where they never were.',
  })
  async correctedRevision(
    @Root() { correctedRevisionId }: PublicationRow,
    @Ctx() { load }: ApiContext,
  ): Promise<RevisionRow | null> {
    return correctedRevisionId === null ? null : load.revision.load(correctedRevisionId);
  }

  @FieldResolver(() => [Part], { description: 'Its parts, in the order in which they leave.' })
  parts(@Root() { id }: PublicationRow, @Ctx() { load }: ApiContext): Promise<readonly PartRow[]> {
    return load.partsOfPublication.load(id);
  }
}

@Resolver(() => Part)
export class PartResolver {
  @FieldResolver(() => [Attempt], { description: 'Its attempts in order, the latest 50.' })
  attempts(@Root() { id }: PartRow, @Ctx() { load }: ApiContext): Promise<readonly AttemptRow[]> {
    return load.attemptsOfDelivery.load(id);
  }

  @FieldResolver(() => [Evidence], {
    description: 'What was learned about its attempts other than by their answers, in order, the latest 50.',
  })
  evidence(@Root() { id }: PartRow, @Ctx() { load }: ApiContext): Promise<readonly EvidenceRow[]> {
    return load.evidenceOfDelivery.load(id);
  }
}
