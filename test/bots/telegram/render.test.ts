import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderSays, shorten, splitHtml } from '../../../src/bots/telegram/render.ts';
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

test('shortening never cuts through a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), fc.integer({ min: 2, max: 60 }), (text, most) => {
      const short = shorten(text, most);
      expect(short.length).toBeLessThanOrEqual(Math.max(most, 1));
      expect(/\p{Surrogate}/u.test(short)).toBe(/\p{Surrogate}/u.test(text));
      expect(text.startsWith(short === text ? text : short.slice(0, -1))).toBe(true);
    }),
  );
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
  expect(render(say, 'sr-Latn', 'sq')[0]?.html).not.toContain('———');
});

test('asking for a phone number shows the share button in a message of its own', () => {
  const parts = render({
    lines: [{ key: 'menu:title' }],
    buttons: [[{ label: { text: 'a' }, data: 'b' }]],
    share: 'contact',
  });
  expect(parts).toHaveLength(2);
  expect(parts[0]?.markup).toHaveProperty('inline_keyboard');
  expect(parts[1]?.markup).toMatchObject({ keyboard: [[{ request_contact: true }]] });
});
