import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PostState } from '../../domain/post.js';
import { POST_EVENT_SORT } from '../../reads/api-events.js';
import { POST_SORTS, postByNumber, type PostFilter as Filter, postPage, REVIEW_SORT } from '../../reads/api-posts.js';
import { REVISION_SORT } from '../../reads/api-revisions.js';
import type {
  AccountRow,
  ApprovalRow,
  ClientRow,
  EventRow,
  MemberRow,
  PostRow,
  PublicationRow,
  RevisionRow,
} from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { badInput } from '../errors.js';
import { idIn, type Page, pageOf, UUID } from '../paging.js';
import { InnerPageArgs, PageArgs, PostLookupArgs } from '../types/args.js';
import { Client, Member, SocialAccount } from '../types/client.js';
import { PostFilter } from '../types/filters.js';
import { AuditEventConnection, PostConnection, RevisionConnection } from '../types/page.js';
import { Approval, Post, Revision } from '../types/post.js';
import { Publication } from '../types/publication.js';
import { type PostSort, PostSortWord } from '../types/sorts.js';
import { PostStateWord } from '../types/words.js';

const WORDS_MAX = 10;

@Resolver(() => Post)
export class PostResolver {
  @Query(() => PostConnection, { description: 'The posts of the client; authors see their own.' })
  async posts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PostFilter, { nullable: true, description: 'Which posts; all where it is left out.' })
    filter: PostFilter | null | undefined,
    @Arg('sort', () => PostSortWord, { nullable: true, description: 'In which order; `NEWEST` where it is left out.' })
    sort: PostSort | null | undefined,
    @Arg('states', () => [PostStateWord], {
      nullable: true,
      description: 'Only posts in one of these states.',
      deprecationReason: '2026-11-21: use filter.states.',
    })
    states: PostState[] | null | undefined,
    @Ctx() { db, viewer }: ApiContext,
  ): Promise<Page<PostRow>> {
    const by = sort ?? 'newest';
    const narrowed = { ...toFilter(filter ?? {}), states: filter?.states ?? states };
    return pageOf({ list: 'post', by, sort: POST_SORTS[by] }, page, (asked) => postPage(db, viewer, narrowed, asked));
  }

  @Query(() => PostConnection, {
    description: 'What waits for review, longest first; authors see their own. A post that is changed goes to the end.',
  })
  async reviews(@Args(() => PageArgs) page: PageArgs, @Ctx() { db, viewer }: ApiContext): Promise<Page<PostRow>> {
    return pageOf({ list: 'review', sort: REVIEW_SORT }, page, (asked) =>
      postPage(db, viewer, { states: ['in_review'] }, asked),
    );
  }

  @Query(() => Post, { nullable: true, description: 'One post, by its number or its id; null where there is none.' })
  async post(
    @Args(() => PostLookupArgs) { number, id }: PostLookupArgs,
    @Ctx() { db, load, viewer }: ApiContext,
  ): Promise<PostRow | null> {
    if (typeof number === 'number' && typeof id !== 'string') return postByNumber(db, viewer, number);
    if (typeof id === 'string' && typeof number !== 'number') return UUID.test(id) ? load.post.load(id) : null;
    throw badInput('Give either number or id.');
  }

  @FieldResolver(() => Client, { nullable: true, description: 'The client it belongs to.' })
  client(@Root() { clientId }: PostRow, @Ctx() { load }: ApiContext): Promise<ClientRow | null> {
    return load.client.load(clientId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who wrote it.' })
  author(@Root() { authorId }: PostRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return load.member.load(authorId);
  }

  @FieldResolver(() => [SocialAccount], {
    nullable: true,
    description: 'The accounts that were named for it; null: all that can take it.',
  })
  async targets(@Root() { targetIds }: PostRow, @Ctx() { load }: ApiContext): Promise<readonly AccountRow[] | null> {
    if (targetIds === null) return null;
    const found = await Promise.all(targetIds.map((id) => load.account.load(id)));
    return found.filter((account) => account !== null);
  }

  @FieldResolver(() => Revision, {
    nullable: true,
    description: 'What was submitted last; null for a draft. Its id is what an approval names.',
  })
  async revision(@Root() { revisionId }: PostRow, @Ctx() { load }: ApiContext): Promise<RevisionRow | null> {
    return revisionId === null ? null : load.revision.load(revisionId);
  }

  @FieldResolver(() => RevisionConnection, { description: 'All that was submitted of it, the latest first.' })
  revisions(
    @Root() { id }: PostRow,
    @Args(() => InnerPageArgs) page: InnerPageArgs,
    @Ctx() { load }: ApiContext,
  ): Promise<Page<RevisionRow>> {
    return pageOf({ list: 'revision', sort: REVISION_SORT }, page, (asked) => load.revisionsOfPost.load(id, asked));
  }

  @FieldResolver(() => [Approval], {
    description: 'The approvals of that revision, void ones among them, oldest first.',
  })
  async approvals(@Root() { revisionId }: PostRow, @Ctx() { load }: ApiContext): Promise<readonly ApprovalRow[]> {
    return revisionId === null ? [] : load.approvalsOfRevision.load(revisionId);
  }

  @FieldResolver(() => [Publication], {
    description: 'Where it goes or went, by time: one publication per account and occurrence, at most 100.',
  })
  publications(@Root() { id }: PostRow, @Ctx() { load }: ApiContext): Promise<readonly PublicationRow[]> {
    return load.publicationsOfPost.load(id);
  }

  @FieldResolver(() => AuditEventConnection, { description: 'What happened to it, the latest first.' })
  events(
    @Root() { id }: PostRow,
    @Args(() => InnerPageArgs) page: InnerPageArgs,
    @Ctx() { load }: ApiContext,
  ): Promise<Page<EventRow>> {
    return pageOf({ list: 'event', by: 'post', sort: POST_EVENT_SORT }, page, (asked) =>
      load.eventsOfPost.load(id, asked),
    );
  }
}

function toFilter({ text, authorId, accountId, ...rest }: PostFilter): Filter {
  const words = (text ?? '').split(/\s+/).filter((word) => word !== '');
  if (words.length > WORDS_MAX) throw badInput(`text may have at most ${WORDS_MAX} words.`);
  return { ...rest, words, authorId: idIn('authorId', authorId), accountId: idIn('accountId', accountId) };
}
