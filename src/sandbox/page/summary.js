/** @import { MessageView } from '../telegram/people-api.js' */
import { t } from './i18n.js';

/**
 * One line that stands for a message: in the list of chats, in a quote, above the composer.
 * @param {MessageView} message
 */
export function summary(message) {
  const text = message.text ?? message.caption ?? '';
  const media = message.photo ? t('photo') : message.file ? (message.file.name ?? message.file.kind) : '';
  if (message.poll) return message.poll.question;
  return [media, text].filter(Boolean).join(', ');
}
