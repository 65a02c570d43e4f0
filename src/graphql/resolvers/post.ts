import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { PostState } from '../../domain/post.js';
import { postByNumber, postPage } from '../../reads/api-posts.js';
import type { ApprovalRow, ClientRow, MemberRow, PostRow, PublicationRow, RevisionRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { badInput } from '../errors.js';
import { keyAfter, limitFor, NUMBER, type Page, toPage, UUID } from '../paging.js';
import { Client, Member } from '../types/client.js';
import { PostConnection } from '../types/page.js';
import { Approval, Post, Revision } from '../types/post.js';
import { Publication } from '../types/publication.js';
import { PostStateWord } from '../types/words.js';

@Resolver(() => Post)
export class PostResolver {
  @Query(() => PostConnection, { description: 'The posts of the client, newest first.' })
  async posts(
    @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The `endCursor` of the page before.' })
    after: string | null | undefined,
    @Arg('states', () => [PostStateWord], { nullable: true, description: 'Only posts in one of these states.' })
    states: PostState[] | null | undefined,
    @Ctx() { db, member }: ApiContext,
  ): Promise<Page<PostRow>> {
    const key = keyAfter('post', after, NUMBER);
    const found = await postPage(db, {
      clientId: member.clientId,
      states: states ?? null,
      limit: limitFor(first),
      below: key === null ? null : Number(key),
    });
    return toPage('post', found, first, after, ({ number }) => String(number));
  }

  @Query(() => Post, { nullable: true, description: 'One post, by its number or its id; null where there is none.' })
  async post(
    @Arg('number', () => Int, { nullable: true, description: 'Its short number, #123 in the chat.' })
    number: number | null | undefined,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null | undefined,
    @Ctx() { db, load, member }: ApiContext,
  ): Promise<PostRow | null> {
    if (typeof number === 'number' && typeof id !== 'string') return postByNumber(db, member.clientId, number);
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

  @FieldResolver(() => Revision, {
    nullable: true,
    description: 'What was submitted last; null for a draft. Its id is what an approval names.',
  })
  async revision(@Root() { revisionId }: PostRow, @Ctx() { load }: ApiContext): Promise<RevisionRow | null> {
    return revisionId === null ? null : load.revision.load(revisionId);
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
}

@Resolver(() => Revision)
export class RevisionResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'Who submitted it.' })
  author(@Root() { authorId }: RevisionRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return load.member.load(authorId);
  }
}

@Resolver(() => Approval)
export class ApprovalResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'Who gave it.' })
  member(@Root() { memberId }: ApprovalRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return load.member.load(memberId);
  }
}
