import { expect, test } from 'vitest';
import { cutMrkdwn, escapeAndCut, escapedPieces, escapeText } from '../../../src/bots/slack/escape.ts';
import { button, confirmation, context, fields, header, plain, section } from '../../../src/bots/slack/kit/blocks.ts';
import { textInput } from '../../../src/bots/slack/kit/inputs.ts';
import { message, modal } from '../../../src/bots/slack/kit/modal.ts';
import { optionOf } from '../../../src/bots/slack/kit/options.ts';
import { checkBlocks } from '../../../src/sandbox/slack/checks/check-blocks.ts';
import { checkView } from '../../../src/sandbox/slack/checks/check-view.ts';

const graphemes = (text: string) => [...new Intl.Segmenter('und').segment(text)].map(({ segment }) => segment);
const WHOLE = ['🚀', '👨‍👩‍👧‍👦', '🇽🇰', '👋🏽', 'e\u0308', '1️⃣'];

/** Every place of Slack's that has a limit of its own, and how it is filled. */
const PLACES: [string, number, (text: string) => string][] = [
  ['a header', 150, (text) => textOf(header(text))],
  ['a section', 3000, (text) => section(text).text?.text ?? ''],
  ['a field', 2000, (text) => (fields([text]) as { fields: { text: string }[] }).fields[0]?.text ?? ''],
  ['a context', 2000, (text) => (context(text) as { elements: { text: string }[] }).elements[0]?.text ?? ''],
  ['a button', 75, (text) => button('a', text, '1').text.text],
  ['an option', 75, (text) => optionOf({ value: '1', text }).text.text],
  ['the title of a modal', 24, (text) => modal({ id: 'a', title: text, close: 'x', blocks: [] }).title.text],
  ['the close of a modal', 24, (text) => modal({ id: 'a', title: 'a', close: text, blocks: [] }).close?.text ?? ''],
  ['the title of a question', 100, (text) => confirmation(text, 'a', 'a', 'a').title?.text ?? ''],
  ['a question', 300, (text) => confirmation('a', text, 'a', 'a').text.text],
  ['its yes', 30, (text) => confirmation('a', 'a', text, 'a').confirm?.text ?? ''],
  ['a label', 2000, (text) => textInput('a', text).label.text],
  ['a placeholder', 150, (text) => plain(text, 150).text],
];
const textOf = (block: object) => (block as { text: { text: string } }).text.text;

test.each(PLACES)('%s takes %i units, and what people wrote ends at a whole character', (_, most, place) => {
  for (const whole of WHOLE)
    for (let before = 0; before < whole.length; before += 1) {
      const text = `${'a'.repeat(most - whole.length + before)}${whole}${whole} nuk`;
      const shown = place(text);
      expect(shown.length).toBeLessThanOrEqual(most);
      expect(shown.endsWith('…')).toBe(true);
      const kept = graphemes(shown.replace(/…$/, ''));
      expect(graphemes(text).slice(0, kept.length)).toEqual(kept);
    }
  expect(place('ujë\ud83d')).toBe('ujë\ufffd');
});

test('an escape, a mention and a date of Slack are never cut into', () => {
  expect(cutMrkdwn(`${'a'.repeat(6)}&amp;&amp;`, 11)).toBe('aaaaaa…');
  expect(cutMrkdwn(`${'a'.repeat(6)}&amp;&amp;`, 12)).toBe('aaaaaa&amp;…');
  expect(cutMrkdwn('<@U123456789> ka marrë', 10)).toBe('…');
  expect(cutMrkdwn('*Ana* <@U123456789> ka marrë', 20)).toBe('*Ana* <@U123456789>…');
  expect(escapeAndCut('a<b>&👋🏽👋🏽', 18)).toEqual({ text: 'a&lt;b&gt;&amp;…', cut: true });
  expect(escapeAndCut('ujë & dritë', 100)).toEqual({ text: 'ujë &amp; dritë', cut: false });
});

test('a long text stands whole in pieces, each of which Slack takes', () => {
  const text = `${'<ujë & 👨‍👩‍👧‍👦> '.repeat(700)}fund`;
  const parts = escapedPieces(text, 3000);
  expect(parts.join('')).toBe(escapeText(text));
  const refusals: string[] = checkBlocks(parts.map(section), 50);
  expect(refusals).toEqual([]);
  expect(() => checkView({ ...message(parts.map(section)) }, 'modal')).not.toThrow();
});
