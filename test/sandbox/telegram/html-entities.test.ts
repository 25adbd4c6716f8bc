import { expect, test } from 'vitest';
import { parseHtml } from '../../../src/sandbox/telegram/html-entities.ts';

test.each([
  ['<b>a</b><i>b</i>', 'ab', ['bold 0 1', 'italic 1 1']],
  ['😀<b><i>a</i>b</b>', '😀ab', ['bold 2 2', 'italic 2 1']],
  ['<strong >a</strong >', 'a', ['bold 0 1']],
  ['<a href="https://example.org/?a=1&amp;b=2">a</a>', 'a', ['text_link 0 1 https://example.org/?a=1&b=2']],
  ['<span class="tg-spoiler">a</span>', 'a', ['spoiler 0 1']],
  ['&lt;&gt;&amp;&quot;&#39;&#x41;&nbsp;& &', '<>&"\'A&nbsp;& &', []],
  ['<b></b>a > b', 'a > b', []],
])('%s is read as Telegram reads it', (source, text, expected) => {
  const parsed = parseHtml(source);
  expect(parsed).toMatchObject({ ok: true, text });
  const seen = parsed.ok ? parsed.entities.map((one) => [one.type, one.offset, one.length, one.url]) : [];
  expect(seen.map((one) => one.filter((part) => part !== undefined).join(' '))).toEqual(expected);
});

test.each([
  ['ë<script>a</script>', 'Unsupported start tag "script" at byte offset 2'],
  ['a < b', 'Unsupported start tag "" at byte offset 2'],
  ['<constructor>a</constructor>', 'Unsupported start tag "constructor" at byte offset 0'],
  ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
  ['a</b>', 'Unexpected end tag at byte offset 1'],
  ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
  ['<i>a</i   ', 'Unclosed end tag at byte offset 4'],
  ['a<b', 'Unclosed start tag at byte offset 1'],
  ['<i x="', 'Unclosed start tag "i" at byte offset 0'],
  ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
])('%s is refused in the words of Telegram', (source, complaint) => {
  expect(parseHtml(source)).toEqual({ ok: false, description: `Bad Request: can't parse entities: ${complaint}` });
});
