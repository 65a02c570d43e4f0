import { accountView } from '../src/reads/account-view.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { releaseAccount } from '../src/usecases/release-account.js';
import { accountDetails } from './account-lists.js';
import { showList } from './show-list.js';
import type { TapHandlers } from './tapped.js';

/** On the card of an account whose queue stands still. */
export const accountTaps: TapHandlers<'releaseAccount'> = {
  async releaseAccount(tapped) {
    const { parts, speaker, tap, card } = tapped;
    const { memberId } = speaker.member;
    const count = await releaseAccount(parts.desk, { accountId: tap.id, memberId, heldAtS: tap.version });
    // A card is shown anew by itself.
    const account = card ? null : await accountView(sqlOutside(parts.desk), tap.id);
    if (account) await showList(tapped, accountDetails(parts, speaker, account));
    return speaker.t('done-account-released', { count });
  },
};
