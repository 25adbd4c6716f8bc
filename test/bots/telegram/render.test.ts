import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderSays, splitHtml } from '../../../src/bots/telegram/render.ts';
import type { Language } from '../../../src/core/domain/codes.ts';
import type { Say } from '../../../src/core/domain/say.ts';
import { parseHtml } from '../../../src/sandbox/telegram/html-entities.ts';
import { texts } from './bot-world.ts';

const render = (say: Say, language: Language = 'sq', second: Language | null = null) =>
  renderSays(texts, [say], language, second);
/** What Telegram would show; throws where it would refuse. */
const seen = (html: string) => {
  const parsed = parseHtml(html);
  if (!parsed.ok) throw new Error(parsed.description);
  return parsed;
};
const button = (key: string) => ({ label: { key }, data: key });
const NASTY = '<b>&amp; <script>alert("1")</script> </blockquote> &lt; <a href="tg://user?id=1">x</a>';

test("markup in a person's words is shown as they wrote it, in values and in quotations", () => {
  const [sent] = render({ lines: [{ key: 'add:added', values: { reference: { text: NASTY } } }], quote: NASTY });
  const { text, entities } = seen(sent?.html ?? '');
  expect(text.split(NASTY)).toHaveLength(3);
  expect(entities.map((entity) => entity.type)).toEqual(['blockquote']);
});

test("a button shows a person's words plain, cut before Telegram would", () => {
  const label = `${NASTY}${'👩‍👩‍👧'.repeat(40)}`;
  const [sent] = render({ lines: [{ key: 'menu:title' }], buttons: [[{ label: { text: label }, data: 'x' }]] });
  const markup = sent?.markup as { inline_keyboard: { text: string }[][] };
  const text = markup.inline_keyboard[0]?.[0]?.text ?? '';
  expect(text.length).toBeLessThanOrEqual(64);
  expect(label.startsWith(text.slice(0, -1))).toBe(true);
});

const QUESTION = 'A keni biznes apo keni plan për një të🚀 ri këtë vit?';

test.each([
  [QUESTION, QUESTION],
  [`${QUESTION.replace('🚀', '🚀🚀🚀🚀')} A keni?`, `${QUESTION.replace('🚀', '🚀🚀🚀🚀')}…`],
  [`${'a'.repeat(58)}🚀b`, `${'a'.repeat(58)}…`],
  [`${'a'.repeat(50)}👨‍👩‍👧‍👦`, `${'a'.repeat(50)}…`],
  ['të\ud83d ri', 'të\ufffd ri'],
])('the label %j stands on its button as %j', (label, expected) => {
  const [sent] = render({ lines: [{ key: 'menu:title' }], buttons: [[{ label: { text: label }, data: 'x' }]] });
  expect(sent?.markup).toMatchObject({ inline_keyboard: [[{ text: expected }]] });
});

test('half of a character in words or a value is replaced before Telegram would refuse the message', () => {
  const [sent] = render({
    lines: [{ key: 'add:added', values: { reference: { text: 'a\ud83d' } } }],
    quote: '\ude80b',
  });
  expect(sent?.html).toContain('a\ufffd');
  expect(sent?.html).toContain('<blockquote>\ufffdb</blockquote>');
});

test('a number to be copied is marked as such, and is only text on a button', () => {
  const line = { key: 'feedback:sent_anonymous.receipt', values: { receipt: { code: '1234 5678 9012 3456' } } };
  const [sent] = render({ lines: [line], buttons: [[{ label: line, data: 'x' }]] });
  const { text, entities } = seen(sent?.html ?? '');
  expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
    ['code', '1234 5678 9012 3456'],
  ]);
  const markup = sent?.markup as { inline_keyboard: { text: string }[][] };
  expect(markup.inline_keyboard[0]?.[0]?.text).not.toContain('<');
});

describe('a long text', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('&', '<', '>', '\n', '👩‍👩‍👧', '<b>', '&amp;', ' '),
  );
  test('is said in parts that Telegram takes, and no letter is lost or added', () => {
    const long = fc.array(word, { minLength: 200, maxLength: 1500 }).map((words) => words.join(''));
    fc.assert(
      fc.property(long, (quote) => {
        const parts = render({ lines: [{ key: 'menu:title' }], quote, after: [{ key: 'help:title' }] });
        const shown = parts.map(({ html }) => seen(html).text);
        for (const text of shown) expect(text.length).toBeLessThanOrEqual(4096);
        for (const text of shown) expect(text.trim()).not.toBe('');
        const squeezed = (text: string) => text.replace(/\s/g, '');
        const all = `${texts.say('sq', 'menu:title')}${quote}${texts.say('sq', 'help:title')}`;
        expect(squeezed(shown.join(''))).toBe(squeezed(all));
      }),
      { numRuns: 60 },
    );
  });

  test('carries its buttons under the last part only, and never edits the tapped message', () => {
    const parts = render({
      lines: [{ key: 'menu:title' }],
      quote: 'x'.repeat(10_000),
      buttons: [[{ label: { text: 'a' }, data: 'b' }]],
      replace: true,
    });
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map((part) => part.markup !== undefined)).toEqual(parts.map((_, index) => index === parts.length - 1));
    expect(parts.some((part) => part.replace)).toBe(false);
  });

  test('is cut at a word, and a family, a flag or a letter under its marks stays whole', () => {
    for (const whole of ['👨‍👩‍👧‍👦', '🇽🇰', '👋🏽', 'e\u0308']) {
      const parts = splitHtml(`<blockquote>${'a'.repeat(3999)}${whole.repeat(2000)}</blockquote>`);
      const inside = parts.map((part) => part.replace(/^<blockquote>|<\/blockquote>$/g, ''));
      expect(inside.join('')).toBe(`${'a'.repeat(3999)}${whole.repeat(2000)}`);
      for (const part of inside) expect(part.replaceAll(whole, '')).toMatch(/^a*$/);
    }
    expect(splitHtml(`${'voda '.repeat(900)}`).every((part) => /^(?:voda ?)+$/.test(part))).toBe(true);
  });

  test('stays one message while it fits', () => {
    expect(splitHtml('a\nb')).toEqual(['a\nb']);
  });
});

test('a critical text that nobody reviewed has the second language under it, others have not', () => {
  const key = 'menu:title';
  const say: Say = { lines: [{ key }], critical: true };
  const second = texts.say('sq', key);
  expect(render(say, 'rom', 'sq')[0]?.html).toContain(second);
  expect(render({ ...say, critical: false }, 'rom', 'sq')[0]?.html).not.toContain(second);
  // Some are so wherever they stand.
  const done: Say = { lines: [{ key: 'forget:done' }] };
  expect(render(done, 'rom', 'sq')[0]?.html).toContain(texts.say('sq', 'forget:done'));
  expect(render(say, 'sr-Latn', 'sq')[0]?.html).not.toContain('———');
});

test('asking for a phone number says first, in a message of its own, where the share button is; the question stands last', () => {
  const parts = render({
    lines: [{ key: 'menu:title' }],
    buttons: [[{ label: { text: 'a' }, data: 'b' }]],
    share: 'contact',
  });
  expect(parts).toHaveLength(2);
  expect(parts[0]?.markup).toMatchObject({ keyboard: [[{ request_contact: true }]] });
  expect(parts[0]?.html).toBe(texts.say('sq', 'common:hint_contact'));
  expect(parts[1]?.markup).toHaveProperty('inline_keyboard');
  expect(render({ lines: [{ key: 'menu:title' }], share: 'contact', replace: true }).some((part) => part.replace)).toBe(
    false,
  );
});

test.each<[string, Say]>([
  [
    'both beside each other',
    { lines: [{ key: 'menu:title' }], buttons: [[button('forget:yes'), button('forget:no')], [button('common:back')]] },
  ],
  [
    'under each other',
    { lines: [{ key: 'forms:stop.ask' }], buttons: [[button('forms:stop.no')], [button('forms:stop.yes')]] },
  ],
])('what cannot be undone is named again in the second language, in the order of the buttons: %s', (_name, say) => {
  const html = render(say, 'rom', 'sq')[0]?.html ?? '';
  const under = html.slice(html.indexOf('———'));
  const labels = (say.buttons ?? []).flat().map(({ label }) => texts.say('sq', 'key' in label ? label.key : ''));
  const at = labels.map((label) => under.lastIndexOf(label));
  expect(at).not.toContain(-1);
  expect(at).toEqual(at.toSorted((one, other) => one - other));
  expect(render(say, 'sr-Latn', 'sq')[0]?.html).not.toContain('———');
});

test("a person's words stand once, and are not repeated in the second language", () => {
  const [sent] = render({ lines: [{ key: 'forms:check.title' }], quote: 'fjalëshpikur' }, 'rom', 'sq');
  expect(sent?.html.split('fjalëshpikur')).toHaveLength(2);
  expect(sent?.html).toContain(texts.say('sq', 'forms:check.title'));
});
