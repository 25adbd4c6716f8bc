import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isRetired } from '../../../src/core/i18n/retired.ts';
import { sourceHash, textHash } from '../../../src/core/i18n/review.ts';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { secondUnder } from '../../../src/core/i18n/second-under.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'locales-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(language: string, strings: object): void {
  mkdirSync(join(folder, language), { recursive: true });
  writeFileSync(join(folder, language, 'a.json'), JSON.stringify(strings));
}
write('en', {
  hello: 'Hello {{name}}',
  only_english: 'English',
  both: 'Both',
  n_one: '{{count}} day',
  n_other: '{{count}} days',
  deep: { key: 'Deep' },
});
write('sr-Latn', {
  hello: 'Zdravo {{name}}',
  both: 'Oba',
  n_one: '{{count}} dan',
  n_few: '{{count}} dana',
  n_other: '{{count}} dana',
});
write('rom', { hello: 'Lačho dive {{name}}', n_one: '{{count}} ONE', n_other: '{{count}} OTHER' });
const readings = (english: string, text: string) =>
  ['Sample Readers', 'Sample Readers of Here'].map((reader) => ({
    reader,
    sourceHash: sourceHash(english),
    textHash: textHash(text),
  }));
writeFileSync(
  join(folder, 'readers.json'),
  JSON.stringify([
    { name: 'Sample Readers', languages: ['rom'] },
    { name: 'Sample Readers of Here', languages: ['rom'], local: true },
  ]),
);
writeFileSync(
  join(folder, 'review.json'),
  JSON.stringify({
    rom: {
      default: { state: 'machine' },
      strings: {
        'a:hello': { readings: readings('Hello {{name}}', 'Lačho dive {{name}}') },
        'a:n_one': { readings: readings('An older English', '{{count}} ONE') },
        'a:n_other': { readings: readings('{{count}} days', '{{count}} OTHER') },
      },
    },
  }),
);

describe('texts', () => {
  it('come from the language, else the second language, else English, and every gap is reported', () => {
    const missing: string[] = [];
    const texts = loadTexts(folder, { onMissing: (language, key) => missing.push(`${language} ${key}`) });
    expect(texts.say('rom', 'a:hello', { name: 'X' }, 'sr-Latn')).toBe('Lačho dive X');
    expect(texts.say('rom', 'a:both', {}, 'sr-Latn')).toBe('Oba');
    expect(texts.say('rom', 'a:only_english', {}, 'sr-Latn')).toBe('English');
    expect(texts.say('rom', 'a:nowhere')).toBe('…');
    expect(missing).toEqual(['rom a:both', 'rom a:only_english', 'rom a:nowhere']);
  });

  it('throw for a missing key where nothing may be missing', () => {
    expect(() => loadTexts(folder, { strict: true }).say('rom', 'a:both')).toThrow('a:both');
  });

  it('throw for a value that nobody gave, where nothing may be missing', () => {
    expect(() => loadTexts(folder, { strict: true }).say('rom', 'a:hello')).toThrow('a:hello was said without name');
  });

  it('put in whatever a person wrote as it is: braces, dollars and nesting are only characters', () => {
    const texts = loadTexts(folder);
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{{name}}', '$t(a:both)', '$&', '<!channel>', '=1+1', "$'"),
    );
    fc.assert(
      fc.property(words, (name) => {
        expect(texts.say('en', 'a:hello', { name })).toBe(`Hello ${name}`);
      }),
    );
  });

  it('count in Serbian as Serbian does, and in Romani as one and more', () => {
    const texts = loadTexts(folder);
    expect([1, 3, 5].map((count) => texts.say('sr-Latn', 'a:n', { count }))).toEqual(['1 dan', '3 dana', '5 dana']);
    expect([1, 2, 5, 21].map((count) => texts.say('rom', 'a:n', { count }))).toEqual([
      '1 ONE',
      '2 OTHER',
      '5 OTHER',
      '21 OTHER',
    ]);
  });

  it('count in Romani the same way on a machine that speaks Serbian', () => {
    const script = `
      import { loadTexts } from './src/core/i18n/texts.ts';
      const texts = loadTexts(${JSON.stringify(folder)});
      console.log(new Intl.PluralRules('rom').select(21), texts.say('rom', 'a:n', { count: 21 }), texts.say('rom', 'a:n', { count: 3 }), texts.formatDate('rom', '2026-11-23T12:00:00Z'));`;
    const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'sr_RS.UTF-8', LANG: 'sr_RS.UTF-8' },
    });
    // Intl alone takes the machine's Serbian rules, by which 21 is "one": that is what the pin is for.
    expect(run.stdout.trim()).toBe('one 21 OTHER 3 OTHER 23.11.2026');
  });

  it('write dates on the clock of the town, in words of the language, and in Serbian and Romani in figures', () => {
    const texts = loadTexts(folder);
    const late = '2026-11-23T23:30:00Z';
    expect(texts.formatDate('sq', late)).toBe('24 nëntor 2026');
    expect(texts.formatDate('sr-Latn', late)).toBe('24.11.2026.');
    expect(texts.formatDate('sr-Cyrl', late)).toBe('24.11.2026.');
    expect(texts.formatDate('rom', late)).toBe('24.11.2026');
    expect(texts.formatDateTime('sq', '2026-07-01T12:05:00Z')).toBe('1 korrik 2026, 14:05');
  });
});

describe('a review', () => {
  it('counts until the English changes', () => {
    const texts = loadTexts(folder);
    expect(texts.isApproved('rom', 'a:hello')).toBe(true);
    expect(texts.isApproved('rom', 'a:n')).toBe(false);
    expect(texts.isApproved('rom', 'a:only_english')).toBe(false);
  });

  it('decides whether the second language stands under a critical Romani text', () => {
    const texts = loadTexts(folder);
    const speaker = { language: 'rom', secondLanguage: 'sr-Latn' };
    const on = (...keys: string[]) => ({ lines: keys.map((key) => ({ key })), critical: true });
    expect(secondUnder(texts, on('a:hello'), speaker)).toBeNull();
    expect(secondUnder(texts, on('a:hello', 'a:both'), speaker)).toBe('sr-Latn');
    expect(secondUnder(texts, on('a:both'), { language: 'sq', secondLanguage: 'sr-Latn' })).toBeNull();
  });
});

describe('a line', () => {
  it('escapes every value, and translates, dates and lists them', () => {
    const texts = loadTexts(folder);
    const safe = (text: string) => text.replaceAll('<', '&lt;');
    const say = (name: Parameters<typeof sayLine>[1]['values']) =>
      sayLine(texts, { key: 'a:hello', values: name ?? {} }, { language: 'en', escape: safe });
    expect(say({ name: { text: '<b>' } })).toBe('Hello &lt;b>');
    expect(say({ name: '<i>' })).toBe('Hello &lt;i>');
    expect(say({ name: { key: 'a:both' } })).toBe('Hello Both');
    expect(say({ name: { date: '2026-11-23T12:00:00Z' } })).toBe('Hello 23 November 2026');
  });
});

describe('the texts of this line', () => {
  const texts = loadTexts(undefined, { strict: true });

  it('have a label for every code of every list', async () => {
    const codes = await import('../../../src/core/domain/codes.ts');
    const lists: [string, readonly string[]][] = [
      ['language', codes.LANGUAGES],
      ['item_kind', codes.ITEM_KINDS],
      ['feedback_type', codes.FEEDBACK_TYPES],
      ['municipality', codes.MUNICIPALITIES],
      ['sector', codes.SECTORS],
      ['agency', codes.AGENCIES],
      ['gender', codes.GENDERS],
      ['age_band', codes.AGE_BANDS],
      ['community', codes.COMMUNITIES],
      ['disability', codes.DISABILITIES],
      ['priority', codes.PRIORITIES],
      ['closed_reason', codes.CLOSED_REASONS],
      ['satisfaction', codes.SATISFACTIONS],
      ['role', codes.ROLES],
      ['channel', codes.CHANNELS],
    ];
    const without = lists
      .flatMap(([list, known]) => known.map((code) => `codes:${list}.${code}`))
      .filter((key) => !texts.has('en', key));
    expect(without).toEqual([]);
  });

  it('have every key that the code names', () => {
    const namespaces = new Set([...texts.strings('en').keys()].map((key) => key.split(':')[0]));
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const named = files.flatMap((file) =>
      [...readFileSync(join('src', file), 'utf8').matchAll(/['"`]([a-z][a-z-]*):([a-z_]+(?:\.[A-Za-z0-9_-]+)*)['"`]/g)]
        .filter((match) => namespaces.has(match[1]))
        .map((match) => `${match[1]}:${match[2]}`),
    );
    expect(named.length).toBeGreaterThan(100);
    // A text that counts is kept by its plural forms.
    const isThere = (key: string) => texts.has('en', key) || texts.has('en', `${key}_other`) || isRetired(key);
    expect([...new Set(named)].filter((key) => !isThere(key))).toEqual([]);
  });

  it('say of a refusal without a text that it did not work, never a bare code', () => {
    const reported: string[] = [];
    const lenient = loadTexts(undefined, { onMissing: (_language, key) => reported.push(key) });
    expect(lenient.say('en', 'errors:no_such_code')).toBe(lenient.say('en', 'errors:unknown'));
    expect(reported).toEqual(['errors:no_such_code']);
  });

  it('name each language in itself', () => {
    expect(texts.languageName('sq')).toBe('Shqip');
    expect(texts.languageName('sr-Cyrl')).toBe('Српски (ћирилица)');
  });
});
