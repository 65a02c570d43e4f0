import { Composer, type Context } from 'grammy';
import type { Message } from 'grammy/types';
import { isEditor } from '../src/domain/post.js';
import { deskStatus } from '../src/reads/desk-status.js';
import { draftsOf } from '../src/reads/drafts.js';
import { queue } from '../src/reads/queue.js';
import { reviewList } from '../src/reads/review-list.js';
import { accounts } from '../src/reads/accounts.js';
import { sqlOutside } from '../src/usecases/desk.js';
import type { List } from './cards/card-view.js';
import { accountsList } from './account-lists.js';
import { makeDraft } from './drafts.js';
import { offerGroup } from './editors-group.js';
import { find } from './find.js';
import { freeze } from './freeze.js';
import { afterCommand, broughtBy } from './incoming.js';
import { draftList, inReviewList, queueList, statusReport } from './lists.js';
import { type BotParts, type Speaker, speakerOf, zoneIn } from './parts.js';
import { health } from './health.js';
import { login } from './login.js';
import { forgetQuestion } from './questions.js';
import { startQuiz } from './quiz.js';
import { replyTo, withTroubles } from './replies.js';
import { clientList, underBrand } from './own-clients.js';
import { showSetUp } from './set-up.js';
import { sendList } from './show-list.js';
import { ownList } from './taps-settings.js';
import { teamList } from './team.js';

/** In the order of the menu. In groups only the last ones make sense. */
export const COMMANDS = [
  'new',
  'quiz',
  'drafts',
  'find',
  'review',
  'queue',
  'status',
  'accounts',
  'freeze',
  'team',
  'client',
  'settings',
  'health',
  'login',
  'help',
] as const;
export const GROUP_COMMANDS = ['review', 'queue', 'status', 'freeze', 'help'] as const;

interface Commanded {
  readonly parts: BotParts;
  readonly speaker: Speaker;
  readonly message: Message;
}
type Command = (it: Commanded) => Promise<List | null>;

const HANDLERS: Readonly<Record<(typeof COMMANDS)[number] | 'start', Command | null>> = {
  /** Goes on with what is left to be set up; in a group it may be meant to become the editors' one. */
  async start({ parts, speaker, message: { chat } }) {
    const { t, client, member, from } = speaker;
    const isPrivate = chat.type === 'private';
    if (isPrivate ? await showSetUp(parts, speaker) : await offerGroup(parts, from, chat)) return null;
    return said(t(isEditor(member.role) ? 'start-editor' : 'start-author', { name: member.name, brand: client.name }));
  },
  help: ({ speaker: { t } }) => Promise.resolve(said(t('help'))),
  new: null,
  async drafts({ parts, speaker: { client, member, t } }) {
    return draftList(await draftsOf(sqlOutside(parts.desk), client.id, member.memberId), t);
  },
  async find({ parts, speaker, message }) {
    await replyTo(parts, message, await find(parts, speaker, message));
    return null;
  },
  async review({ parts, speaker: { client, member, t } }) {
    const mine = isEditor(member.role) ? null : member.memberId;
    return inReviewList(await reviewList(sqlOutside(parts.desk), client.id, mine), t);
  },
  async queue({ parts, speaker, message }) {
    const { client, t } = speaker;
    const lines = await queue(sqlOutside(parts.desk), client.id);
    const zone = zoneIn(speaker, message.chat);
    return queueList(lines, { now: parts.desk.clock.now(), zone, frozen: client.frozenAt !== null }, t);
  },
  async status({ parts, speaker: { client, t } }) {
    const now = parts.desk.clock.now();
    const db = sqlOutside(parts.desk);
    const status = await deskStatus(db, client.id, new Date(now.getTime() - DAY_MS));
    return statusReport(client, status, await accounts(db, client.id), t);
  },
  async quiz({ parts, speaker, message }) {
    const { chat } = message;
    if (chat.type !== 'private') return said(speaker.t('new-in-private'));
    await startQuiz({ parts, speaker, chat }, message.message_id);
    return null;
  },
  async settings({ parts, speaker, message }) {
    if (message.chat.type !== 'private') return said(speaker.t('settings-in-private'));
    return ownList(parts, speaker);
  },
  async team({ parts, speaker, message }) {
    return message.chat.type === 'private' ? teamList(parts, speaker) : said(speaker.t('team-in-private'));
  },
  async client({ parts, speaker, message }) {
    return message.chat.type === 'private' ? clientList(parts, speaker) : said(speaker.t('client-in-private'));
  },
  async accounts({ parts, speaker, message }) {
    if (message.chat.type !== 'private') return said(speaker.t('accounts-in-private'));
    return accountsList(parts, speaker);
  },
  freeze: ({ parts, speaker, message }) => freeze(parts, speaker, message.chat),
  login,
  health,
};
const DAY_MS = 24 * 3_600_000;

/** Commands, in private and in groups; an outsider gets one polite answer, in private. */
export function commands(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  for (const name of ['start', ...COMMANDS] as const) {
    composer.command(name, async ({ message }, next) => {
      const speaker = message?.from && (await speakerOf(parts, message.from, message.chat));
      if (!message || !speaker) return next();
      await withTroubles(parts, speaker, message, async () => {
        // Whoever turns to something else has given up the question; in a group it still waits for a reply to it.
        if (message.chat.type === 'private') await forgetQuestion(parts, speaker, message.chat.id);
        const command = HANDLERS[name];
        const list = command ? await command({ parts, speaker, message }) : await startNew({ parts, speaker, message });
        if (list) await sendList(parts, message.chat.id, await named(parts, speaker, name, list));
      });
    });
  }
  return composer;
}

/** What is sent with `/new` is the draft already. */
async function startNew({ parts, speaker, message }: Commanded): Promise<List | null> {
  if (message.chat.type !== 'private') return said(speaker.t('new-in-private'));
  const brought = broughtBy(message);
  const words = brought && afterCommand(brought.words);
  if (!words || (words.text === '' && !brought.file)) return said(speaker.t('new'));
  const answer = await makeDraft(parts, speaker, message, { ...brought, words });
  if (answer !== null) await replyTo(parts, message, answer);
  return null;
}

function said(text: string): List {
  return { body: { text, entities: [] }, keyboard: [] };
}

/** Their titles do not say whose they are. */
const NAMELESS: ReadonlySet<string> = new Set(['drafts', 'review', 'queue', 'freeze']);

async function named(parts: BotParts, speaker: Speaker, command: string, list: List): Promise<List> {
  return NAMELESS.has(command) ? { ...list, body: await underBrand(parts, speaker, list.body) } : list;
}
