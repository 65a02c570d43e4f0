import { ROLES, type Role } from '../src/domain/post.js';
import { Refusal } from '../src/domain/refusal.js';
import { team, type TeamMember } from '../src/reads/team.js';
import { changeRole } from '../src/usecases/change-role.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { inviteMember } from '../src/usecases/invite-member.js';
import { removeMember } from '../src/usecases/remove-member.js';
import { revokeInvitation } from '../src/usecases/revoke-invitation.js';
import { linkToBot } from './bot-links.js';
import { speakerFor, zoneIn } from './parts.js';
import { bringSetUp } from './set-up.js';
import { sendList, showList } from './show-list.js';
import type { Tapped, TapHandlers } from './tapped.js';
import { memberMenu, removalQuestion, roleWords, teamList } from './team.js';
import { momentWords } from './time-words.js';

type TeamVerb = 'team' | 'teamMember' | 'teamRole' | 'teamRemove' | 'teamRemoved' | 'invite' | 'revokeInvitation';

/** What admins do about who works for the client; the message shows one thing after another. */
export const teamTaps: TapHandlers<TeamVerb> = {
  async team(tapped) {
    await showTeam(tapped);
  },
  async teamMember(tapped) {
    await showList(tapped, memberMenu(await memberOf(tapped), tapped.speaker));
  },

  async teamRole(tapped) {
    const { parts, speaker, tap } = tapped;
    const { memberId: targetId, name } = await memberOf(tapped);
    const role = roleNamed(tap.arg);
    await changeRole(parts.desk, { ...requestOf(tapped), targetId }, role);
    await showTeam(tapped);
    return speaker.t('team-role-set', { name, role: roleWords(role, speaker.t) });
  },

  async teamRemove(tapped) {
    await showList(tapped, removalQuestion(await memberOf(tapped), tapped.speaker));
  },
  async teamRemoved(tapped) {
    const { parts, speaker } = tapped;
    const { memberId: targetId, name } = await memberOf(tapped);
    await removeMember(parts.desk, { ...requestOf(tapped), targetId });
    await showTeam(tapped);
    return speaker.t('team-removed', { name, brand: speaker.client.name });
  },

  /** The link is a message of its own, to be sent on. */
  async invite(tapped) {
    const { parts, speaker, tap, chat } = tapped;
    if (chat.type !== 'private') throw new Refusal('not_allowed');
    const { client, t } = speaker;
    const role = roleNamed(tap.arg);
    const { code, expiresAt } = await inviteMember(parts.desk, { ...requestOf(tapped), role });
    const moment = momentWords(expiresAt, parts.desk.clock.now(), zoneIn(speaker, chat), t.language);
    const link = linkToBot(parts.botName(), 'start', `i_${code}`);
    const text = t('invitation', { brand: client.name, role: roleWords(role, t), moment, link });
    await sendList(parts, chat.id, { body: { text, entities: [] }, keyboard: [] });
    await showTeam(tapped);
    await bringSetUp(parts, speaker);
  },
  async revokeInvitation(tapped) {
    const { parts, speaker, tap } = tapped;
    await revokeInvitation(parts.desk, {
      clientId: speaker.client.id,
      invitationId: tap.id,
      memberId: speaker.member.memberId,
    });
    await showTeam(tapped);
    return speaker.t('invitation-revoked');
  },
};

function requestOf({ speaker }: Tapped) {
  return { clientId: speaker.client.id, memberId: speaker.member.memberId };
}

/** As it is now. Who has just left, or may less than before, sees no more than they may. */
async function showTeam(tapped: Tapped): Promise<void> {
  const { parts, speaker } = tapped;
  const now = await speakerFor(parts, speaker.from, speaker.client.id);
  const facts = { name: speaker.member.name, brand: speaker.client.name };
  const gone = { body: { text: speaker.t('team-removed', facts), entities: [] }, keyboard: [] };
  await showList(tapped, now ? await teamList(parts, now) : gone);
}

/** Refused where they do not work here any more, and to everybody but admins. */
async function memberOf({ parts, speaker, tap }: Tapped): Promise<TeamMember> {
  if (speaker.member.role !== 'admin') throw new Refusal('admins_only');
  const { members } = await team(sqlOutside(parts.desk), speaker.client.id, parts.desk.clock.now());
  const found = members.find(({ membershipId }) => membershipId === tap.id);
  if (!found) throw new Refusal('not_found');
  return found;
}

function roleNamed(name: string): Role {
  const role = ROLES.find((one) => one === name);
  if (!role) throw new Refusal('stale');
  return role;
}
