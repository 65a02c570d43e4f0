import type { MediaRef, TextEntity } from './content.js';

/** Words with their formatting. */
export interface Words {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** A message that a post is made of, as far as the post's content goes. */
export interface SourceMessage {
  readonly messageId: number;
  /** The first message of those that were sent in one go. */
  readonly batch: number;
  /** An answer to the card, rather than what the post was begun with. */
  readonly reply: boolean;
  readonly words: Words;
  /** Hash of its medium. */
  readonly medium: string | null;
}

/**
 * Where a message's medium is in the post, wherever it was moved to; -1 where it was taken out. The same picture twice is told apart by the
 * order of the messages.
 */
export function placeOf(media: readonly MediaRef[], sources: readonly SourceMessage[], of: SourceMessage): number {
  const before = sources.filter(({ medium, messageId }) => medium === of.medium && messageId < of.messageId).length;
  const places = media.flatMap(({ hash }, place) => (hash === of.medium ? [place] : []));
  return places[before] ?? -1;
}

/** Where the medium of a new message goes: messages of one batch in their order, however late each comes; a new batch at the end. */
export function placeFor(
  media: readonly MediaRef[],
  sources: readonly SourceMessage[],
  { messageId, batch }: Pick<SourceMessage, 'messageId' | 'batch'>,
): number {
  const placed = sources
    .filter((source) => source.batch === batch && source.messageId !== messageId)
    .map((source) => ({ id: source.messageId, place: placeOf(media, sources, source) }))
    .filter(({ place }) => place >= 0)
    .toSorted((a, b) => a.id - b.id);
  const before = placed.findLast(({ id }) => id < messageId);
  if (before) return before.place + 1;
  return placed[0]?.place ?? media.length;
}

/** What the messages that a post was begun with say, in their order; of an album mostly one says anything. */
export function joinWords(sources: readonly SourceMessage[]): Words {
  const said = sources
    .filter(({ reply, words }) => !reply && words.text !== '')
    .toSorted((a, b) => a.messageId - b.messageId)
    .map(({ words }) => words);
  return said.reduce(append, { text: '', entities: [] });
}

/** The second below the first. */
export function append(first: Words, second: Words): Words {
  if (first.text === '') return second;
  if (second.text === '') return first;
  const start = `${first.text}\n\n`;
  const moved = second.entities.map((entity) => ({ ...entity, offset: entity.offset + start.length }));
  return { text: start + second.text, entities: [...first.entities, ...moved] };
}
