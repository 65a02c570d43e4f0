import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MessageView } from '../../src/sandbox/telegram/people-api.js';
import type { Person } from '../../src/sandbox/telegram/people-client.js';
import { acceptInvitation } from '../../src/usecases/accept-invitation.js';
import { changeRole } from '../../src/usecases/change-role.js';
import { sqlOutside } from '../../src/usecases/desk.js';
import { bindGroup } from '../../src/usecases/bind-group.js';
import { createPost } from '../../src/usecases/create-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { inviteMember } from '../../src/usecases/invite-member.js';
import { knownMember } from '../../src/usecases/known-member.js';
import { AUTHOR, BOT, type BotRig, EDITOR, openBotRig, STRANGER } from '../support/bot-rig.js';
import { buttonsOf, says } from '../support/chat-words.js';
import { noticeSender } from '../support/notices.js';

let rig: BotRig;
let author: Person;
let admin: Person;
let stranger: Person;
beforeAll(async () => {
  rig = await openBotRig();
  author = rig.people.as(AUTHOR);
  admin = rig.people.as(EDITOR);
  stranger = rig.people.as(STRANGER);
  await rig.bot().start();
});
afterAll(() => rig[Symbol.asyncDispose]());
beforeEach(async () => {
  const db = sqlOutside(rig.desk);
  await sql`update membership s set removed_at = case when m.telegram_id = ${String(STRANGER)} then now() end,
    role = case m.telegram_id when ${String(EDITOR)} then 'admin' else 'author' end
    from member m where m.id = s.member_id`.execute(db);
  await sql`update invitation set revoked_at = now() where used_at is null`.execute(db);
});

test('a link lets one person in, who is greeted in the language of their Telegram, and whoever invited is told', async () => {
  const list = await teamOf(admin);
  await admin.tap(list, '➕ Invite an editor');
  const invitation = await admin.waitFor(BOT, says('lets one person into Daily Bean', 'role: editor'));
  const open = await admin.waitFor(BOT, (message) => message.id === list.id && says('Open invitations')(message));
  expect(open.text).toMatch(/editor · by Marko · until .*\(Kyiv\)/);
  const payload = payloadOf(invitation);
  expect(await stored()).toContain('editor');
  expect(await stored()).not.toContain(payload.slice(2));
  await stranger.send(BOT, `/start ${payload}`);
  await stranger.waitFor(BOT, says('Ви приєдналися до Daily Bean, роль: редактор', 'Вітаю, Taras'));
  await noticeSender(rig)();
  await admin.waitFor(BOT, says('Taras has joined Daily Bean as an editor'));
  await author.send(BOT, `/start ${payload}`);
  await author.waitFor(BOT, says('Somebody has used this invitation already'));
  expect((await teamOf(admin)).text).toMatch(/Taras \(@taras_rig\) · editor · since/);
});

test('an invitation that was taken back, or is a day old, says so', async () => {
  const list = await teamOf(admin);
  await admin.tap(list, '➕ Invite an author');
  const invitation = await admin.waitFor(BOT, (message) => message.id > list.id && says('role: author')(message));
  const shown = await admin.waitFor(BOT, (message) => message.id === list.id && says('Open invitations')(message));
  const back = buttonsOf(shown).find((text) => text.startsWith('✖️')) ?? '';
  await admin.tap(shown, back);
  await admin.waitFor(BOT, (message) => message.id === list.id && !says('Open invitations')(message));
  await stranger.send(BOT, `/start ${payloadOf(invitation)}`);
  await stranger.waitFor(BOT, says('запрошення відкликали'));

  const { code, invitationId } = await invited('author');
  await sql`update invitation set expires_at = now() where id = ${invitationId}`.execute(sqlOutside(rig.desk));
  await stranger.send(BOT, `/start i_${code}`);
  await stranger.waitFor(BOT, says('запрошення застаріло'));
  expect(await knownMember(rig.desk, String(STRANGER))).toBeNull();
});

test('a code that never was gets the answer that every outsider gets, once', async () => {
  await stranger.send(BOT, '/start i_never-was');
  const answer = await stranger.waitFor(BOT, says('закритий стіл'));
  expect(answer.text).not.toContain('Daily Bean');
});

test('who works here already keeps what they may, and the link stays open', async () => {
  const { code } = await invited('author');
  await admin.send(BOT, `/start i_${code}`);
  await admin.waitFor(BOT, says('You work for Daily Bean already, role: admin', 'still open'));
  expect(await accepted(code)).toMatchObject({ role: 'author', isMember: false });
  const { code: more } = await invited('editor');
  await author.send(BOT, `/start i_${more}`);
  await author.waitFor(BOT, says('You have joined Daily Bean, role: editor'));
});

test('of two who open one link at once, one comes in', async () => {
  const { code } = await invited('author');
  const [one, other] = await Promise.allSettled([accepted(code), acceptedBy('77', code)]);
  expect([one.status, other.status].toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('an admin changes a role, and removes somebody after being told what falls away', async () => {
  const list = await teamOf(admin);
  await admin.tap(list, 'Olena · author');
  const one = await shows(list, 'Choose what Olena');
  await admin.tap(one, 'editor');
  await shows(list, 'Olena (@olena_rig) · editor');
  await admin.tap(await shows(list, 'Team of'), 'Olena · editor');
  await admin.tap(await shows(list, 'Choose what Olena'), '🗑 Remove');
  const question = await shows(list, 'Remove Olena', 'returns to review');
  const answer = await admin.tap(question, 'Yes, remove');
  expect(answer?.text).toBe('Olena does not work for Daily Bean any more.');
  expect(await knownMember(rig.desk, String(AUTHOR))).toBeNull();
  const { code } = await invited('author');
  await author.send(BOT, `/start i_${code}`);
  await author.waitFor(BOT, says('You have joined Daily Bean, role: author'));
});

test('links of who is an admin no more let nobody in', async () => {
  const { code } = await invited('admin');
  await accepted(code);
  const second = await knownMember(rig.desk, String(STRANGER));
  const { code: theirs } = await invitedBy(second?.memberId ?? '', 'admin');
  const list = await teamOf(admin);
  await admin.tap(list, 'Taras · admin');
  await admin.tap(await shows(list, 'Choose what Taras'), 'author');
  await shows(list, 'Taras (@taras_rig) · author');
  await expect(acceptedBy('78', theirs)).rejects.toMatchObject({ code: 'invitation_revoked' });
});

test.each(['joins', 'was an author'] as const)(
  'an editor who %s is asked about what waits already, where editors are asked one by one',
  async (how) => {
    const known = await knownMember(rig.desk, String(AUTHOR));
    const { memberId = '', clientId = '' } = known ?? {};
    const editor = await knownMember(rig.desk, String(EDITOR));
    await bindGroup(rig.desk, { clientId, memberId: editor?.memberId ?? '', chatId: null });
    const content = { text: `Waits for an editor who ${how}`, entities: [], media: [] };
    const chat = { chatId: String(AUTHOR), language: 'en' };
    const { postId } = await createPost(rig.desk, { clientId, memberId, content, source: `test:${how}`, ...chat });
    await submitPost(rig.desk, { postId, memberId });
    await accepted((await invited(how === 'joins' ? 'editor' : 'author')).code);
    const targetId = (await knownMember(rig.desk, String(STRANGER)))?.memberId ?? '';
    if (how !== 'joins') await changeRole(rig.desk, { clientId, memberId: editor?.memberId ?? '', targetId }, 'editor');
    await noticeSender(rig)();
    const card = await stranger.waitFor(BOT, says(`Waits for an editor who ${how}`, 'Перевірте, будь ласка'));
    expect(buttonsOf(card)).toContain('✅ Схвалити');
  },
);

test('the last admin stays one', async () => {
  const list = await teamOf(admin);
  await admin.tap(list, 'Marko · admin');
  const answer = await admin.tap(await shows(list, 'Choose what Marko'), 'author');
  expect(answer?.text).toContain('without an admin');
});

test('others see who works here, and nothing more', async () => {
  await invited('author');
  const list = await teamOf(author);
  expect(list.text).toContain('Marko (@marko_rig) · admin');
  expect(list.text).not.toContain('invitation');
  expect(buttonsOf(list)).toEqual([]);
});

async function teamOf(person: Person): Promise<MessageView> {
  const { id } = await person.send(BOT, '/team');
  return person.waitFor(BOT, (message) => message.id > id && says('Team of Daily Bean')(message));
}

function shows({ id }: MessageView, ...words: string[]): Promise<MessageView> {
  return admin.waitFor(BOT, (message) => message.id === id && says(...words)(message));
}

function payloadOf({ text }: MessageView): string {
  return /https:\/\/t\.me\/rig_bot\?start=(i_[\w-]+)/.exec(text ?? '')?.[1] ?? '';
}

async function invited(role: 'author' | 'editor' | 'admin') {
  const member = await knownMember(rig.desk, String(EDITOR));
  return invitedBy(member?.memberId ?? '', role);
}

async function invitedBy(memberId: string, role: 'author' | 'editor' | 'admin') {
  const member = await knownMember(rig.desk, String(EDITOR));
  return inviteMember(rig.desk, { clientId: member?.clientId ?? '', memberId, role });
}

const accepted = (code: string) => acceptedBy(String(STRANGER), code);

function acceptedBy(telegramId: string, code: string) {
  return acceptInvitation(rig.desk, {
    code,
    person: { telegramId, name: 'Taras', username: 'taras_rig', language: 'uk' },
  });
}

/** All that is kept of invitations. */
async function stored(): Promise<string> {
  const { rows } = await sql<{ row: string }>`select i::text as row from invitation i`.execute(sqlOutside(rig.desk));
  return rows.map(({ row }) => row).join('\n');
}
