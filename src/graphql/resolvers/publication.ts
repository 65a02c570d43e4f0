import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { publicationPage } from '../../reads/api-publications.js';
import type { PublicationState } from '../../reads/api-rows.js';
import type { AccountRow, AttemptRow, PartRow, PostRow, PublicationRow, RevisionRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { keyAfter, limitFor, type Page, toPage, UUID } from '../paging.js';
import { SocialAccount } from '../types/client.js';
import { PublicationConnection } from '../types/page.js';
import { Post, Revision } from '../types/post.js';
import { Attempt, Part, Publication } from '../types/publication.js';
import { PublicationStateWord } from '../types/words.js';

@Resolver(() => Publication)
export class PublicationResolver {
  @Query(() => PublicationConnection, { description: 'The publications of the client, the latest made first.' })
  async publications(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | null | undefined,
    @Arg('states', () => [PublicationStateWord], {
      nullable: true,
      description: 'Only publications in one of these states.',
    })
    states: PublicationState[] | null | undefined,
    @Ctx() { db, member }: ApiContext,
  ): Promise<Page<PublicationRow>> {
    const found = await publicationPage(db, {
      clientId: member.clientId,
      states: states ?? null,
      limit: limitFor(first),
      before: keyAfter('publication', after, UUID),
    });
    return toPage('publication', found, first, after, ({ id }) => id);
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

  @FieldResolver(() => [Part], { description: 'Its parts, in the order in which they leave.' })
  parts(@Root() { id }: PublicationRow, @Ctx() { load }: ApiContext): Promise<readonly PartRow[]> {
    return load.partsOfPublication.load(id);
  }
}

@Resolver(() => Part)
export class PartResolver {
  @FieldResolver(() => [Attempt], { description: 'Its attempts in order, the latest 50.' })
  attempts(@Root() { id }: PartRow, @Ctx() { load }: ApiContext): Promise<readonly AttemptRow[]> {
    return load.attemptsOfPart.load(id);
  }
}
