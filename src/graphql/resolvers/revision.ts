import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Rendered } from '../../domain/content.js';
import type { AccountRow, ApprovalRow, MemberRow, PostRow, RevisionRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { Member, SocialAccount } from '../types/client.js';
import { Approval, Post, RenderedTarget, Revision } from '../types/post.js';

interface Target extends Rendered {
  readonly accountId: string;
}

@Resolver(() => Revision)
export class RevisionResolver {
  @FieldResolver(() => Post, { nullable: true, description: 'The post it is of.' })
  post(@Root() { postId }: RevisionRow, @Ctx() { load }: ApiContext): Promise<PostRow | null> {
    return load.post.load(postId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who submitted it.' })
  author(@Root() { authorId }: RevisionRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return load.member.load(authorId);
  }

  @FieldResolver(() => [Approval], { description: 'Its approvals, void ones among them, oldest first.' })
  approvals(@Root() { id }: RevisionRow, @Ctx() { load }: ApiContext): Promise<readonly ApprovalRow[]> {
    return load.approvalsOfRevision.load(id);
  }

  @FieldResolver(() => [RenderedTarget], { description: 'What each account gets, exactly as it will ship.' })
  async targets(@Root() { id }: RevisionRow, @Ctx() { load }: ApiContext): Promise<readonly Target[]> {
    const found = await load.rendered.load(id);
    return Object.entries(found?.rendered ?? {}).map(([accountId, { parts }]) => ({ accountId, parts }));
  }
}

@Resolver(() => RenderedTarget)
export class RenderedTargetResolver {
  @FieldResolver(() => SocialAccount, { nullable: true, description: 'The account.' })
  account(@Root() { accountId }: Target, @Ctx() { load }: ApiContext): Promise<AccountRow | null> {
    return load.account.load(accountId);
  }
}

@Resolver(() => Approval)
export class ApprovalResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'Who gave it.' })
  member(@Root() { memberId }: ApprovalRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return load.member.load(memberId);
  }
}
