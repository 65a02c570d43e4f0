import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ACCOUNT_SORTS, accountPage } from '../../reads/api-accounts.js';
import type { AccountRow, LimitRow } from '../../reads/api-rows.js';
import type { ApiContext } from '../context.js';
import { type Page, pageOf, UUID } from '../paging.js';
import { LookupArgs, PageArgs } from '../types/args.js';
import { Limit, SocialAccount } from '../types/client.js';
import { AccountFilter } from '../types/filters.js';
import { SocialAccountConnection } from '../types/page.js';
import { type AccountSort, AccountSortWord } from '../types/sorts.js';

@Resolver(() => SocialAccount)
export class AccountResolver {
  @Query(() => SocialAccountConnection, { description: 'The accounts of the client.' })
  async accounts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AccountFilter, { nullable: true, description: 'Which accounts; all where it is left out.' })
    filter: AccountFilter | null | undefined,
    @Arg('sort', () => AccountSortWord, {
      nullable: true,
      description: 'In which order; `OLDEST` where it is left out.',
    })
    sort: AccountSort | null | undefined,
    @Ctx() { db, viewer }: ApiContext,
  ): Promise<Page<AccountRow>> {
    const by = sort ?? 'oldest';
    return pageOf({ list: 'account', by, sort: ACCOUNT_SORTS[by] }, page, (asked) =>
      accountPage(db, viewer, filter ?? {}, asked),
    );
  }

  @Query(() => SocialAccount, { nullable: true, description: 'One account; null where there is none.' })
  async account(@Args(() => LookupArgs) { id }: LookupArgs, @Ctx() { load }: ApiContext): Promise<AccountRow | null> {
    return UUID.test(id) ? load.account.load(id) : null;
  }

  @FieldResolver(() => [Limit], { description: 'The limits that hold back what goes to it now; empty: none.' })
  limits(@Root() { id }: AccountRow, @Ctx() { load }: ApiContext): Promise<readonly LimitRow[]> {
    return load.limitsOfAccount.load(id);
  }
}
