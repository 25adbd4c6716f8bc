import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeHtml, renderSays } from '../../../src/bots/telegram/render.ts';
import { readSource } from '../../../src/commands/read-source.ts';
import { LANGUAGES, type Language } from '../../../src/core/domain/codes.ts';
import type { Say, SayButton, SayLine, SayValue } from '../../../src/core/domain/say.ts';
import { fitsIn } from '../../../src/core/domain/text/label-width.ts';
import { mixesScripts } from '../../../src/core/domain/text/one-script.ts';
import { withoutLatinNames } from '../../../src/core/domain/text/serbian-script.ts';
import { cannotBeUndone, isCritical } from '../../../src/core/i18n/critical.ts';
import { LABEL_KEYS } from '../../../src/core/i18n/labels.ts';
import { pluralBase } from '../../../src/core/i18n/plurals.ts';
import { isFileKey, isStaffKey, MULTILINGUAL } from '../../../src/core/i18n/rules.ts';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { look } from '../../../src/core/turn/look.ts';
import { walkEveryScreen } from '../../support/every-screen.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { NOT_SAID, saysAlone } from '../../support/says-alone.ts';
import { makeStaff } from '../../support/staff.ts';
import { toldSays } from '../../support/told-says.ts';

const texts = loadTexts(undefined, { strict: true });
let line: TestLine;
let walked: Say[];
beforeAll(async () => {
  line = await openTestLine();
  const staff = {
    triage: await makeStaff(line, ['triage']),
    protection: await makeStaff(line, ['protection', 'triage', 'lead']),
  };
  walked = await walkEveryScreen(line, staff);
});
afterAll(() => line.close());

const alone = [...saysAlone(texts.strings('en')).values()].flat();
/** The same once more as it is told who has a serious item: behind a notice, opened on purpose. */
const toldTo = (language: Language | 'en', second: Language | null = null): Say[] =>
  [...toldSays({ language, second }).values()].flatMap((says) => [...says, ...look(says)]);

/** Every screen, for who reads so: what the walk came to, what others have them told, and each text that there is on one of its own. */
const screensFor = (language: Language | 'en', second: Language | null = null): Say[] => [
  ...walked,
  ...toldTo(language, second),
  ...alone,
];

/** Keys that stand on some of these. */
const keysOn = (says: readonly Say[]): Set<string> => new Set(JSON.stringify(says).match(/(?<="key":")[^"]+/g));

const shown = (say: Say, language: 'rom' | 'sq', second: 'sq' | 'sr-Cyrl' | null): string =>
  renderSays(texts, [say], language, second)
    .map(({ html }) => html)
    .join('\n');

describe('no text is left out', () => {
  test('each that residents are told stands on a screen, or is read elsewhere than in a message', () => {
    const on = keysOn(screensFor('sq'));
    const english = texts.strings('en');
    const left = [...english.keys()].filter(
      (key) => !isStaffKey(key) && !isFileKey(key) && !on.has(key) && !on.has(pluralBase(key, english) ?? key),
    );
    for (const [where, keys] of Object.entries(NOT_SAID))
      expect([where, left.some((key) => keys.test(key))]).toEqual([where, true]);
    expect(left.filter((key) => !Object.values(NOT_SAID).some((keys) => keys.test(key)))).toEqual([]);
  });

  test('and each verb that says something is tried in what is told, or walked through', () => {
    const told = toldSays({ language: 'sq', second: null });
    const verbs = readSource(join(import.meta.dirname, '../../../src/core')).flatMap(({ text }) =>
      [...text.matchAll(/^export (?:async )?(?:function|const) (say[A-Z]\w*)(?=[^{}]*?\): (?:Promise<)?Say\b)/gms)].map(
        ([, name = '']) => name,
      ),
    );
    expect(verbs).toContain('sayReminder');
    expect(verbs.filter((verb) => !told.has(verb) && !WALKED.has(verb))).toEqual([]);
  });
});

/** Verbs that answer who stands before them: the walk comes to what they say. */
const WALKED = new Set(['sayMenu', 'sayHelp', 'sayFaq', 'sayEmergency', 'sayOffer', 'sayTaken']);

test('the walk comes to what matters most', () => {
  const seen = keysOn(walked);
  const wanted = [
    ...[
      'consent:ask',
      'consent:who_not',
      'feedback:safe.ask',
      'feedback:privacy.ask',
      'feedback:messages.ask_sensitive',
    ],
    ...['forms:check.title', 'forms:stop.ask', 'forms:aside.ask', 'danger:sends_nobody', 'discreet:notice.title'],
    ...[
      'discreet:ask.alone',
      'discreet:look.goes',
      'feedback:sent_anonymous.receipt',
      'privacy:who_reads',
      'privacy:stays',
    ],
    ...['forget:ask', 'forget:ask_again', 'forget:done', 'withdraw:ask', 'items:secret', 'registration:share.ask'],
    ...[
      'registration:seated.title',
      'registration:cancel.ask',
      'grants:sent.title',
      'items:closed.ask',
      'freetext:ask',
    ],
  ];
  expect(wanted.filter((key) => !seen.has(key))).toEqual([]);
});

/** By its place, a text on it, or a button that cannot be undone. */
const matters = ({ critical, lines, after, buttons }: Say): boolean =>
  critical === true ||
  [...keysOn([{ lines: [...lines, ...(after ?? [])] }])].some(isCritical) ||
  (buttons ?? []).flat().some(({ label }) => 'key' in label && cannotBeUndone(label.key));

describe('in Romani', () => {
  test('each screen that holds what nobody may misunderstand has all of it in the second language, and no other has', () => {
    const wrong: string[] = [];
    for (const second of ['sq', 'sr-Cyrl'] as const)
      for (const say of screensFor('rom', second)) {
        const html = shown(say, 'rom', second);
        const [, under] = html.split('———');
        if (!matters(say) && under !== undefined) wrong.push(`needless: ${html}`);
        if (!matters(say)) continue;
        for (const part of [...say.lines, ...(say.after ?? [])]) {
          const said = sayLine(texts, part, {
            language: second,
            channel: 'telegram',
            escape: escapeHtml,
            code: (code) => `<code>${code}</code>`,
          });
          if (!under?.includes(said.split('\n')[0] ?? '')) wrong.push(`${part.key} is not in ${second}: ${html}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  test('its buttons stand there again in their order', () => {
    for (const say of screensFor('rom', 'sq')) {
      const buttons = (say.buttons ?? []).flat();
      if (!matters(say) || buttons.length === 0) continue;
      const under = shown(say, 'rom', 'sq').split('———')[1] ?? '';
      const list = under.slice(under.indexOf(texts.say('sq', 'common:buttons_again')));
      let from = 0;
      for (const { label } of buttons) {
        const said = 'text' in label ? label.text : sayLine(texts, label, { language: 'sq', channel: 'telegram' });
        const at = list.indexOf(said, from);
        expect(`${said} ${at >= from}`).toBe(`${said} true`);
        from = at + said.length;
      }
    }
  });

  test('nothing is said twice to who reads a language that is no test version', () => {
    for (const say of screensFor('sq')) expect(shown(say, 'sq', 'sr-Cyrl')).not.toContain('———');
  });
});

/** A name that staff or a person gave may be cut; nothing of ours is. */
const holdsName = ({ label }: SayButton): boolean =>
  'text' in label || Object.values(label.values ?? {}).some((value) => typeof value === 'object' && 'text' in value);

describe.each([...LANGUAGES, 'en' as const])('the labels of every screen in %s', (language) => {
  test('are whole on a cheap phone, but for the names of offers, of which the date stays', () => {
    const wrong = new Set<string>();
    for (const say of screensFor(language)) {
      const [message] = renderSays(texts, [say], language as 'sq', null).slice(-1);
      const rows = message?.markup && 'inline_keyboard' in message.markup ? message.markup.inline_keyboard : [];
      const made = new Map((say.buttons ?? []).flat().map((button) => [button.data, button]));
      for (const row of rows)
        for (const shown of row) {
          const button = made.get('callback_data' in shown ? shown.callback_data : '');
          if (!button) throw new Error(`a button nobody asked for: ${shown.text}`);
          const date = 'key' in button.label ? button.label.values?.day : undefined;
          const day = typeof date === 'object' && 'date' in date ? texts.formatDate(language, date.date) : '';
          if (!shown.text.includes(day)) wrong.add(`without its day: ${shown.text}`);
          if (!holdsName(button) && shown.text.endsWith('…')) wrong.add(`cut: ${shown.text}`);
          if (!fitsIn(shown.text, row.length)) wrong.add(`too wide for ${row.length}: ${shown.text}`);
        }
    }
    expect([...wrong]).toEqual([]);
  });

  test('have whom to call and the quick exit in rows of their own', () => {
    for (const say of screensFor(language)) {
      const rows = renderSays(texts, [say], language as 'sq', null).flatMap(({ markup }) =>
        markup && 'inline_keyboard' in markup ? markup.inline_keyboard : [],
      );
      for (const row of rows)
        if (row.some((one) => 'callback_data' in one && /^m:(exit|emergency)$/.test(one.callback_data)))
          expect(row).toHaveLength(1);
    }
  });
});

test('every label is one that the check of texts measures', () => {
  const keys = [...walked, ...toldTo('sq')].flatMap((say) =>
    (say.buttons ?? []).flat().flatMap(({ label }) => ('key' in label ? [label.key] : [])),
  );
  expect([...new Set(keys)].filter((key) => !LABEL_KEYS.test(key))).toEqual([]);
});

/** The words of people, numbers and names of languages, which each language has in its own script, stand for nothing of ours. */
const ours = (say: Say, keeps: boolean): Say => {
  const value = (one: SayValue): SayValue => {
    if (typeof one === 'string' || typeof one === 'number') return '…';
    if ('text' in one) return keeps ? one : '…';
    if ('list' in one) return { list: one.list.map(value) };
    if ('key' in one) return MULTILINGUAL.test(one.key) ? '…' : line(one);
    return 'code' in one ? '…' : one;
  };
  const line = ({ key, values }: SayLine): SayLine => ({
    key,
    ...(values && {
      values: Object.fromEntries(
        Object.entries(values).map(([name, one]) => [name, name === 'count' ? one : value(one)]),
      ),
    }),
  });
  const lines = (all: readonly SayLine[]) => all.filter(({ key }) => !MULTILINGUAL.test(key)).map(line);
  const label = (one: SayButton['label']): SayButton['label'] =>
    'text' in one || MULTILINGUAL.test(one.key) ? { text: '…' } : line(one);
  return {
    ...say,
    lines: lines(say.lines),
    after: lines(say.after ?? []),
    buttons: (say.buttons ?? []).map((row) => row.map((one) => ({ ...one, label: label(one.label) }))),
  };
};

/** All that stands on it, without markup. */
const wordsOn = (says: readonly Say[], language: Language): string[] =>
  renderSays(texts, says, language, null).map(({ html, markup }) =>
    [html.replace(/<[^<>]*>/g, ' '), ...labelsOf(markup)].join('\n'),
  );

const labelsOf = (markup: ReturnType<typeof renderSays>[number]['markup']): string[] =>
  markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat().map(({ text }) => text) : [];

describe.each(LANGUAGES)('the scripts of every screen in %s', (language) => {
  test('are not mixed within a word, whoever wrote it', () => {
    expect(wordsOn(screensFor(language), language).filter(mixesScripts)).toEqual([]);
  });

  test('are the language’s own, but for names of things', () => {
    const isCyrillic = language === 'sr-Cyrl';
    const says = [
      ...toldTo(language).map((say) => ours(say, true)),
      ...[...walked, ...alone].map(({ quote: _theirs, ...say }) => ours(say, false)),
    ];
    const strange = wordsOn(says, language).flatMap((words) => {
      const found = isCyrillic
        ? /\p{Script=Latin}+/u.exec(withoutLatinNames(words))
        : /\p{Script=Cyrillic}+/u.exec(words);
      return found ? [`${found[0]}: ${words}`] : [];
    });
    expect(strange).toEqual([]);
  });
});

test('what staff wrote of an offer in Serbian Latin is told in Cyrillic, and names of things stay as they are', () => {
  const [reminder = ''] = wordsOn(toldSays({ language: 'sr-Cyrl', second: null }).get('sayReminder') ?? [], 'sr-Cyrl');
  expect(reminder).toContain('Измишљена пракса за жене и младе: Excel, WhatsApp и Wi-Fi');
  expect(reminder).toContain('Youth Center, сала 2');
});
