import { Composer, type Context } from 'grammy';
import type { Message } from 'grammy/types';
import { type Desk, sqlOutside } from '../src/usecases/desk.js';
import { ofAlbum } from '../src/usecases/source-rows.js';
import { takeAnswer } from './answers.js';
import { cardOfMessage } from './card-of-message.js';
import { answerCard, followEdit, makeDraft } from './drafts.js';
import { broughtBy } from './incoming.js';
import { type BotParts, type Speaker, speakerOf, speakingFor } from './parts.js';
import { questionAnswered } from './questions.js';
import { replyTo, type Said, withTroubles } from './replies.js';
import { unsupportedText } from './unsupported.js';

/** Whatever people write that is no command. */
export function messages(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  const albums = new AlbumsAnswered();
  composer.on('message', async ({ message, me }) => {
    const speaker = await speakerOf(parts, message.from, message.chat);
    if (!speaker || isService(message)) return;
    const work = async () => {
      const answer = await understand(parts, speaker, message, me.id);
      const isNew = typeof answer !== 'string' || albums.isFirst(message, answer);
      if (answer !== null && isNew) await replyTo(parts, message, answer);
    };
    await withTroubles(parts, speaker, message, work, (text) => albums.isFirst(message, text));
  });
  composer.on('edited_message', async ({ editedMessage }) => {
    if (editedMessage.chat.type !== 'private') return;
    const speaker = await speakerOf(parts, editedMessage.from, editedMessage.chat);
    if (!speaker) return;
    await withTroubles(parts, speaker, editedMessage, async () => {
      const answer = await followEdit(parts, speaker, editedMessage);
      if (answer !== null) await replyTo(parts, editedMessage, answer);
    });
  });
  return composer;
}

/** What is said to a message; null where a card says it, or where it is not for us. */
async function understand(parts: BotParts, speaker: Speaker, message: Message, ourId: number): Promise<Said | null> {
  const question = await questionAnswered(parts, speaker, message);
  if (question) return takeAnswer(parts, await speakingFor(parts, speaker, question.clientId), question, message);
  // In a group people talk to each other.
  if (message.chat.type !== 'private') return null;
  const repliedTo = message.reply_to_message;
  if (repliedTo?.from?.id === ourId) {
    const card = await cardOfMessage(parts.desk, message.chat.id, repliedTo.message_id);
    if (card?.kind === 'post' && card.postId !== null)
      return answerCard(parts, await speakingFor(parts, speaker, card.clientId), card.postId, message);
    // The rest of an album whose first part has answered a question.
    if (!(await isOfKnownAlbum(parts.desk, message))) return speaker.t('reply-to-what');
  }
  if (message.entities?.some(({ type, offset }) => type === 'bot_command' && offset === 0)) {
    return speaker.t('unknown-command');
  }
  const brought = broughtBy(message);
  if (!brought) return unsupportedText(message, speaker.t);
  return makeDraft(parts, speaker, message, brought);
}

/** Telegram's own announcements: pins, members, a new title. */
function isService(message: Message): boolean {
  const { pinned_message, new_chat_members, left_chat_member, new_chat_title, new_chat_photo, group_chat_created } =
    message;
  const said = [pinned_message, new_chat_members, left_chat_member, new_chat_title, new_chat_photo, group_chat_created];
  return said.some((one) => one !== undefined);
}

async function isOfKnownAlbum(desk: Desk, { chat, media_group_id: album }: Message): Promise<boolean> {
  return album !== undefined && (await ofAlbum(sqlOutside(desk), String(chat.id), album)) !== null;
}

/** What is wrong with every part of an album is said once. Forgotten with a restart, which costs a second word. */
class AlbumsAnswered {
  private readonly lastByChat = new Map<number, string>();

  isFirst({ chat, media_group_id: album }: Message, text: string): boolean {
    const said = `${album} ${text}`;
    if (album === undefined || this.lastByChat.get(chat.id) !== said) {
      this.lastByChat.set(chat.id, said);
      return true;
    }
    return false;
  }
}
