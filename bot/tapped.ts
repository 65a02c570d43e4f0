import type { Chat, Message } from 'grammy/types';
import type { CardRow } from '../src/reads/card-row.js';
import type { Tap, Verb } from './callback-data.js';
import type { BotParts, Speaker } from './parts.js';

/** A member's tap on a button. */
export interface Tapped {
  readonly parts: BotParts;
  readonly speaker: Speaker;
  readonly tap: Tap;
  readonly chat: Chat;
  readonly messageId: number;
  /** Of the tap itself, which may be handled twice. */
  readonly queryId: string;
  /** The card that the message shows, unless it is a list, or outdated. */
  readonly card: CardRow | null;
  /** What the message answers, as far as Telegram still knows it. */
  readonly answered: Message | null;
}

/** What the person sees for a moment; nothing where the card says it all. */
export type TapHandler = (tapped: Tapped) => Promise<string | void>;
export type TapHandlers<V extends Verb> = Readonly<Record<V, TapHandler>>;
