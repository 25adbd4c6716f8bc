import type { Days } from '../../core/domain/figures/compared-periods.ts';
import { BREAKDOWNS, type Breakdown, FIGURES, type FigureName } from '../../core/domain/figures/figures.ts';
import { rowOf } from '../../core/domain/language.ts';
import type { FileLanguage } from '../../core/domain/languages.ts';
import { startOfDay, TIME_ZONE } from '../../core/domain/time/local-time.ts';
import type { Texts, TextValues } from '../../core/i18n/texts.ts';
import type { Compared, FigureTable, Quotation, ReportDocument, Value } from '../../core/reports/document.ts';
import { labelOf } from '../../core/reports/label-of.ts';
import { tableTitle } from '../formats/groups.ts';
import { translationOf } from '../quoted.ts';
import { sayDay, saySentence, sayValue } from '../say-figures.ts';
import { niceTicks } from './nice-ticks.ts';
import type { ToldCell, ToldChart, ToldDocument, ToldQuotation, ToldTable } from './told-document.ts';

type Say = (key: string, values?: TextValues) => string;
type Speaker = { texts: Texts; language: FileLanguage; say: Say };

/** Says a report in one of the languages of files. */
export function tellDocument(texts: Texts, language: FileLanguage, report: ReportDocument): ToldDocument {
  const say: Say = (key, values) => texts.say(language, `exports:${key}`, values);
  const speaker: Speaker = { texts, language, say };
  const sentence = (one: Parameters<typeof saySentence>[2]) => saySentence(texts, language, one);
  const rounded = report.audience === 'sharing';
  const sections = report.sections.map(({ name, sentences, tables }, nth) => {
    const told = tables.map((table, place) => tableOf(speaker, table, `${nth + 1}.${place + 1}`, rounded));
    const empty = told.filter(({ rows }) => rows.length === 0).map(({ number, heading }) => `${number} ${heading}`);
    return {
      heading: texts.say(language, `figures:section.${name}`),
      paragraph: sentences.map(sentence).join(' '),
      tables: told.filter(({ rows }) => rows.length > 0),
      empty: empty.length > 0 ? say('page.nothing_in', { tables: empty.join('; ') }) : null,
    };
  });
  return {
    language,
    internal: report.audience === 'internal',
    mark: say(`mark.${report.audience}`),
    title: say('page.title'),
    author: texts.say(language, 'commands:bot.name'),
    period: periodOf(speaker, report.period),
    facts: factsOf(speaker, report),
    madeAt: report.madeAt,
    headline: report.headline.map(({ figure, value }) => headlineOf(speaker, figure, value)),
    targets: report.targets.map(({ figure, target, value }) => ({
      name: nameOf(speaker, figure),
      target: shownValue(speaker, figure, target),
      now: shownValue(speaker, figure, value.now),
      beginning: shownValue(speaker, figure, value.beginning),
    })),
    sections,
    leftOut: leftOutOf(
      speaker,
      sections.flatMap(({ tables }) => tables),
    ),
    leading: leadingOf(sections.flatMap(({ tables }) => tables)),
    quotations: report.quotations.map((one) => quotationOf(speaker, one)),
    notes: report.notes.map(sentence),
    words: {
      headline: say('page.headline'),
      now: say('word.now'),
      beginning: say('word.beginning'),
      targets: say('page.targets'),
      target: say('word.target'),
      annex: say('page.annex'),
      contents: say('page.contents'),
      quotations: say('page.quotations'),
      notes: say('page.notes'),
      numbers: say('page.numbers'),
      original: say('word.original'),
      translation: say('word.translation'),
      no_translation: say('page.no_translation'),
      topic: say('word.topic'),
      page: say('page.page', { page: '{page}', pages: '{count}' }),
      left_out: say('page.left_out', { tables: '{tables}' }),
    },
  };
}

/** What came in and when, what about, who waited, and who wrote. */
const LEADING = ['volume_week', 'volume_sector', 'equity_community', 'people_gender', 'equity_municipality'];

function leadingOf(tables: readonly ToldTable[]): ToldTable[] {
  const charted = tables.filter(({ chart }) => chart !== null);
  const rank = ({ name }: ToldTable) => (LEADING.includes(name) ? LEADING.indexOf(name) : LEADING.length);
  return charted.toSorted((one, other) => rank(one) - rank(other));
}

/** What must be known of all tables at once, where they stand one after the other. */
function leftOutOf({ say }: Speaker, tables: readonly ToldTable[]): string {
  const [rows, columns] = (['rows', 'columns'] as const).map((of) =>
    tables.reduce((sum, { left }) => sum + left[of], 0),
  );
  const cells = tables.flatMap((table) => table.rows.flatMap((row) => row.cells));
  return [
    ...(cells.some(({ before }) => before !== null) ? [say('page.in_brackets')] : []),
    ...(cells.some(({ words, before }) => [words, before].includes(say('page.few'))) ? [say('page.few_means')] : []),
    ...(rows || columns ? [say('page.left_out_of_all', { rows: rows ?? 0, columns: columns ?? 0 })] : []),
  ].join(' ');
}

const periodOf = ({ texts, language, say }: Speaker, { from, to }: Days): string =>
  from === to
    ? sayDay(texts, language, from)
    : say('page.period', { from: sayDay(texts, language, from), to: sayDay(texts, language, to) });

function factsOf(speaker: Speaker, { kind, compared, madeAt }: ReportDocument): string[] {
  const { texts, language, say } = speaker;
  const named = (name: string, words: string) => say('page.named', { name: say(name), words });
  const beside = (name: string, days: Days | null) => (days ? [named(name, periodOf(speaker, days))] : []);
  return [
    ...(kind === 'all' ? [] : [named('word.kind', labelOf(texts, language, `codes:item_kind.${kind}`))]),
    ...beside('word.before', compared.before),
    ...beside('word.year_ago', compared.yearAgo),
    ...beside('word.beginning', compared.beginning),
    say('page.made', { when: texts.formatDateTime(language, madeAt) }),
  ];
}

/** In a cell or beside a bar there is room for a short word; what it means stands under the table. */
const shownValue = ({ texts, language, say }: Speaker, figure: FigureName, value: Value): string =>
  value === 'few' ? say('page.few') : sayValue(texts, language, figure, value);

const nameOf = ({ texts, language }: Speaker, figure: FigureName): string =>
  texts.say(language, `figures:name.${figure}`);

const COMPARISONS = [
  ['before', 'before'],
  ['yearAgo', 'year_ago'],
  ['beginning', 'beginning'],
] as const;

function headlineOf(speaker: Speaker, figure: FigureName, value: Compared): ToldDocument['headline'][number] {
  const { say } = speaker;
  return {
    name: nameOf(speaker, figure),
    now: cellOf(speaker, figure, value.now, null),
    compared: COMPARISONS.map(([of, word]) => ({
      name: say(`word.${word}`),
      words: shownValue(speaker, figure, value[of]),
    })),
  };
}

const isNumber = (value: Value): value is number => typeof value === 'number';

const cellOf = (speaker: Speaker, figure: FigureName, now: Value, before: Value): ToldCell => ({
  words: shownValue(speaker, figure, now),
  // What was not measured then either is said once.
  before: before === null || before === 'not_measured' ? null : shownValue(speaker, figure, before),
  gap: !isNumber(now),
});

/** `Received, by month`: what stands as a heading elsewhere goes on here. */
const titled = (speaker: Speaker, figure: FigureName, heading: string): string =>
  speaker.say('page.titled', {
    name: nameOf(speaker, figure),
    by: heading.charAt(0).toLocaleLowerCase() + heading.slice(1),
  });

/** A table of one figure has a column for each period that has any; one of several shows the period before in brackets; one over time shows each once. */
function tableOf(speaker: Speaker, table: FigureTable, number: string, rounded: boolean): ToldTable {
  const { say } = speaker;
  const { name, breakdown, figures } = table;
  const [only] = figures;
  const overTime = isTime(breakdown);
  const apart = figures.length === 1 && only !== undefined && !overTime;
  const thens = apart ? PERIODS.map(([of]) => of) : overTime ? NOW : BOTH;
  const rows = table.rows.filter((row) => row.cells.some((cell) => says(cell, thens)));
  const before = rows.some(({ cells }) => cells.some((cell) => cell.before !== null));
  const brackets = !apart && !overTime && before;
  const periods = PERIODS.filter(
    ([of]) => of === 'now' || rows.some(({ cells }) => cells.some((cell) => cell[of] !== null)),
  );
  const places = figures.flatMap((_, place) =>
    apart || rows.some(({ cells }) => says(cells[place], thens)) ? [place] : [],
  );
  const cells = (row: FigureTable['rows'][number]): ToldCell[] =>
    places.flatMap((place) => {
      const [figure, cell] = [figures[place], row.cells[place]];
      if (figure === undefined || cell === undefined) return [];
      if (!apart) return [cellOf(speaker, figure, cell.now, brackets ? cell.before : null)];
      return periods.map(([of]) => cellOf(speaker, figure, cell[of], null));
    });
  const heading = tableTitle(speaker.texts, speaker.language, table);
  const left = { rows: table.rows.length - rows.length, columns: figures.length - places.length };
  const shown = places.flatMap((place) => figures[place] ?? []);
  const words = apart ? periods.map(([, word]) => say(`word.${word}`)) : shown.map((one) => nameOf(speaker, one));
  return {
    name,
    number,
    heading: apart ? titled(speaker, only, heading) : heading,
    columns: [say('page.group'), ...words],
    rows: rows.map((row) => ({
      label: groupOf(speaker, table, row.groups, 'long'),
      cells: cells(row),
      total: isTotal(row.groups),
    })),
    remark: remarkOf(speaker, {
      brackets,
      left,
      cells: rows.flatMap((row) => places.flatMap((place) => row.cells[place] ?? [])),
    }),
    left,
    // A line goes on through a week in which nothing came.
    chart: chartOf(speaker, { ...table, rows: overTime ? table.rows : rows }, heading, rounded),
  };
}

const NOW = ['now'] as const;
const BOTH = ['now', 'before'] as const;

/** Whether there is a number above zero among what is shown of it. Where there is none, a row or a column says nothing. */
const says = (cell: Compared | undefined, thens: readonly (keyof Compared)[]): boolean =>
  cell !== undefined && thens.some((then) => isNumber(cell[then]) && cell[then] !== 0);

const PERIODS = [['now', 'now'], ...COMPARISONS] as const;

type Shown = Pick<ToldTable, 'left'> & { brackets: boolean; cells: readonly Compared[] };

function remarkOf({ say }: Speaker, { brackets, cells, left }: Shown): string | null {
  const few = cells.some((cell) => cell.now === 'few' || (brackets && cell.before === 'few'));
  const said = [
    ...(brackets ? [say('page.in_brackets')] : []),
    ...(few ? [say('page.few_means')] : []),
    ...(left.rows > 0 || left.columns > 0 ? [say('page.left_out_of_all', left)] : []),
  ];
  return said.join(' ') || null;
}

const isTime = (breakdown: Breakdown): boolean => breakdown === 'week' || breakdown === 'month';

/** Of all that was counted, whatever its group. */
const isTotal = (groups: readonly string[]): boolean => groups.every((code) => code === 'all');

/** One label for each list of the breakdown; of time, when the week or the month is. */
function groupOf(
  { texts, language, say }: Speaker,
  { breakdown, of }: Pick<FigureTable, 'breakdown' | 'of'>,
  groups: readonly string[],
  length: 'long' | 'short',
): string {
  if (isTotal(groups)) return say('label.group.all');
  const lists: readonly string[] = BREAKDOWNS[breakdown];
  return groups
    .flatMap((code, place) => {
      if (place === 0 && of !== undefined) return [];
      if (isTime(breakdown)) return timeOf({ texts, language, say }, breakdown, code, length);
      return labelOf(texts, language, `codes:${lists[place]}.${code}`);
    })
    .join(', ');
}

function timeOf(
  { texts, language, say }: Speaker,
  breakdown: Breakdown,
  day: string,
  length: 'long' | 'short',
): string {
  const instant = startOfDay(day);
  if (!instant) return day;
  const by = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(rowOf(language)?.dates ?? language, { ...options, timeZone: TIME_ZONE }).format(instant);
  if (breakdown === 'month') return by({ month: length === 'long' ? 'long' : 'short', year: 'numeric' });
  if (length === 'long') return say('page.week', { day: texts.formatDate(language, instant) });
  // Without the month in words, as all dates of that language are: 6.7.
  const [, month = '', date = ''] = day.split('-');
  return rowOf(language)?.dates ? by({ day: 'numeric', month: 'short' }) : `${Number(date)}.${Number(month)}.`;
}

/** Nothing is drawn where there is no number above zero: a picture of nothing says less than the table. */
function chartOf(speaker: Speaker, table: FigureTable, heading: string, rounded: boolean): ToldChart | null {
  const { figures, rows, chart } = table;
  if (!chart) return null;
  const { say } = speaker;
  const place = figures.indexOf(chart.figure);
  const drawn = rows.filter(({ groups }) => !isTotal(groups));
  const values = drawn.map(({ cells }) => cells[place]);
  const numbers = values.flatMap((cell) => [cell?.now ?? null, cell?.before ?? null]).filter(isNumber);
  if (!numbers.some((value) => value > 0)) return null;
  const mark = (value: Value) => ({
    value: isNumber(value) ? value : null,
    words: shownValue(speaker, chart.figure, value),
  });
  const beside = chart.of === 'bar' && values.some((cell) => cell !== undefined && cell.before !== null);
  const title = titled(speaker, chart.figure, heading);
  const most = Math.max(...values.map((cell) => cell?.now ?? null).filter(isNumber), 0);
  return {
    title,
    alt: say('page.chart', { what: title }),
    remark: rounded && FIGURES[chart.figure].unit === 'count' ? say('page.need_not_add') : null,
    drawing: {
      of: chart.of,
      points: drawn.map(({ groups }, nth) => ({
        label: groupOf(speaker, table, groups, 'short'),
        now: mark(values[nth]?.now ?? null),
        before: beside ? mark(values[nth]?.before ?? null) : null,
      })),
      legend: beside ? { now: say('word.now'), before: say('word.before') } : null,
      ticks:
        chart.of === 'line'
          ? niceTicks(chart.figure, most).map((value) => ({ value, words: shownValue(speaker, chart.figure, value) }))
          : [],
    },
  };
}

const quotationOf = ({ texts, language }: Speaker, one: Quotation): ToldQuotation => ({
  original: one.original,
  language: one.language,
  translation: translationOf(language, one),
  about: one.topics.map((key) => labelOf(texts, language, key)).join(', '),
});
