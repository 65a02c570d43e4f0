import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { tokenPrefix } from '../../domain/api-token.js';
import { Refusal, type RefusalCode } from '../../domain/refusal.js';
import type { MemberRow } from '../../reads/api-rows.js';
import { type ApiTokenRow, apiTokenById, apiTokenPage, TOKEN_SORT } from '../../reads/api-tokens.js';
import { createApiToken } from '../../usecases/create-api-token.js';
import { revokeApiToken } from '../../usecases/revoke-api-token.js';
import type { ApiContext } from '../context.js';
import { type Page, pageOf, UUID } from '../paging.js';
import {
  ApiToken,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RevokeApiTokenInput,
  RevokeApiTokenPayload,
} from '../types/api-token.js';
import type { UserError } from '../types/approve-post.js';
import { PageArgs } from '../types/args.js';
import { Member } from '../types/client.js';
import { ApiTokenConnection } from '../types/page.js';
import { asUserErrors } from '../user-errors.js';

/** Which input a refusal is about. */
const FIELDS: Partial<Record<RefusalCode, readonly string[]>> = {
  text_needed: ['input', 'name'],
  text_too_long: ['input', 'name'],
  bad_setting: ['input', 'scopes'],
  past_time: ['input', 'expiresAt'],
  not_found: ['input', 'id'],
};

interface Made {
  readonly apiToken: ApiTokenRow | null;
  readonly token: string | null;
  readonly userErrors: readonly UserError[];
}

@Resolver(() => ApiToken)
export class ApiTokenResolver {
  @Query(() => ApiTokenConnection, {
    description: 'Your tokens, revoked ones among them; for an admin those of all members. The latest made first.',
  })
  async apiTokens(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { db, member, access }: ApiContext,
  ): Promise<Page<ApiTokenRow>> {
    const whose = { clientId: member.clientId, memberId: access.role === 'admin' ? null : member.memberId };
    return pageOf({ list: 'token', sort: TOKEN_SORT }, page, (asked) => apiTokenPage(db, whose, asked));
  }

  @Mutation(() => CreateApiTokenPayload, {
    description:
      'Makes a token that acts as you, with at most the role, the scopes and the time of the one that you ask with.',
  })
  async createApiToken(
    @Arg('input', () => CreateApiTokenInput, { description: 'The token.' }) input: CreateApiTokenInput,
    @Ctx() context: ApiContext,
  ): Promise<Made> {
    const { desk, db, member, access } = context;
    const { clientId, memberId } = member;
    const { name, role, scopes, expiresAt = null } = input;
    let made: { id: string; token: string } | null = null;
    const userErrors = await asUserErrors(context, FIELDS, async () => {
      const { scopes: scopesAtMost, until: expiresAtMost = null } = access;
      const request = { clientId, memberId, scopesAtMost, expiresAtMost, name, role, scopes, expiresAt };
      made = await createApiToken(desk, request);
    });
    const { id, token } = made ?? { id: null, token: null };
    return { apiToken: id === null ? null : await apiTokenById(db, clientId, id), token, userErrors };
  }

  @Mutation(() => RevokeApiTokenPayload, {
    description: 'Ends a token at once: one of your own, or, as an admin, anybody’s.',
  })
  async revokeApiToken(
    @Arg('input', () => RevokeApiTokenInput, { description: 'The token.' }) { id }: RevokeApiTokenInput,
    @Ctx() context: ApiContext,
  ): Promise<Omit<Made, 'token'>> {
    const { desk, db, member } = context;
    const { clientId, memberId } = member;
    const userErrors = await asUserErrors(context, FIELDS, async () => {
      if (!UUID.test(id)) throw new Refusal('not_found');
      await revokeApiToken(desk, { clientId, memberId, tokenId: id });
    });
    return { apiToken: userErrors.length > 0 ? null : await apiTokenById(db, clientId, id), userErrors };
  }

  @FieldResolver(() => String, { description: 'How it begins: all of it but its secret, to tell it from others.' })
  prefix(@Root() { id }: ApiTokenRow): string {
    return tokenPrefix(id);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'As whom it acts.' })
  member(@Root() { memberId }: ApiTokenRow, @Ctx() { load }: ApiContext): Promise<MemberRow | null> {
    return load.member.load(memberId);
  }
}
