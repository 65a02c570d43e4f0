import type { BotCommandScope } from 'grammy/types';
import { apiSignal } from './api-terms.js';
import { describeError } from './api-errors.js';
import { COMMANDS, GROUP_COMMANDS } from './commands.js';
import type { BotParts } from './parts.js';
import { LANGUAGES } from './texts.js';

const MENUS: readonly { scope: BotCommandScope; names: readonly (typeof COMMANDS)[number][] }[] = [
  { scope: { type: 'all_private_chats' }, names: COMMANDS },
  { scope: { type: 'all_group_chats' }, names: GROUP_COMMANDS },
];

/** The menu behind the slash, for each kind of chat and language; English for everybody else. Without it everything works all the same. */
export async function publishMenus({ api, texts, log }: BotParts, signal: AbortSignal): Promise<void> {
  try {
    for (const { scope, names } of MENUS) {
      for (const language of LANGUAGES) {
        const t = texts(language);
        const menu = names.map((command) => ({ command, description: t(`command-${command}`) }));
        await api.setMyCommands(
          menu,
          { scope, ...(language !== 'en' && { language_code: language }) },
          apiSignal(signal),
        );
      }
    }
  } catch (err) {
    log.warn({ reason: describeError(err) }, 'The menus of commands could not be set');
  }
}
