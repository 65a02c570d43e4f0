import { ROLES, type Role } from '../src/domain/post.js';
import { type Team, team, type TeamMember } from '../src/reads/team.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { buttonsFor, type List, rows } from './cards/card-view.js';
import type { BotParts, Speaker } from './parts.js';
import { firstWords, RichTextWriter } from './rich-text.js';
import type { TextKey, Texts } from './texts.js';
import { clockWords, dateWords, momentWords } from './time-words.js';

const NAME_LENGTH = 40;

const INVITE = {
  author: 'button-invite-author',
  editor: 'button-invite-editor',
  admin: 'button-invite-admin',
} as const satisfies Record<Role, TextKey>;

export function roleWords(role: Role, t: Texts): string {
  return t(`role-${role}`);
}

/** Who works for the client. Admins see who is invited, too, and can change it all. */
export async function teamList({ desk }: Pick<BotParts, 'desk'>, speaker: Speaker): Promise<List> {
  const { client, member, t } = speaker;
  const now = desk.clock.now();
  const { members, invitations } = await team(sqlOutside(desk), client.id, now);
  const zone = member.zone ?? client.zone;
  const to = new RichTextWriter()
    .bold(t('team-title', { brand: client.name }))
    .line()
    .line();
  for (const one of members) {
    const since = dateWords(one.since, zone, t.language);
    to.line(t('team-line', { name: nameOf(one), role: roleWords(one.role, t), date: since }));
  }
  if (member.role !== 'admin') return { body: to.done(), keyboard: [] };
  if (invitations.length > 0) to.line().bold(t('team-invitations')).line();
  for (const { role, by, expiresAt } of invitations) {
    const moment = momentWords(expiresAt, now, zone, t.language);
    to.line(t('team-invitation', { role: roleWords(role, t), by, moment }));
  }
  to.line().line(t('team-next'));
  return { body: to.done(), keyboard: teamKeyboard({ members, invitations }, speaker, zone) };
}

function teamKeyboard({ members, invitations }: Team, { client, t }: Speaker, zone: string): List['keyboard'] {
  const button = buttonsFor(client.id, 0);
  return rows(
    ...members.map((one) => [
      buttonsFor(one.membershipId, 0)('teamMember', `${firstWords(one.name, NAME_LENGTH)} · ${roleWords(one.role, t)}`),
    ]),
    ...invitations.map(({ id, role, expiresAt }) => [
      buttonsFor(id, 0)(
        'revokeInvitation',
        t('button-invitation-revoke', { role: roleWords(role, t), clock: clockWords(expiresAt, zone) }),
      ),
    ]),
    ...ROLES.map((role) => [button('invite', t(INVITE[role]), role)]),
  );
}

function nameOf({ name, username }: TeamMember): string {
  return username === null ? name : `${name} (@${username})`;
}

/** One member, and what an admin can do about them. */
export function memberMenu(one: TeamMember, { client, t }: Speaker): List {
  const button = buttonsFor(one.membershipId, 0);
  const to = new RichTextWriter().add(t('team-member', { name: nameOf(one), brand: client.name }));
  const keyboard = rows(
    ROLES.map((role) => button('teamRole', `${role === one.role ? '• ' : ''}${roleWords(role, t)}`, role)),
    [button('teamRemove', t('button-team-remove'))],
    [buttonsFor(client.id, 0)('team', t('button-back'))],
  );
  return { body: to.done(), keyboard };
}

/** Asked once more, with what falls away. */
export function removalQuestion(one: TeamMember, { client, t }: Speaker): List {
  const button = buttonsFor(one.membershipId, 0);
  const to = new RichTextWriter().add(t('team-remove-ask', { name: nameOf(one), brand: client.name }));
  return {
    body: to.done(),
    keyboard: rows([button('teamRemoved', t('button-team-removed'))], [button('teamMember', t('button-back'))]),
  };
}
