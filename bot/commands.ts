import { Composer, type Context } from 'grammy';
import type { Chat, Message } from 'grammy/types';
import { isEditor } from '../src/domain/post.js';
import { deskStatus } from '../src/reads/desk-status.js';
import { draftsOf } from '../src/reads/drafts.js';
import { queue } from '../src/reads/queue.js';
import { reviewList } from '../src/reads/review-list.js';
import { accounts } from '../src/reads/accounts.js';
import { sqlOutside } from '../src/usecases/desk.js';
import { accountsList } from './account-lists.js';
import { apiEntities } from './api-terms.js';
import { makeDraft } from './drafts.js';
import { freeze } from './freeze.js';
import { afterCommand, contentOf } from './incoming.js';
import { inlineMarkup, type Keyboard } from './cards/card-view.js';
import { draftList, inReviewList, queueList, type List, statusReport } from './lists.js';
import { type BotParts, type Speaker, speakerOf } from './parts.js';
import { forgetQuestion } from './questions.js';
import { withTroubles } from './replies.js';

/** In the order of the menu. In groups only the last ones make sense. */
export const COMMANDS = ['new', 'drafts', 'review', 'queue', 'status', 'accounts', 'freeze', 'help'] as const;
export const GROUP_COMMANDS = ['review', 'queue', 'status', 'freeze', 'help'] as const;

interface Commanded {
  readonly parts: BotParts;
  readonly speaker: Speaker;
  readonly message: Message;
}
type Command = (it: Commanded) => Promise<List>;

const HANDLERS: Readonly<Record<(typeof COMMANDS)[number] | 'start', Command | null>> = {
  start: ({ speaker: { t, client, member } }) =>
    Promise.resolve(
      said(t(isEditor(member.role) ? 'start-editor' : 'start-author', { name: member.name, brand: client.name })),
    ),
  help: ({ speaker: { t } }) => Promise.resolve(said(t('help'))),
  new: null,
  async drafts({ parts, speaker: { client, member, t } }) {
    return draftList(await draftsOf(sqlOutside(parts.desk), client.id, member.memberId), t);
  },
  async review({ parts, speaker: { client, member, t } }) {
    const mine = isEditor(member.role) ? null : member.memberId;
    return inReviewList(await reviewList(sqlOutside(parts.desk), client.id, mine), t);
  },
  async queue({ parts, speaker: { client, t } }) {
    const lines = await queue(sqlOutside(parts.desk), client.id);
    return queueList(lines, { now: parts.desk.clock.now(), frozen: client.frozenAt !== null }, t);
  },
  async status({ parts, speaker: { client, t } }) {
    const now = parts.desk.clock.now();
    const db = sqlOutside(parts.desk);
    const status = await deskStatus(db, client.id, new Date(now.getTime() - DAY_MS));
    return statusReport(client, status, await accounts(db, client.id), t);
  },
  async accounts({ parts, speaker, message }) {
    if (message.chat.type !== 'private') return said(speaker.t('accounts-in-private'));
    return accountsList(parts, speaker);
  },
  freeze: ({ parts, speaker, message }) => freeze(parts, speaker, message.chat.id),
};
const DAY_MS = 24 * 3_600_000;

/** Commands, in private and in groups; an outsider gets one polite answer, in private. */
export function commands(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  for (const name of ['start', ...COMMANDS] as const) {
    composer.command(name, async ({ message }, next) => {
      const speaker = message?.from && (await speakerOf(parts, message.from));
      if (!message || !speaker) return next();
      await withTroubles(parts, speaker, message, async () => {
        // Whoever turns to something else has given up the question; in a group it still waits for a reply to it.
        if (message.chat.type === 'private') await forgetQuestion(parts, speaker, message.chat.id);
        const command = HANDLERS[name];
        const list = command ? await command({ parts, speaker, message }) : await startNew({ parts, speaker, message });
        if (list) await send(parts, message.chat, list);
      });
    });
  }
  return composer;
}

/** What is written behind `/new` is the draft already. */
async function startNew({ parts, speaker, message }: Commanded): Promise<List | null> {
  if (message.chat.type !== 'private') return said(speaker.t('new-in-private'));
  const content = await contentOf(parts, message);
  const rest = content && afterCommand(content);
  if (!rest || rest.text === '') return said(speaker.t('new'));
  await makeDraft(parts, speaker, message, rest);
  return null;
}

function said(text: string): List {
  return { body: { text, entities: [] }, keyboard: [] };
}

async function send(
  { api }: BotParts,
  chat: Chat,
  { body, keyboard }: { body: List['body']; keyboard: Keyboard },
): Promise<void> {
  await api.sendMessage(chat.id, body.text, {
    entities: apiEntities(body.entities),
    link_preview_options: { is_disabled: true },
    ...(keyboard.length > 0 && { reply_markup: inlineMarkup(keyboard) }),
  });
}
