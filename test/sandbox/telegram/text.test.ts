import { describe, expect, test } from 'vitest';
import { formatText } from '../../../src/sandbox/telegram/text.js';

const html = (text: string) => formatText(text, { parseMode: 'HTML', commands: true });
const plain = (text: string) => formatText(text, { commands: true });
const found = (text: string) =>
  plain(text).entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);

describe('HTML becomes entities', () => {
  test.each([
    ['<b>a</b>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['x <strong>a</strong>', 'x a', [{ type: 'bold', offset: 2, length: 1 }]],
    ['<EM>a</EM>', 'a', [{ type: 'italic', offset: 0, length: 1 }]],
    ['<ins>a</ins>', 'a', [{ type: 'underline', offset: 0, length: 1 }]],
    ['<del>a</del>', 'a', [{ type: 'strikethrough', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">a</span>', 'a', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<tg-spoiler>a</tg-spoiler>', 'a', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<code>a</code>', 'a', [{ type: 'code', offset: 0, length: 1 }]],
    ['<pre>a</pre>', 'a', [{ type: 'pre', offset: 0, length: 1 }]],
    ['<pre><code class="language-ts">a</code></pre>', 'a', [{ type: 'pre', offset: 0, length: 1, language: 'ts' }]],
    ['<blockquote>a</blockquote>', 'a', [{ type: 'blockquote', offset: 0, length: 1 }]],
    ['<blockquote expandable>a</blockquote>', 'a', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    ['<blockquote>a<blockquote>b</blockquote></blockquote>', 'ab', [{ type: 'blockquote', offset: 0, length: 2 }]],
    [
      '<a href="https://example.org/?a=1&amp;b=2">a</a>',
      'a',
      [{ type: 'text_link', offset: 0, length: 1, url: 'https://example.org/?a=1&b=2' }],
    ],
    [
      "<a href='https://example.org'>a</a>",
      'a',
      [{ type: 'text_link', offset: 0, length: 1, url: 'https://example.org/' }],
    ],
    ['<a href="http://localhost:3000/x">a</a>', 'a', []],
    ['<a href="tg://user?id=1001">a</a>', 'a', [{ type: 'text_mention', offset: 0, length: 1, user: { id: 1001 } }]],
    [
      '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
      '👍',
      [{ type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' }],
    ],
    [
      '<tg-time unix="1647531900" format="wDT">then</tg-time>',
      'then',
      [{ type: 'date_time', offset: 0, length: 4, unix_time: 1647531900, date_time_format: 'wDT' }],
    ],
    ['a &lt;b&gt; &amp;&quot; &#33; &#x1F44D;', 'a <b> &" ! 👍', []],
    ['a&nbsp;b &', 'a&nbsp;b &', []],
    ['<b></b>a', 'a', []],
    ['<b>a</>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    [
      '👍<b>б<i>в</i></b>',
      '👍бв',
      [
        { type: 'bold', offset: 2, length: 2 },
        { type: 'italic', offset: 3, length: 1 },
      ],
    ],
  ])('%s', (source, text, entities) => {
    expect(html(source)).toEqual({ text, entities });
  });
});

describe('what is not its HTML is refused with the place', () => {
  test.each([
    ['<div>a</div>', 'Unsupported start tag "div" at byte offset 0'],
    ['привіт<br>', 'Unsupported start tag "br" at byte offset 12'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href="x>a</a>', 'Unclosed start tag at byte offset 0'],
    ['<a =x>a</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
  ])('%s', (source, reason) => {
    expect(() => html(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });
});

describe('given entities are checked', () => {
  test.each([
    [{ offset: 0, length: 5 }, 'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 5'],
    [{ offset: 2, length: 1 }, 'entity begins in a middle of a UTF-16 symbol at byte offset 1'],
    [{ offset: 0, length: 2 }, 'entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol'],
    [{ offset: -1, length: 2 }, 'negative'],
  ])('%o', (place, reason) => {
    expect(() => formatText('a👍b', { entities: [{ type: 'bold', ...place }], commands: true })).toThrow(reason);
  });
});

describe('space around the text goes and entities move along', () => {
  test.each([
    ['  a  ', [], 'a', []],
    ['\n\n a', [{ type: 'bold', offset: 3, length: 1 }], 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['  a', [{ type: 'bold', offset: 1, length: 2 }], ' a', [{ type: 'bold', offset: 0, length: 2 }]],
    ['a  ', [{ type: 'bold', offset: 0, length: 3 }], 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['a  b', [{ type: 'bold', offset: 1, length: 2 }], 'a  b', []],
    ['a\r\nb', [{ type: 'bold', offset: 3, length: 1 }], 'a\nb', [{ type: 'bold', offset: 2, length: 1 }]],
    ['a\tb\u0001', [], 'a b', []],
    [' \n ', [], '', []],
  ] as const)('%j with %j', (source, entities, text, kept) => {
    expect(formatText(source, { entities, commands: true })).toEqual({ text, entities: kept });
  });
});

describe('links, tags and commands are marked by themselves', () => {
  test.each([
    ['see https://example.org/a?b=1.', [['url', 'https://example.org/a?b=1']]],
    ['example.com, ok', [['url', 'example.com']]],
    ['http://localhost:3000', []],
    [
      '#tag #Київ #1 a#b',
      [
        ['hashtag', '#tag'],
        ['hashtag', '#Київ'],
      ],
    ],
    ['@ann_author @ab a@b_c_d', [['mention', '@ann_author']]],
    ['mail ann@example.com now', [['email', 'ann@example.com']]],
    [
      '/new /new@desk_bot a/b /',
      [
        ['bot_command', '/new'],
        ['bot_command', '/new@desk_bot'],
      ],
    ],
    ['$USD $usd', [['cashtag', '$USD']]],
  ])('%s', (text, entities) => {
    expect(found(text)).toEqual(entities);
  });

  test('not inside code or a link', () => {
    expect(
      html('<code>#tag</code> <a href="https://example.org/">@ann_author</a>').entities.map(({ type }) => type),
    ).toEqual(['code', 'text_link']);
  });
  test('a channel has no commands', () => {
    expect(formatText('/new #tag', { commands: false }).entities.map(({ type }) => type)).toEqual(['hashtag']);
  });
  test('a given link hides the one found in its place', () => {
    const given = { type: 'text_link', offset: 0, length: 11, url: 'https://other.org/' } as const;
    expect(formatText('example.com', { entities: [given], commands: true }).entities).toEqual([given]);
  });
});

test('half a surrogate pair is no text', () => {
  expect(() => plain('a\ud83d')).toThrow('strings must be encoded in UTF-8');
});
