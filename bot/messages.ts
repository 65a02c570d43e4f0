import { Composer, type Context } from 'grammy';
import type { Message } from 'grammy/types';
import { takeAnswer } from './answers.js';
import { cardOfMessage } from './card-of-message.js';
import { followEdit, makeDraft, replaceContent } from './drafts.js';
import { contentOf } from './incoming.js';
import { type BotParts, type Speaker, speakerOf } from './parts.js';
import { questionAnswered } from './questions.js';
import { replyTo, type Said, withTroubles } from './replies.js';

/** Whatever people write that is no command. */
export function messages(parts: BotParts): Composer<Context> {
  const composer = new Composer();
  const albums = new AlbumsSeen();
  composer.on('message', async ({ message, me }) => {
    const speaker = await speakerOf(parts, message.from);
    if (!speaker || isService(message)) return;
    await withTroubles(parts, speaker, message, async () => {
      const answer = await understand(parts, speaker, message, me.id, albums);
      if (answer !== null) await replyTo(parts, message, answer);
    });
  });
  composer.on('edited_message', async ({ editedMessage }) => {
    if (editedMessage.chat.type !== 'private') return;
    const speaker = await speakerOf(parts, editedMessage.from);
    if (!speaker) return;
    await withTroubles(parts, speaker, editedMessage, async () => {
      const answer = await followEdit(parts, speaker, editedMessage);
      if (answer !== null) await replyTo(parts, editedMessage, answer);
    });
  });
  return composer;
}

/** What is said to a message; null where a card says it, or where it is not for us. */
async function understand(
  parts: BotParts,
  speaker: Speaker,
  message: Message,
  ourId: number,
  albums: AlbumsSeen,
): Promise<Said | null> {
  const question = await questionAnswered(parts, speaker, message);
  if (question) return takeAnswer(parts, speaker, question, message);
  // In a group people talk to each other.
  if (message.chat.type !== 'private') return null;
  const repliedTo = message.reply_to_message;
  if (repliedTo?.from?.id === ourId) {
    const card = await cardOfMessage(parts.desk, message.chat.id, repliedTo.message_id);
    if (card?.kind !== 'post' || card.postId === null) return speaker.t('reply-to-what');
    return replaceContent(parts, speaker, card.postId, message);
  }
  if (message.entities?.some(({ type, offset }) => type === 'bot_command' && offset === 0)) {
    return speaker.t('unknown-command');
  }
  const content = await contentOf(parts, message);
  if (!content) return speaker.t('unsupported');
  await makeDraft(parts, speaker, message, content);
  return albums.isFirst(message) ? speaker.t('album-one-by-one') : null;
}

/** Telegram's own announcements: pins, members, a new title. */
function isService(message: Message): boolean {
  const { pinned_message, new_chat_members, left_chat_member, new_chat_title, new_chat_photo, group_chat_created } =
    message;
  const said = [pinned_message, new_chat_members, left_chat_member, new_chat_title, new_chat_photo, group_chat_created];
  return said.some((one) => one !== undefined);
}

/** An album comes as messages of its own; one word about it is enough. Forgotten with a restart, which costs a second word. */
class AlbumsSeen {
  private readonly lastByChat = new Map<number, string>();

  isFirst({ chat, media_group_id: album }: Message): boolean {
    if (album === undefined || this.lastByChat.get(chat.id) === album) return false;
    this.lastByChat.set(chat.id, album);
    return true;
  }
}
