import { type Content, type MediaRef, MEDIA_MAX } from '../domain/content.js';
import { append, joinWords, placeFor, type SourceMessage, type Words } from '../domain/source-messages.js';
import { lockPost } from './change-post.js';
import { addDraft } from './create-post.js';
import { type Desk, sqlOutside, transact, type Tx } from './desk.js';
import type { Draft } from './draft.js';
import { editPostIn } from './edit-post.js';
import { prepareRenditions } from './make-renditions.js';
import {
  fullAlbumBefore,
  keepSource,
  lockChat,
  type MessageName,
  numberOf,
  ofAlbum,
  sourceRow,
  type SourceRow,
  sourcesOf,
} from './source-rows.js';

/** Cards are shown when nothing more has come for this long: the parts of an album come one by one. */
const CALM_MS = 800;

/** A message that somebody sent. */
export interface NewMessage extends MessageName {
  readonly clientId: string;
  readonly memberId: string;
  readonly language: string;
  readonly album: string | null;
  readonly sentAt: Date;
  readonly words: Words;
  readonly file: GivenMedium | null;
  /** The post whose card it answers. */
  readonly postId: string | null;
}

export interface GivenMedium {
  /** Telegram's lasting name of the file. */
  readonly id: string;
  /** Fetches and keeps it; asked only where the post needs it. */
  keep(): Promise<MediaRef>;
}

export interface Taken {
  readonly postId: string;
  readonly number: number;
  /** The first message of those that were sent in one go; this one itself where it is the first. */
  readonly batch: number;
  /** The post had moved on before this part of it came: nothing was changed. */
  readonly tooLate: boolean;
}

/**
 * Whatever a member sends becomes a draft: a message its own, the parts of an album one together, with what follows a full album at
 * once. An answer to a card is added to its post. A message that comes again changes nothing.
 */
export async function takeMessage(desk: Desk, given: NewMessage): Promise<Taken> {
  const isKnown = (await sourceRow(sqlOutside(desk), given)) !== null;
  const message = { ...given, medium: isKnown ? null : ((await given.file?.keep()) ?? null) };
  await prepareJoined(desk, message);
  return transact(desk, async (tx) => {
    await lockChat(tx.sql, message.chatId);
    const known = await sourceRow(tx.sql, message);
    if (known) return takenAs(tx, known.postId, known.batch);
    const run = await runOf(tx, message);
    const postId = message.postId ?? run?.postId ?? null;
    if (postId === null) return begin(desk, tx, message);
    const batch = run?.postId === postId ? run.batch : message.messageId;
    const post = await lockPost(tx, postId);
    const reply = message.postId !== null || run?.reply === true;
    const isLate = !reply && post.state !== 'draft' && post.state !== 'changes_requested';
    if (isLate) return { ...(await takenAs(tx, postId, batch)), tooLate: true };
    await join(desk, tx, message, { postId, batch, reply });
    return takenAs(tx, postId, batch);
  });
}

/** What was sent together with it before. A full post takes no further album: that one begins the next. */
async function runOf(tx: Tx, { chatId, messageId, album, sentAt, words, medium }: KeptMessage) {
  const sibling = album === null ? null : await ofAlbum(tx.sql, chatId, album);
  if (sibling || words.text !== '' || !medium) return sibling;
  const before = await fullAlbumBefore(tx.sql, { chatId, messageId }, sentAt);
  if (!before) return null;
  const { content } = await lockPost(tx, before.postId);
  return content.media.length < MEDIA_MAX ? before : null;
}

async function begin(desk: Desk, tx: Tx, message: KeptMessage): Promise<Taken> {
  const { chatId, messageId, words, medium } = message;
  const content: Content = { ...words, media: medium ? [medium] : [] };
  const source = `tg:${chatId}:${messageId}`;
  const post = await addDraft(desk, tx, { ...message, content, source, ...calm(tx, message) });
  await keepSource(tx.sql, sourceOf(message, { postId: post.id, batch: messageId, reply: false }));
  return takenAs(tx, post.id, messageId);
}

type KeptMessage = NewMessage & { readonly medium: MediaRef | null };
type Belonging = Pick<SourceRow, 'postId' | 'batch' | 'reply'>;

/** A post in review is reviewed anew with what an answer adds to it: that is made before anything is locked. */
async function prepareJoined(desk: Desk, message: KeptMessage): Promise<void> {
  const { chatId, messageId: batch, album, medium } = message;
  if (!medium) return;
  const db = sqlOutside(desk);
  const sibling = album === null ? null : await ofAlbum(db, chatId, album);
  const postId = message.postId ?? sibling?.postId;
  if (postId === undefined) return;
  const source = sourceOf(message, { postId, batch: sibling?.batch ?? batch, reply: true });
  const sources = await sourcesOf(db, postId);
  await prepareRenditions(desk, postId, (draft) => joined(draft, medium, sources, source));
}

async function join(desk: Desk, tx: Tx, message: KeptMessage, to: Belonging): Promise<void> {
  const { memberId, medium } = message;
  const source = sourceOf(message, to);
  await editPostIn(desk, tx, { postId: to.postId, memberId, ...calm(tx, message) }, async (draft) =>
    joined(draft, medium, await sourcesOf(tx.sql, to.postId), source),
  );
  await keepSource(tx.sql, source);
}

function joined(
  draft: Draft,
  medium: MediaRef | null,
  sources: readonly SourceMessage[],
  source: SourceMessage,
): Draft {
  const { content } = draft;
  const place = placeFor(content.media, sources, source);
  const media = medium ? content.media.toSpliced(place, 0, medium) : content.media;
  return { ...draft, content: { ...content, ...wordsAfter(content, sources, source), media } };
}

/** An answer's words take the place of the text; an album's are part of it, unless somebody has given the post other words since. */
function wordsAfter(content: Content, sources: readonly SourceMessage[], source: SourceMessage): Words {
  const { text, entities } = content;
  if (source.words.text === '') return { text, entities };
  if (source.reply) return source.words;
  if (text === joinWords(sources).text) return joinWords([...sources, source]);
  return append({ text, entities }, source.words);
}

function sourceOf(message: KeptMessage, belonging: Belonging): SourceRow {
  const { chatId, messageId, album, sentAt, words, medium, file } = message;
  return {
    chatId,
    messageId,
    album,
    sentAt,
    words,
    fileId: file?.id ?? null,
    medium: medium?.hash ?? null,
    ...belonging,
  };
}

async function takenAs(tx: Tx, postId: string, batch: number): Promise<Taken> {
  const number = await numberOf(tx.sql, postId);
  return { postId, number, batch, tooLate: false };
}

function calm({ now }: Tx, { album }: NewMessage): { calmAt?: Date } {
  return album === null ? {} : { calmAt: new Date(now.getTime() + CALM_MS) };
}
