/**
 * The side of the simulated Telegram that people use: what the sandbox page and the tests talk to, over HTTP.
 * The other side, `/bot<token>/<method>`, is the Bot API itself. All under one prefix (`/sandbox/telegram` in the app, none in tests).
 *
 *   GET    /people                                          -> WorldView
 *   GET    /people/:person/chats                            -> ChatView[]      (chats this person is in, newest first)
 *   GET    /people/:person/chats/:chat/messages?limit=100   -> MessageView[]   (oldest first)
 *   GET    /people/:person/events                           -> server-sent events, each `data:` a PeopleEvent
 *   POST   /people/:person/chats/:chat/messages             JSON SendBody, or multipart (fields text, replyTo; file `photo`) -> MessageView
 *   PATCH  /people/:person/chats/:chat/messages/:message    JSON { text } (own messages only), or multipart with the new medium -> MessageView
 *   POST   /people/:person/chats/:chat/forward              JSON ForwardBody -> MessageView[]
 *   POST   /people/:person/chats/:chat/messages/:message/tap JSON { data } -> TapView (waits for the bot's answer, at most 15 s)
 *   DELETE /people/:person/chats/:chat/messages/:message    own or (as chat admin) any message
 *   GET    /people/:person/chats/:chat/messages/:message/shareable?request=N -> ShareableChat[]   for a `request_chat` button of its keyboard
 *   POST   /people/:person/chats/:chat/messages/:message/share JSON ShareBody -> 204
 *   POST   /people/:person/bot/block | /unblock
 *   GET    /people/files/:file                              -> the bytes
 *   GET    /faults -> Fault[]      POST /faults Fault -> Fault     DELETE /faults -> all gone
 *   GET    /requests?since=N       -> RequestView[]            what the bot sent, in order; bodies are kept for the last 2,000
 *   POST   /faults/release                                  -> { released: number }   (see `effectHeld`)
 *   GET    /people/:person/chats/:chat/commands             -> { command, description }[]  the bot's menu there
 *   POST   /people/:person/chats/:chat/bot                  JSON BotBody (admins)   -> ChatView
 *   POST   /people/:person/chats/:chat/members              JSON MemberBody (admins; oneself: join or leave) -> ChatView
 * Multipart may carry several files `photo`, `video`, `animation`, `document` and `audio` (they become albums as in Telegram's apps), and a field
 * `entities` (JSON); `:person` may be a username. A refusal is `{ error: string }` with a 4xx status.
 */
export interface WorldView {
  bot: { id: number; username: string; name: string };
  people: PersonView[];
}
export interface PersonView {
  id: number;
  name: string;
  username: string;
  language: string;
}
export interface ChatView {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title: string;
  username?: string;
  /** May this person write here (in a channel only its admins may)? */
  canWrite: boolean;
  /** To admins of a group or channel: the bot's place there. */
  bot?: { status: 'absent' | 'member' | 'administrator' | 'left' | 'kicked'; rights: BotRightsView | null };
  /** Private chat only: this person blocked the bot. */
  blocked?: true;
  lastMessage: MessageView | null;
}
export interface MessageView {
  id: number;
  chatId: number;
  /** Who wrote it; a channel's posts are from the channel. */
  from: { id: number; name: string; isBot: boolean };
  /** ISO 8601, UTC. */
  at: string;
  editedAt: string | null;
  text: string | null;
  caption: string | null;
  /** Of the text or of the caption; offsets and lengths in UTF-16 units, as in the Bot API. */
  entities: EntityView[];
  photo: { fileId: string; width: number; height: number } | null;
  /** A video, animation, document or audio. */
  file?: { fileId: string; kind: 'video' | 'animation' | 'document' | 'audio'; name: string | null; size: number };
  mediaGroupId: string | null;
  poll?: PollView;
  replyTo: number | null;
  /** Inline keyboard, rows of buttons. */
  buttons: ButtonView[][];
  /** The keyboard below the field from this message on: `[]` takes it away. */
  keys?: KeyView[][];
  /** The bot asked for a reply to this message (ForceReply), from this viewer. */
  forceReply: { placeholder: string | null } | null;
  /** The public link where the chat has a username, else the private form. */
  link: string | null;
}
/** A key of the keyboard below the field: what it writes, or the `request_chat` that it stands for. */
export interface KeyView {
  text: string;
  request: number | null;
}
export interface ShareableChat {
  id: number;
  title: string;
  type: 'private' | 'group' | 'supergroup' | 'channel';
}
export interface ShareBody {
  request: number;
  chat: number;
}
export interface BotRightsView {
  can_post_messages: boolean;
  can_edit_messages: boolean;
  can_delete_messages: boolean;
  can_pin_messages: boolean;
  can_invite_users: boolean;
}
export interface PollView {
  question: string;
  options: string[];
  isQuiz: boolean;
  /** Places of the right answers of a quiz, from 0. */
  correct: number[];
  explanation: string | null;
}
export interface ButtonView {
  text: string;
  data: string | null;
  url: string | null;
}
export interface EntityView {
  type: string;
  offset: number;
  length: number;
  url?: string;
}
export interface SendBody {
  text: string;
  entities?: EntityView[];
  replyTo?: number;
}
export interface ForwardBody {
  /** The chat that the messages are in. */
  from: number;
  messages: number[];
}
/** Adds the bot to a group or channel, changes its rights there, or takes it out (`kicked`: banned). */
export interface BotBody {
  status: 'member' | 'administrator' | 'left' | 'kicked';
  rights?: {
    can_post_messages?: boolean;
    can_edit_messages?: boolean;
    can_delete_messages?: boolean;
    can_pin_messages?: boolean;
    can_invite_users?: boolean;
  };
}
export interface MemberBody {
  person: number;
  status: 'member' | 'administrator' | 'left';
}
export interface TapView {
  /** What the bot answered to the tap; null where it did not answer in time. */
  answer: { text: string | null; alert: boolean; url: string | null } | null;
}
export type PeopleEvent =
  | { type: 'message' | 'edited'; message: MessageView }
  | { type: 'deleted'; chatId: number; messageId: number }
  | { type: 'typing'; chatId: number }
  | { type: 'faults'; faults: Fault[] };

/** One thing that goes wrong with what the bot sends next. */
export interface Fault {
  /**
   * lost-after: done, then the connection is cut without an answer; lost-before: cut, nothing done; refuse: 400 with `description`;
   * unauthorized: 401; forbidden: 403; error: 500 with HTML; bad-gateway: 502 after the effect; slow: answered after `delayMs`;
   * rate-limit: 429 with retry_after `retryAfter`; garbage: done, then an answer that is not JSON.
   */
  kind:
    | 'lost-after'
    | 'lost-before'
    | 'refuse'
    | 'unauthorized'
    | 'forbidden'
    | 'error'
    | 'bad-gateway'
    | 'slow'
    | 'rate-limit'
    | 'garbage';
  /** Bot API methods it applies to; all that send or edit where left out (never getUpdates). */
  methods?: string[];
  /** Only requests to this chat. */
  chatId?: number;
  /** How many requests; 1 where left out. */
  times?: number;
  delayMs?: number;
  /** Seconds. */
  retryAfter?: number;
  description?: string;
  /** With `lost-after`: the connection is cut at once, the effect comes this much later. */
  effectAfterMs?: number;
  /** With `lost-after`: the connection is cut at once, the effect comes with `POST /faults/release`. */
  effectHeld?: boolean;
}
export interface RequestView {
  n: number;
  at: string;
  method: string;
  chatId: number | null;
  /** Parameters as sent, files replaced by `{ file: name, size, sha256 }`. */
  params: Record<string, unknown>;
  /** Bot API answer, or the fault that hit it. */
  outcome: { ok: true } | { ok: false; error_code: number; description: string } | { fault: Fault['kind'] };
}
