import { describe, expect, test } from 'vitest';
import { parseMrkdwn } from '../../../src/sandbox/page/blocks/parse-mrkdwn.ts';

const text = (words: string) => ({ kind: 'text', text: words });
const bold = (...inside: object[]) => ({ kind: 'bold', inside });
const italic = (...inside: object[]) => ({ kind: 'italic', inside });
const BREAK = { kind: 'break' };

/** Everything a person would read, with the marks gone. */
const read = (pieces: ReturnType<typeof parseMrkdwn>): string =>
  pieces
    .map((piece) => {
      if ('inside' in piece) return read(piece.inside);
      if (piece.kind === 'text' || piece.kind === 'code' || piece.kind === 'pre') return piece.text;
      return piece.kind === 'break' ? '\n' : piece.kind === 'link' ? piece.label : '';
    })
    .join('');

describe('mrkdwn is read as Slack reads it', () => {
  const table: [string, object[]][] = [
    ['plain', [text('plain')]],
    ['*bold* and _italic_', [bold(text('bold')), text(' and '), italic(text('italic'))]],
    ['~gone~', [{ kind: 'strike', inside: [text('gone')] }]],
    ['*bold _and_ more*', [bold(text('bold '), italic(text('and')), text(' more'))]],
    ['(*bold*)', [text('('), bold(text('bold')), text(')')]],
    ['2*3*4 and snake_case_name', [text('2*3*4 and snake_case_name')]],
    ['* no * bold', [text('* no * bold')]],
    ['*not\nover lines*', [text('*not'), BREAK, text('over lines*')]],
    ['`a *b* &lt;c&gt;`', [{ kind: 'code', text: 'a *b* <c>' }]],
    [
      'before\n```one\n  two *three*```\nafter',
      [text('before'), { kind: 'pre', text: 'one\n  two *three*' }, text('after')],
    ],
    ['&gt; one\n> two\nthree', [{ kind: 'quote', inside: [text('one'), BREAK, text('two')] }, text('three')]],
    ['>>> one\ntwo', [{ kind: 'quote', inside: [text('one'), BREAK, text('two')] }]],
    ['&amp;lt; &lt;b&gt;', [text('&lt; <b>')]],
    ['• one\n• two', [text('• one'), BREAK, text('• two')]],
    ['<https://example.org|our page>', [{ kind: 'link', url: 'https://example.org', label: 'our page' }]],
    [
      '<https://example.org/?a=1&amp;b=2>',
      [{ kind: 'link', url: 'https://example.org/?a=1&b=2', label: 'https://example.org/?a=1&b=2' }],
    ],
    ['<mailto:a@example.org|a@example.org>', [{ kind: 'link', url: 'mailto:a@example.org', label: 'a@example.org' }]],
    [
      '<@U0ARTA> in <#C0MAIN|main>',
      [{ kind: 'user', id: 'U0ARTA', label: '' }, text(' in '), { kind: 'channel', id: 'C0MAIN', label: 'main' }],
    ],
    [
      '<!date^1763900000^{date_short_pretty} {time}|2025-11-23>',
      [{ kind: 'date', seconds: 1763900000, format: '{date_short_pretty} {time}', fallback: '2025-11-23', url: null }],
    ],
    [
      'done :white_check_mark: at 6:00-14:30',
      [text('done '), { kind: 'emoji', name: 'white_check_mark', sign: '✅' }, text(' at 6:00-14:30')],
    ],
    [':no_such_sign:', [text(':no_such_sign:')]],
  ];
  test.each(table)('%j', (given, pieces) => expect(parseMrkdwn(given)).toEqual(pieces));
});

describe('hostile text stays text', () => {
  test.each([
    ['an unclosed mark', '*never closed _either ~or this'],
    ['an unclosed pointed bracket', 'a < b and <https://example.org'],
    ['unclosed code', 'a ` b'],
    ['an unclosed fence', 'a ``` b'],
    ['marks alone', '*** ___ ~~~ ** __ ~~'],
    ['HTML', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
    ['a name of a prototype as an emoji', ':constructor: :to-string:'],
  ])('%s', (_, given) => expect(parseMrkdwn(given)).toEqual([text(given)]));

  test('a link that runs a script is no link', () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      ' javascript:x',
      'JaVaScRiPt:x',
      'file:///etc/passwd',
    ])
      expect(parseMrkdwn(`<${url}|press>`)).toEqual([text(`<${url}|press>`)]);
  });
  test('a broadcast is shown as its name and leads nowhere', () => {
    for (const name of ['channel', 'here', 'everyone'])
      expect(parseMrkdwn(`<!${name}>`)).toEqual([{ kind: 'broadcast', label: `@${name}` }]);
  });
  test('marks of direction and every other character are kept', () => {
    const given = '\u2068*שלום*\u2069 \u202eabc\u202c';
    expect(read(parseMrkdwn(given))).toBe('\u2068שלום\u2069 \u202eabc\u202c');
  });
  test('no character of a long text is lost, whatever it is made of', () => {
    for (const part of ['*a ', '_a *b ~c ', '<', '`', '<a|', '```', '*a* _b_ ', ':a', '&gt;', '*_~`<']) {
      const given = part.repeat(Math.ceil(10_000 / part.length));
      const signs = (words: string) => words.replaceAll('&gt;', '').replace(/[*_~`>]/g, '').length;
      expect(signs(read(parseMrkdwn(given)).replaceAll('\n', ''))).toBe(signs(given));
    }
  });
});
