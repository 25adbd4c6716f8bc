import { describe, expect, test } from 'vitest';
import type { Language } from '../../../../src/core/domain/codes.ts';
import { serbianCyrillic } from '../../../../src/core/domain/text/serbian-script.ts';
import type { Reader } from '../../../../src/core/i18n/readers.ts';
import { type Review, type Reviewed, reviewOf, sourceHash, textHash } from '../../../../src/core/i18n/review.ts';
import { learnLanguages } from '../../../../src/core/i18n/tell-language.ts';
import { loadTexts } from '../../../../src/core/i18n/texts.ts';
import type { CameBackRow } from '../../../../src/core/i18n/translating/came-back.ts';
import { type TakenRows, type Taking, takeRows } from '../../../../src/core/i18n/translating/take-rows.ts';
import { textRows } from '../../../../src/core/i18n/translating/text-rows.ts';

const tell = learnLanguages(loadTexts());
const ENGLISH = {
  'common:yes': 'Yes',
  'common:separator': ', ',
  'common:edit': 'Change: {{what}}',
  'forget:ask': 'Do you want to delete “everything”?',
  'forget:kept': 'Nothing was deleted.\nYour messages stay with us.',
  'forms:parts_one': '{{count}} part',
  'forms:parts_other': '{{count}} parts',
  'staff:help': 'Help',
};
const LATIN = {
  'common:yes': 'Da',
  'common:separator': ', ',
  'common:edit': 'Promenite: {{what}}',
  'forget:ask': 'Da li želite da obrišete „sve“?',
  'forget:kept': 'Ništa nije obrisano.\nVaše poruke ostaju kod nas.',
  'forms:parts_one': '{{count}} deo',
  'forms:parts_few': '{{count}} dela',
  'forms:parts_other': '{{count}} delova',
};
const of = (texts: Record<string, string>) => new Map(Object.entries(texts));
const strings = new Map([
  ['en', of(ENGLISH)],
  [
    'sq',
    of({
      'common:yes': 'Po',
      'common:separator': ', ',
      'common:edit': 'Ndryshoni: {{what}}',
      'forget:ask': 'A doni të fshini “gjithçka”?',
      'forget:kept': 'Asgjë nuk u fshi.\nMesazhet tuaja mbeten te ne.',
      'forms:parts_one': '{{count}} pjesë',
      'forms:parts_other': '{{count}} pjesët',
    }),
  ],
  ['sr-Latn', of(LATIN)],
  ['sr-Cyrl', new Map(Object.entries(LATIN).map(([key, text]) => [key, serbianCyrillic(text)]))],
  ['rom', of({ 'common:yes': 'Va', 'forget:ask': 'Mangen te khosen sa?' })],
]);
const readers: Reader[] = [
  { name: 'Sample Reader', languages: ['sq', 'sr-Latn', 'rom'], local: true },
  { name: 'Second Sample', languages: ['sq', 'sr-Latn'], local: false },
];
const here: Reviewed = { strings, review: {}, readers };

type Edit = Partial<CameBackRow>;
/** The whole language as it was sent out and came back, some of its rows edited. */
function cameBack(language: Language, edits: Record<string, Edit>, sentBy: Reviewed = here): CameBackRow[] {
  return textRows(sentBy, language).map((row, index) => ({
    at: `row ${index + 2}`,
    key: row.key,
    english: row.english,
    translation: row.translation,
    state: row.state,
    reviewer: row.reviewer,
    note: row.note,
    version: row.version,
    ...edits[row.key],
  }));
}
type Options = Partial<Taking> & { named?: string | null; only?: string[]; more?: CameBackRow[] };
function take(language: Language, edits: Record<string, Edit>, options: Options = {}): TakenRows {
  const { named = language, only, more = [], ...taking } = options;
  const rows = cameBack(language, edits).filter(({ key }) => !only || only.includes(key));
  return takeRows(
    { language: named, rows: [...rows, ...more], problems: [] },
    { ...here, tell, language: null, ...taking },
  );
}
const problemsOf = (result: TakenRows): string[] =>
  result.ok ? [] : result.problems.map(({ at, key, message }) => `${at} ${key}: ${message}`);
const takenOf = (result: TakenRows) => {
  if (!result.ok) throw new Error(problemsOf(result).join('\n'));
  return result.taken;
};

describe('each of these is named by its row and key, and nothing is changed', () => {
  const said = (translation: string): Edit => ({ translation });
  test.each<[string, string, Edit, RegExp]>([
    ['an emptied cell', 'forget:ask', said(''), /^row 5 forget:ask: the translation was emptied/],
    ['a cell with spaces alone', 'forget:ask', said(' \u00a0'), /^row 5 forget:ask: the translation was emptied/],
    [
      'Serbian',
      'forget:kept',
      said('Ništa nije obrisano. Vaše poruke ostaju kod nas.'),
      /another language \(sr-Latn\)/,
    ],
    ['Serbian, of one word', 'common:yes', said('Da'), /another language \(sr-Latn\)/],
    ['Cyrillic', 'forget:ask', said('Да ли желите да обришете све?'), /another language \(sr-Cyrl\)/],
    ['English', 'forget:kept', said('Nothing was deleted. Your messages stay with us.'), /another language \(en\)/],
    ['Romani, as it stands in that language', 'forget:ask', said('Mangen te khosen sa?'), /another language \(rom\)/],
    ['a space at the end', 'forget:ask', said('A doni të fshini gjithçka? '), /begins or ends with a space/],
    ['a line end at the end', 'forget:ask', said('A doni të fshini gjithçka?\n'), /begins or ends with a space/],
    ['a space that the English has and it lost', 'common:separator', said(','), /same spaces as the English/],
    ['millions of letters', 'forget:ask', said('a'.repeat(5_000_000)), /is 5000000 characters long/],
    [
      'millions of letters for the English',
      'forget:ask',
      { english: 'a'.repeat(5_000_000) },
      /the English has changed/,
    ],
    [
      'a note without an end',
      'forget:ask',
      { note: 'a'.repeat(3000) },
      /the note is 3000 characters long; at most 2000/,
    ],
    ['markup', 'forget:ask', said('A doni të fshini <b>gjithçka</b>?'), /markup/],
    [
      'a label that no phone shows',
      'common:yes',
      said('Po, dua ta bëj këtë tani dhe e di çfarë do të thotë kjo për mua'),
      /button/,
    ],
    ['a lost placeholder', 'common:edit', said('Ndryshoni këtë'), /^row 4 common:edit: has other placeholders/],
    ['an invented placeholder', 'forget:ask', said('A doni të fshini {{what}}?'), /other placeholders/],
    ['a placeholder translated', 'common:edit', said('Ndryshoni: {{çka}}'), /other placeholders/],
    ['a placeholder with a brace too few', 'common:edit', said('Ndryshoni: {çka}}'), /other placeholders/],
    ['another English', 'forget:ask', { english: 'Do you want to delete all?' }, /the English has changed/],
    [
      'an unknown key',
      'forget:ask',
      { key: 'forget:nowhere' },
      /^row 5 forget:nowhere: there is no text with this key/,
    ],
    [
      'a key of staff',
      'forget:ask',
      { key: 'staff:help', english: 'Help' },
      /staff:help: there is no text with this key/,
    ],
    [
      'a form that the language does not have',
      'forget:ask',
      { key: 'forms:parts_few' },
      /there is no text with this key/,
    ],
    ['no key', 'forget:ask', { key: '' }, /^row 5 : the key is empty/],
    [
      'a formula',
      'forget:ask',
      { fault: 'translation: this is a formula' },
      /forget:ask: translation: this is a formula/,
    ],
    ['a formula written as text', 'forget:ask', said('=B5&"?"'), /it begins as a formula does/],
    ['what is left of a formula', 'forget:ask', said('#REF!'), /an error of a spreadsheet/],
    ['a state that there is not', 'forget:ask', { state: 'perfect' }, /the state must be one of/],
    ['a reading by nobody', 'forget:ask', { state: 'reviewed', reviewer: ' ' }, /needs the reviewer/],
    [
      'a reader whom nobody knows',
      'forget:ask',
      { state: 'reviewed', reviewer: 'Somebody' },
      /not among the readers of sq/,
    ],
    [
      'letters lost by an encoding',
      'forget:ask',
      said('A doni t? fshini gjith?ka krejt?'),
      /a letter was lost: “gjith\?ka”/,
    ],
    ['letters broken by an encoding', 'forget:ask', said('A doni tÃ« fshini gjithÃ§ka?'), /its letters are broken/],
  ])('%s', (_name, key, edit, message) => {
    const problems = problemsOf(take('sq', { [key]: edit }));
    expect(problems).toEqual([expect.stringMatching(message)]);
  });

  test('a row that comes twice, with both places', () => {
    const [row] = cameBack('sq', {}).filter(({ key }) => key === 'common:yes');
    const twice = { ...row, at: 'row 90' } as CameBackRow;
    expect(problemsOf(take('sq', {}, { more: [twice] }))).toEqual([
      'row 90 common:yes: the key comes twice; first in row 2',
    ]);
  });

  test('all of them at once, in the order of the file', () => {
    const edits = { 'common:yes': said('Po '), 'common:edit': said('x'), 'forget:ask': { english: 'x' } };
    const places = problemsOf(take('sq', edits)).map((problem) => problem.split(':', 1)[0]);
    expect(places).toEqual(['row 2 common', 'row 4 common', 'row 5 forget']);
  });

  test('a Cyrillic text that is changed by itself', () => {
    expect(problemsOf(take('sr-Cyrl', { 'common:yes': said('Јесте') }))).toEqual([
      'row 2 common:yes: it follows sr-Latn; change it there',
    ]);
  });
});

describe('the language of a file', () => {
  test.each<[string, string | null, Language | null, RegExp]>([
    ['another than was asked for', 'rom', 'sq', /is in “rom”, and --lang says sq/],
    ['none of ours', 'de', null, /“de”, and there are no texts in that language/],
    ['not said by anybody', null, null, /does not say its language/],
  ])('is refused when it is %s', (_name, named, language, message) => {
    expect(problemsOf(take('sq', {}, { named, language }))).toEqual([expect.stringMatching(message)]);
  });

  test.each(['sq', 'SQ', 'sq_AL', 'sq-XK'])('is read from %s', (named) => {
    expect(takenOf(take('sq', {}, { named })).language).toBe('sq');
  });

  test.each(['sr-Latn', 'sr@latin', 'sr_RS@latin', 'sr-Latn-RS'])(
    'is Serbian in Latin letters when it says %s',
    (named) => {
      expect(takenOf(take('sr-Latn', {}, { named })).language).toBe('sr-Latn');
    },
  );

  test('may be given where the file is silent', () => {
    expect(takenOf(take('sq', {}, { named: null, language: 'sq' })).language).toBe('sq');
  });

  test('is not what its name says when every text is in another', () => {
    const wrong = Object.fromEntries(cameBack('sr-Latn', {}).map(({ key, translation }) => [key, { translation }]));
    expect(problemsOf(take('sq', wrong)).length).toBeGreaterThan(2);
  });
});

describe('what is not in the file, or came back as it was sent, stays', () => {
  test('a file of two rows changes what they change and nothing else', () => {
    const taken = takenOf(
      take(
        'sq',
        { 'forget:ask': { translation: 'A doni ta fshini gjithçka?' } },
        { only: ['forget:ask', 'common:yes'] },
      ),
    );
    expect([...taken.texts]).toEqual([['sq', new Map([['forget:ask', 'A doni ta fshini gjithçka?']])]]);
    expect(taken.review.sq?.strings).toEqual({});
  });

  test('a row in its own order, with its line ends and quotation marks as another program writes them, is the same row', () => {
    const edits = {
      'forget:ask': { english: 'Do you want to delete "everything"?' },
      'forget:kept': {
        english: ENGLISH['forget:kept'].replace('\n', '\r\n'),
        translation: 'Asgjë nuk u fshi.\rMesazhet tuaja mbeten te ne.'.normalize('NFD'),
      },
    };
    expect(takenOf(take('sq', edits)).texts.size).toBe(0);
  });

  const since = new Map(strings).set(
    'sq',
    new Map(strings.get('sq')).set('forget:ask', 'Dëshironi ta fshini gjithçka?'),
  );
  test('a text that somebody changed meanwhile is not taken back by a row that nobody touched', () => {
    expect(takenOf(take('sq', {}, { strings: since })).texts.size).toBe(0);
  });

  test('a text that both changed is named', () => {
    const edits = { 'forget:ask': { translation: 'A doni ta fshini gjithçka?' } };
    expect(problemsOf(take('sq', edits, { strings: since }))).toEqual([
      expect.stringMatching(/^row 5 forget:ask: it was changed here since this was exported, to “Dëshironi/),
    ]);
  });

  test('a file without versions is taken as it is', () => {
    const edits = Object.fromEntries(cameBack('sq', {}).map(({ key }) => [key, { version: null }]));
    expect(
      takenOf(take('sq', { ...edits, 'common:yes': { version: null, translation: 'Po, dua' } })).texts.get('sq')?.size,
    ).toBe(1);
  });

  test('a text that is not there yet may stay empty', () => {
    expect(takenOf(take('rom', {})).texts.size).toBe(0);
  });

  test('a text that seems to be in another language is taken when it is meant', () => {
    const edits = { 'common:yes': { translation: 'Da' } };
    expect(
      takenOf(take('sq', edits, { meant: ['common:yes'] }))
        .texts.get('sq')
        ?.get('common:yes'),
    ).toBe('Da');
  });
});

describe('what was read', () => {
  const stateOf = (review: Review, language: Language, key: string, texts = strings) =>
    reviewOf({ strings: texts, readers, review }, language, key);
  const readBy = (language: Language, key: string, ...names: string[]): Review => ({
    [language]: {
      default: { state: 'machine' },
      strings: {
        [key]: {
          readings: names.map((reader) => ({
            reader,
            sourceHash: sourceHash(strings.get('en')?.get(key) ?? ''),
            textHash: textHash(strings.get(language)?.get(key) ?? ''),
          })),
        },
      },
    },
  });

  test('by whoever is named in the row, and by the second of them too', () => {
    const first = takenOf(take('sq', { 'forget:ask': { state: 'reviewed', reviewer: 'Sample Reader' } }));
    expect([first.read, stateOf(first.review, 'sq', 'forget:ask')]).toEqual([1, 'reviewed']);
    const both = takenOf(take('sq', { 'forget:ask': { state: 'approved', reviewer: 'Sample Reader; Second Sample' } }));
    expect(stateOf(both.review, 'sq', 'forget:ask')).toBe('approved');
  });

  test('Serbian in Cyrillic has the text and the reading of the Latin one', () => {
    const edits = { 'common:yes': { translation: 'Jeste', state: 'reviewed', reviewer: 'Sample Reader' } };
    const { texts, review } = takenOf(take('sr-Latn', edits));
    expect(texts.get('sr-Cyrl')).toEqual(new Map([['common:yes', 'Јесте']]));
    const now = new Map(strings);
    for (const [language, own] of texts) now.set(language, new Map([...(strings.get(language) ?? []), ...own]));
    for (const language of ['sr-Latn', 'sr-Cyrl'] as const)
      expect(stateOf(review, language, 'common:yes', now)).toBe('reviewed');
  });

  test('a named reviewer of the import has read what is changed, unless its mark of what is unread was left', () => {
    const edit = { translation: 'A doni ta fshini gjithçka?' };
    const reviewer = 'Sample Reader';
    expect(takenOf(take('sq', { 'forget:ask': edit }, { reviewer })).read).toBe(1);
    expect(takenOf(take('sq', { 'forget:ask': { ...edit, reviewer: null } }, { reviewer })).read).toBe(0);
    expect(takenOf(take('sq', { 'forget:ask': { ...edit, reviewer: null, state: 'read' } }, { reviewer })).read).toBe(
      1,
    );
  });

  test('a mark that somebody read it, and nobody named, is counted and changes nothing', () => {
    const { readByNobody, review } = takenOf(take('sq', { 'forget:ask': { state: 'read', reviewer: null } }));
    expect([readByNobody, review.sq?.strings]).toEqual([1, {}]);
  });

  test('a reading that was taken is not taken twice', () => {
    const review = readBy('sq', 'forget:ask', 'Sample Reader');
    const rows = cameBack('sq', { 'forget:ask': { state: 'read', reviewer: null } });
    const again = { ...here, review, tell, language: null, reviewer: 'sample reader' };
    expect(takenOf(takeRows({ language: 'sq', rows, problems: [] }, again)).read).toBe(0);
  });

  test('a reading that a newer text makes void does not come back with an old file; a note is kept', () => {
    const review = readBy('sq', 'forget:ask', 'Sample Reader');
    const reviewed = { ...here, review };
    const rows = cameBack(
      'sq',
      { 'forget:ask': { translation: 'A doni ta fshini gjithçka?', note: 'ask again' } },
      reviewed,
    );
    const taken = takenOf(takeRows({ language: 'sq', rows, problems: [] }, { ...reviewed, tell, language: null }));
    expect(taken.read).toBe(0);
    const now = new Map(strings).set('sq', new Map([...(strings.get('sq') ?? []), ...(taken.texts.get('sq') ?? [])]));
    expect(stateOf(taken.review, 'sq', 'forget:ask', now)).toBe('machine');
    expect(taken.review.sq?.strings['forget:ask']?.note).toBe('ask again');
  });

  test('a reading may be taken back', () => {
    const review = readBy('sq', 'forget:ask', 'Sample Reader');
    const reviewed = { ...here, review };
    const rows = cameBack('sq', { 'forget:ask': { state: 'machine' } }, reviewed);
    const taken = takenOf(takeRows({ language: 'sq', rows, problems: [] }, { ...reviewed, tell, language: null }));
    expect(stateOf(taken.review, 'sq', 'forget:ask')).toBe('machine');
  });
});
