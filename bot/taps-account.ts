import { releaseAccount } from '../src/usecases/release-account.js';
import type { TapHandlers } from './tapped.js';

/** On the card of an account whose queue stands still. */
export const accountTaps: TapHandlers<'releaseAccount'> = {
  async releaseAccount({ parts, speaker, tap }) {
    const { memberId } = speaker.member;
    const count = await releaseAccount(parts.desk, { accountId: tap.id, memberId, heldAtS: tap.version });
    return speaker.t('done-account-released', { count });
  },
};
