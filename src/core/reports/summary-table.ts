import { BREAKDOWNS, type Breakdown, FIGURES, type FigureName, type Unit } from '../domain/figures/figures.ts';
import { COMPARED, type Compared, type ReportDocument, type Value } from './document.ts';
import { type Cell, type Column, code, money, number, type Row, type Table } from './table.ts';

/** After the name of a figure: what it was then. */
const THEN = { before: '_before', yearAgo: '_year_ago', beginning: '_beginning' } as const;
type Then = keyof typeof THEN;

const NAMES = Object.keys(FIGURES) as FigureName[];

/** Those of the columns that are relied on from outside, in their order; the others come after the codes that are new. */
const FIRST = NAMES.slice(0, NAMES.indexOf('approved_eur') + 1);
const LATER = NAMES.slice(FIRST.length);
const THENS = COMPARED.filter((name): name is Then => name !== 'now');

/** Tags that are relied on from outside. */
const TAGS: Partial<Record<FigureName, string>> = {
  first_response_median_hours: '#date+response+hours+median',
  first_response_p90_hours: '#date+response+hours+p90',
  closing_median_hours: '#date+closing+hours+median',
  closing_p90_hours: '#date+closing+hours+p90',
  registered: '#reached+registered+num',
  attended: '#reached+attended+num',
  approved_eur: '#value+approved+eur',
};

/** Decimals of what is neither a whole number nor money. */
const DECIMALS: Record<Unit, number> = { count: 0, share: 3, hours: 1, money: 2 };

function columnOf(name: FigureName, then?: Then): Column {
  const { unit } = FIGURES[name];
  const tag = TAGS[name] ?? `#indicator+${name.replace(/_eur$/, '')}${unit === 'money' ? '+eur' : '+num'}`;
  const named = then ? `${name}${THEN[then]}` : name;
  const tagged = then ? `${tag}+${THEN[then].slice(1)}` : tag;
  return unit === 'money' ? money(named, tagged) : number(named, tagged, DECIMALS[unit]);
}

const labelsAt = (place: number) => (row: Row) => {
  const lists: readonly string[] = BREAKDOWNS[String(row[0]) as Breakdown] ?? [];
  const list = lists[place] ?? (place === 0 && row[0] === 'total' ? 'group' : 'time');
  return list === 'time' ? null : `codes:${list}.`;
};

const COLUMNS: readonly Column[] = [
  code('breakdown', '#indicator+breakdown', 'figures:table.'),
  code('group', '#indicator+group', labelsAt(0)),
  ...FIRST.map((name) => columnOf(name)),
  code('second_group', '#indicator+second_group', labelsAt(1)),
  ...LATER.map((name) => columnOf(name)),
  ...THENS.flatMap((then) => NAMES.map((name) => columnOf(name, then))),
];

/** Every figure of a report by every breakdown as one wide table: a row a group. */
export function summaryTable({ everything, sensitive }: ReportDocument): Table {
  return { columns: COLUMNS, rows: rowsOf(everything, sensitive) };
}

function* rowsOf(everything: ReportDocument['everything'], sensitive: ReportDocument['sensitive']): Generator<Row> {
  for (const { breakdown, figures, rows } of everything)
    for (const { groups, cells } of rows) {
      const of = (name: FigureName): Compared | undefined => cells[figures.indexOf(name)];
      yield [
        breakdown,
        groups[0] ?? null,
        ...FIRST.map((name) => cellOf(of(name)?.now)),
        groups[1] ?? null,
        ...LATER.map((name) => cellOf(of(name)?.now)),
        ...THENS.flatMap((then) => NAMES.map((name) => cellOf(of(name)?.[then]))),
      ];
    }
  for (const { quarter, rounded } of sensitive)
    yield ['sensitive', quarter, rounded, ...Array<null>(COLUMNS.length - 3).fill(null)];
}

const cellOf = (value: Value | undefined): Cell => {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' ? value : { hidden: value };
};
