import type { TextEntity } from '../src/domain/content.js';

/** Text with formatting as entities: what an author wrote can never break our markup. Offsets are UTF-16 units. */
export interface RichText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** Inside a quotation Telegram takes these; blocks do not nest. */
const INLINE = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'text_link',
  'custom_emoji',
]);

/** Writes a message piece by piece. */
export class RichTextWriter {
  private text = '';
  private readonly entities: TextEntity[] = [];

  add(text: string): this {
    this.text += text;
    return this;
  }

  bold(text: string): this {
    return this.marked('bold', text);
  }

  link(text: string, url: string): this {
    return this.marked('text_link', text, { url });
  }

  /** Copied by a tap. */
  code(text: string): this {
    return this.marked('code', text);
  }

  /** A whole line, or several; the cursor is at the beginning of a new one after it. */
  line(text = ''): this {
    return this.add(`${text}\n`);
  }

  /** What somebody wrote, set apart from what we say, with its inline formatting. */
  quote(quoted: RichText, options: { expandable?: boolean } = {}): this {
    const { text, entities } = clip(quoted, 0, quoted.text.trimEnd().length);
    if (text === '') return this;
    const offset = this.text.length;
    const inner = entities.filter(({ type }) => INLINE.has(type)).map((entity) => shift(entity, offset));
    this.marked(options.expandable ? 'expandable_blockquote' : 'blockquote', text);
    this.entities.push(...inner);
    return this.add('\n');
  }

  done(): RichText {
    const text = this.text.trimEnd();
    return { text, entities: clip({ text: this.text, entities: this.entities }, 0, text.length).entities };
  }

  private marked(type: string, text: string, more: Partial<TextEntity> = {}): this {
    if (text !== '') this.entities.push({ type, offset: this.text.length, length: text.length, ...more });
    return this.add(text);
  }
}

/** A piece of a text with the formatting that is inside it. A surrogate pair at its end is left out whole. */
export function clip({ text, entities }: RichText, from: number, to: number): RichText {
  const end = splitsPair(text, to) ? to - 1 : to;
  return {
    text: text.slice(from, end),
    entities: entities.flatMap((entity) => {
      const start = Math.max(entity.offset, from);
      const length = Math.min(entity.offset + entity.length, end) - start;
      return length > 0 ? [{ ...entity, offset: start - from, length }] : [];
    }),
  };
}

/** The first `most` units, with an ellipsis where something is missing. */
export function shorten(whole: RichText, most: number): RichText {
  if (whole.text.length <= most) return whole;
  const { text, entities } = clip(whole, 0, most - 1);
  return { text: `${text}…`, entities };
}

/** The beginning of a text on one line, for buttons and lists. */
export function firstWords(text: string, most: number): string {
  return shorten({ text: text.replace(/\s+/g, ' ').trim(), entities: [] }, most).text;
}

function shift(entity: TextEntity, by: number): TextEntity {
  return { ...entity, offset: entity.offset + by };
}

function splitsPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}
