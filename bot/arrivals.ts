import { Composer, type Context } from 'grammy';
import type { Message, User } from 'grammy/types';
import { isEditor } from '../src/domain/post.js';
import { Refusal } from '../src/domain/refusal.js';
import { founderOf } from '../src/reads/set-up.js';
import { acceptInvitation } from '../src/usecases/accept-invitation.js';
import { claimDesk } from '../src/usecases/claim-desk.js';
import { sqlOutside } from '../src/usecases/desk.js';
import type { Person } from '../src/usecases/know-person.js';
import { foundBrand } from './own-clients.js';
import { type BotParts, speakerFor, speakerOf } from './parts.js';
import { troubleText } from './refusal-text.js';
import { replyTo } from './replies.js';
import { roleWords } from './team.js';
import { knownLanguage, type Texts } from './texts.js';

const INVITED = /^i_[\w-]+$/;

/** People who come into the desk: by an invitation, or as the one who founds it. Everybody else passes. */
export function arrivals(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  const inPrivate = composer.chatType('private');
  inPrivate.command('start', async ({ message, from, match }, next) => {
    const payload = match.trim();
    if (INVITED.test(payload)) return (await accept(parts, message, payload.slice(2))) ? undefined : next();
    if (await speakerOf(parts, from, message.chat)) return next();
    const claim = { person: personOf(from), code: payload, adminTelegramIds: parts.adminTelegramIds };
    const founds = (await founderOf(sqlOutside(parts.desk), String(from.id))) !== null;
    if (!founds && !(await claimDesk(parts.desk, claim))) return next();
    await replyTo(parts, message, textsOf(parts, from)('setup-ask-name', { name: from.first_name }));
  });
  inPrivate.on('message:text', async ({ message, from }, next) => {
    const { text } = message;
    if (text.startsWith('/') || (await speakerOf(parts, from, message.chat))) return next();
    const memberId = await founderOf(sqlOutside(parts.desk), String(from.id));
    if (memberId === null) return next();
    const t = textsOf(parts, from);
    await refusing(parts, message, t, () => foundBrand(parts, { memberId, from, language: t.language }, text));
  });
  return composer;
}

/** False for a code that never was one: nobody learns anything from trying. */
async function accept(parts: BotParts, message: Message & { from: User }, code: string): Promise<boolean> {
  const { from } = message;
  const t = textsOf(parts, from);
  let isKnown = true;
  await refusing(parts, message, t, async () => {
    try {
      await replyTo(parts, message, await welcome(parts, from, code));
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.code !== 'not_found') throw thrown;
      isKnown = false;
    }
  });
  return isKnown;
}

async function welcome(parts: BotParts, from: User, code: string): Promise<string> {
  const person = personOf(from);
  const { brand, role, isMember, clientId } = await acceptInvitation(parts.desk, { code, person });
  // In the language that they have chosen, if they were here before.
  const t = (await speakerFor(parts, from, clientId))?.t ?? textsOf(parts, from);
  const facts = { brand, role: roleWords(role, t) };
  if (isMember) return t('joined-already', facts);
  const greeting = t(isEditor(role) ? 'start-editor' : 'start-author', { name: person.name, brand });
  return `${t('joined', facts)}\n\n${greeting}`;
}

/** What is refused is told; there is no member yet whose words and clock could be used. */
async function refusing(parts: BotParts, message: Message, t: Texts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const text = troubleText(thrown, { t, now: parts.desk.clock.now(), zone: 'UTC' });
    if (text === null) throw thrown;
    await replyTo(parts, message, text);
  }
}

function textsOf({ texts }: BotParts, { language_code: code }: User): Texts {
  return texts(knownLanguage(code));
}

function personOf({ id, first_name, last_name, username, language_code }: User): Person {
  return {
    telegramId: String(id),
    name: [first_name, last_name].filter(Boolean).join(' '),
    username: username ?? null,
    language: language_code ?? null,
  };
}
