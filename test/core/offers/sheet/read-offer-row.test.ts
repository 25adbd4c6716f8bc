import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sheet, SheetCell, SheetProblem } from '../../../../src/core/domain/offers/sheet.ts';
import { readOffers } from '../../../../src/core/offers/read-offers.ts';
import { OFFER_COLUMNS } from '../../../../src/core/offers/sheet/offer-columns.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const ROOT = join(import.meta.dirname, '../../../..');

const TRAINING: Record<string, SheetCell> = {
  own_code: 'UNDP-7',
  kind: 'training',
  agency: 'UNDP',
  municipality: 'mitrovica_north',
  sector: 'training',
  teaching_languages: 'sq; sr',
  seats: '20',
  title_sq: 'Trajnim për ndërmarrës',
  place_sq: 'Salla e trajnimit',
  description_sq: 'Dy mëngjese.',
  sessions: '2026-12-05 10:00-14:00',
};
const CALL: Record<string, SheetCell> = {
  own_code: 'G-1',
  kind: 'grant call',
  agency: 'UNDP',
  municipality: 'elsewhere',
  sector: 'jobs_and_business',
  title_en: 'Start-up grants',
  description_en: 'For women and youth.',
  deadline: '2026-12-31',
  maximum_eur: '2.500,50',
  budget_eur: 50000,
};

/** A sheet with these rows under every heading that any of them has, the first offer in row 2. */
function sheetOf(...rows: Record<string, SheetCell>[]): Sheet {
  const headings = [...new Set([...Object.keys(TRAINING), ...rows.flatMap((row) => Object.keys(row))])];
  return {
    rows: [
      { row: 1, cells: headings },
      ...rows.map((row, index) => ({ row: index + 2, cells: headings.map((heading) => row[heading] ?? null) })),
    ],
    merged: [],
  };
}
const read = (...rows: Record<string, SheetCell>[]) => readOffers(sheetOf(...rows), NOW, new Set());
const short = ({ row, heading, code }: SheetProblem) => `${row} ${heading} ${code}`;
const problemsOf = (changed: Record<string, SheetCell>, base = TRAINING) =>
  read({ ...base, ...changed }).problems.map(short);

describe('one wrong cell is one problem, named by its heading', () => {
  it.each<[string, SheetCell, string]>([
    ['own_code', null, 'missing'],
    ['own_code', 'x'.repeat(41), 'own_code_long'],
    ['own_code', new Date('2026-12-05'), 'date_unexpected'],
    ['kind', 'course', 'code_unknown'],
    ['kind', '', 'missing'],
    ['agency', 'UNICORN', 'code_unknown'],
    ['municipality', 'Pristina', 'code_unknown'],
    ['sector', null, 'missing'],
    ['teaching_languages', null, 'missing'],
    ['teaching_languages', 'sq; xx', 'code_unknown'],
    ['seats', '-3', 'negative'],
    ['seats', -3, 'negative'],
    ['seats', '12,5', 'not_whole'],
    ['seats', 12.5, 'not_whole'],
    ['seats', 'twenty', 'not_whole'],
    ['seats', { fault: 'formula' }, 'formula'],
    ['seats', '=10+10', 'formula'],
    ['seats', { fault: 'error' }, 'error'],
    ['seats', '#REF!', 'error'],
    ['seats', null, 'seats_wrong'],
    ['seats', 0, 'seats_wrong'],
    ['seats', 2001, 'seats_wrong'],
    ['waiting_seats', '-1', 'negative'],
    ['waiting_seats', 5000, 'waiting_wrong'],
    ['held_women', 21, 'held_too_many'],
    ['held_until', '2026-12-06', 'held_after_start'],
    ['deadline', '2026-12-05', 'deadline_after_start'],
    ['deadline', '2026-11-01', 'date_past'],
    ['deadline', '05/12/2026', 'deadline_after_start'],
    ['deadline', '2026-12-01 25:00', 'no_such_time'],
    ['deadline', '2027-03-28 02:30', 'time_skipped'],
    ['deadline', '2026-02-30', 'no_such_day'],
    ['deadline', '31.11.2026', 'no_such_day'],
    ['deadline', 46361, 'date_is_number'],
    ['deadline', 'soon', 'date_wrong'],
    ['min_age', 'eighteen', 'not_whole'],
    ['max_age', 130, 'age_wrong'],
    ['municipalities', 'zvecan, narnia', 'code_unknown'],
    ['genders', 'women', 'code_unknown'],
    ['communities', 'elves', 'code_unknown'],
    ['title_sq', 'Trajnim для', 'cyrillic_in_latin'],
    ['title_sq', 'Тrajnim', 'mixed_scripts'],
    ['title_sq', 'x'.repeat(81), 'text_too_long'],
    ['title_sq', null, 'text_empty'],
    ['title_sr_latn', 'Обука за предузетнике', 'cyrillic_in_latin'],
    ['title_sr_cyrl', 'Obuka za preduzetnike', 'latin_in_cyrillic'],
    ['sessions', null, 'no_session'],
    ['sessions', new Date('2026-12-05'), 'sessions_one_date'],
    ['sessions', '2026-12-05', 'session_wrong'],
    ['sessions', '2026-12-05 14:00-10:00', 'session_backwards'],
    ['sessions', '2026-12-05 10:00-25:00', 'session_wrong'],
    ['sessions', '2026-02-30 10:00-14:00', 'no_such_day'],
    ['sessions', '2027-03-28 02:30-05:00', 'time_skipped'],
    ['sessions', '2026-11-01 10:00-14:00', 'date_past'],
    ['sessions', '2026-12-05 10:00-14:00; 2026-12-05 13:00-16:00', 'sessions_overlap'],
    ['questions', 'Firm! | text | - | en: x', 'question_key'],
    ['questions', 'firm | maybe | - | en: x', 'question_kind'],
    ['questions', 'firm | yes_no | perhaps | en: x', 'question_needed'],
    ['questions', 'firm | text | needed yes | en: x', 'needed_not_yes_no'],
    ['questions', 'firm | text | -', 'question_no_text'],
    ['questions', 'firm | text | - | de: x', 'question_language'],
    ['questions', 'firm | text | - | en:', 'question_text_empty'],
    ['questions', 'firm | text | - | en: x | en: y', 'question_language_twice'],
    ['questions', 'firm | text | - | sr-Latn: фирма', 'cyrillic_in_latin'],
    ['questions', 'a | text | - | en: x\na | text | - | en: y', 'key_twice'],
    ['papers', 'id | en: Identity card', 'not_for_this_kind'],
    ['maximum_eur', 100, 'not_for_this_kind'],
  ])('%s: %s → %s', (heading, cell, code) => {
    const text = heading.startsWith('title_sr') ? { [heading.replace('title', 'description')]: 'x' } : {};
    const given = heading === 'title_sr_cyrl' ? { description_sr_cyrl: 'Два јутра.' } : text;
    expect(problemsOf({ ...given, [heading]: cell })).toEqual([`2 ${heading} ${code}`]);
  });

  it.each<[string, SheetCell, string]>([
    ['deadline', null, 'deadline_missing'],
    ['maximum_eur', null, 'maximum_wrong'],
    ['maximum_eur', '2.500', 'money_unclear'],
    ['maximum_eur', '2,500', 'money_unclear'],
    ['maximum_eur', '-100', 'negative'],
    ['maximum_eur', 'much', 'money_wrong'],
    ['maximum_eur', 10.005, 'money_wrong'],
    ['maximum_eur', 60000, 'maximum_over_budget'],
    ['budget_eur', null, 'budget_wrong'],
    ['seats', 10, 'not_for_this_kind'],
    ['sessions', '2026-12-05 10:00-14:00', 'not_for_this_kind'],
    ['papers', 'id', 'question_no_text'],
  ])('of a grant call, %s: %s → %s', (heading, cell, code) => {
    expect(problemsOf({ [heading]: cell }, CALL)).toEqual([`2 ${heading} ${code}`]);
  });
});

describe('the sheet as a whole', () => {
  it('names every problem of every row at once', () => {
    const { problems } = read(
      TRAINING,
      { ...TRAINING, own_code: 'B', seats: -1, title_sq: null, deadline: 'soon' },
      { ...TRAINING, own_code: 'C', kind: 'course', sessions: 'x' },
    );
    expect(problems.map(short)).toEqual([
      '3 seats negative',
      '3 deadline date_wrong',
      '3 title_sq text_empty',
      '4 kind code_unknown',
      '4 sessions session_wrong',
    ]);
  });

  it('suggests the nearest heading, and names missing, repeated and empty ones', () => {
    const sheet: Sheet = {
      rows: [
        { row: 3, cells: ['own code', 'KIND', 'agncy', 'municipality', 'kind', 'colour of the door', null] },
        { row: 4, cells: ['A', 'training', 'UNDP', 'zvecan', 'training', 'red', 'stray'] },
      ],
      merged: [{ row: 1, range: 'A1:F1' }],
    };
    const { problems } = readOffers(sheet, NOW, new Set());
    expect(problems.slice(0, 8).map(({ row, heading, code }) => `${row} ${heading} ${code}`)).toEqual([
      '3 agncy heading_unknown_nearest',
      '3 kind heading_twice',
      '3 colour of the door heading_unknown',
      '3 G heading_missing',
      '3 agency column_missing',
      '3 sector column_missing',
      '3 title text_columns_missing',
      '1 A1:F1 merged',
    ]);
    expect(problems[0]?.values?.nearest).toBe('agency');
  });

  it('lists the known codes beside one that is not', () => {
    expect(read({ ...TRAINING, kind: 'course' }).problems[0]?.values?.known).toBe('training, placement, grant_call');
  });

  it('refuses an own code that comes twice or was imported before', () => {
    const { problems } = readOffers(sheetOf(TRAINING, TRAINING), NOW, new Set(['UNDP-7']));
    expect(problems.map(short)).toEqual([
      '2 own_code own_code_taken',
      '3 own_code own_code_twice',
      '3 own_code own_code_taken',
    ]);
    expect(problems[1]?.values?.row).toBe('2');
  });

  it.each<[string, Sheet, string]>([
    ['nothing at all', { rows: [], merged: [] }, 'empty_file'],
    ['headings alone', sheetOf(), 'no_offers'],
    ['the example alone', sheetOf({ ...TRAINING, own_code: 'example' }), 'no_offers'],
    ['5,001 offers', sheetOf(...Array.from({ length: 5001 }, () => TRAINING)), 'too_many_rows'],
  ])('refuses %s', (_, sheet, code) => {
    expect(readOffers(sheet, NOW, new Set()).problems.map(({ code: found }) => found)).toEqual([code]);
  });

  it('reads 5,000 offers', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ ...TRAINING, own_code: `T-${index}` }));
    const { offers, problems } = read(...rows);
    expect(problems).toEqual([]);
    expect(offers).toHaveLength(5000);
  });
});

describe('a row that is right', () => {
  it('is a training with everything that was written', () => {
    const { offers, problems } = read({
      ...TRAINING,
      kind: ' Training ',
      agency: 'undp',
      municipality: 'Mitrovica North',
      waiting_seats: 10,
      held_women: '8',
      held_until: '01.12.2026.',
      deadline: new Date('2026-12-03T00:00:00Z'),
      min_age: 18,
      genders: 'woman',
      title_sr_cyrl: 'Обука UNDP за Excel',
      place_sr_cyrl: 'Сала',
      description_sr_cyrl: 'Два јутра.',
      sessions: '5.12.2026. 10:00 – 14:00\n2026-12-06 10.00-14.00',
      questions:
        'firm | yes_no | needed yes | sq: A keni firmë? | sr_latn: Imate li firmu?\nwhy|text|optional|en: Why?',
    });
    expect(problems).toEqual([]);
    expect(offers[0]?.draft).toEqual({
      ...{ ownCode: 'UNDP-7', kind: 'training', agency: 'UNDP', municipality: 'mitrovica_north', sector: 'training' },
      ...{ teachingLanguages: ['sq', 'sr'], seats: 20, waitingSeats: 10, heldSeats: { women: 8 } },
      heldUntil: new Date('2026-12-01T22:59:00Z'),
      deadline: new Date('2026-12-03T22:59:00Z'),
      rules: { minAge: 18, maxAge: undefined, municipalities: undefined, genders: ['woman'], communities: undefined },
      texts: {
        sq: { title: 'Trajnim për ndërmarrës', place: 'Salla e trajnimit', description: 'Dy mëngjese.' },
        'sr-Cyrl': { title: 'Обука UNDP за Excel', place: 'Сала', description: 'Два јутра.' },
      },
      sessions: [
        { startsAt: new Date('2026-12-05T09:00:00Z'), endsAt: new Date('2026-12-05T13:00:00Z') },
        { startsAt: new Date('2026-12-06T09:00:00Z'), endsAt: new Date('2026-12-06T13:00:00Z') },
      ],
      questions: [
        { key: 'firm', kind: 'yes_no', needed: 'yes', texts: { sq: 'A keni firmë?', 'sr-Latn': 'Imate li firmu?' } },
        { key: 'why', kind: 'text', optional: true, texts: { en: 'Why?' } },
      ],
      ...{ papers: [], maximumCents: null, budgetCents: null },
    });
  });

  it('is a grant call with its money in cents and its papers', () => {
    const { offers, problems } = read({ ...CALL, papers: 'id | sq: Letërnjoftimi | en: Identity card', seats: 0 });
    expect(problems).toEqual([]);
    expect(offers[0]?.draft).toMatchObject({
      ...{ kind: 'grant_call', seats: null, maximumCents: 250_050, budgetCents: 5_000_000, sessions: [] },
      papers: [{ key: 'id', texts: { sq: 'Letërnjoftimi', en: 'Identity card' } }],
    });
  });

  it('may be a placement of one stretch over the change of the clock', () => {
    const { offers, problems } = read({
      ...TRAINING,
      kind: 'placement',
      teaching_languages: null,
      sessions: '2027-03-01 08:00 - 2027-05-31 16:00',
    });
    expect(problems).toEqual([]);
    expect(offers[0]?.draft.sessions).toEqual([
      { startsAt: new Date('2027-03-01T07:00:00Z'), endsAt: new Date('2027-05-31T14:00:00Z') },
    ]);
  });

  it.each([
    ['2500', 250_000],
    ['2500,5', 250_050],
    ['2500.50 €', 250_050],
    ['1.234.567', 123_456_700],
    ['12,345.60 EUR', 1_234_560],
    [0.1 + 0.2, 30],
  ])('reads the amount %s', (cell, cents) => {
    const { offers, problems } = read({ ...CALL, maximum_eur: cell, budget_eur: 10_000_000 });
    expect(problems).toEqual([]);
    expect(offers[0]?.draft.maximumCents).toBe(cents);
  });
});

it('every problem that a sheet can have has its sentence, and every column says what to write', () => {
  const { problems, columns } = JSON.parse(readFileSync(join(ROOT, 'locales/en/staff-import.json'), 'utf8'));
  const sources = [
    'offers/sheet/read-cells',
    'offers/sheet/read-sessions',
    'offers/sheet/read-questions',
    'offers/sheet/script-fault',
    'offers/sheet/read-offer-row',
  ]
    .concat(['offers/read-offers', 'offers/sheet/match-headings', 'domain/offers/check-offer'])
    .map((name) => readFileSync(join(ROOT, `src/core/${name}.ts`), 'utf8'));
  const codes = sources.flatMap((source) =>
    [
      ...source.matchAll(/\b(?:refuse\(|code: |problem\('[\w.]+', |note\(heading, |wrong\([^']*'?\w*'?, )'([a-z_]+)'/g),
    ].map((match) => match[1] as string),
  );
  expect(codes.length).toBeGreaterThan(40);
  expect([...new Set(codes)].filter((code) => !(code in problems))).toEqual([]);
  const keys = OFFER_COLUMNS.map(
    ({ heading }) => /^(held|title|place|description)_(?!until)/.exec(heading)?.[1] ?? heading,
  );
  expect(keys.filter((key) => !(key in columns))).toEqual([]);
});
