import { COMMUNITIES } from '../../../../../src/core/domain/codes.ts';
import { mayCrossPeople } from '../../../../../src/core/domain/figures/protect.ts';
import { roundRandomly } from '../../../../../src/core/domain/figures/round-randomly.ts';
import { drawOfSum } from '../../../../../src/core/privacy/draw.ts';
import type { Puzzle } from './solve.ts';
import { type Item, LISTS } from './world.ts';

/** Two that neighbour, two that overlap with both and with each other, and from the beginning to each end. */
const PERIODS = [
  { name: 'first', from: 60, to: 150 },
  { name: 'second', from: 150, to: 240 },
  { name: 'across', from: 105, to: 195 },
  { name: 'until first', from: 0, to: 150 },
  { name: 'until second', from: 0, to: 240 },
] as const;
type Period = { name: string; from: number; to: number };
/** Of periods that make up another. */
const TOGETHER: readonly (readonly [whole: string, parts: readonly string[]])[] = [
  ['until second', ['until first', 'second']],
];
const INSIDE: readonly (readonly [string, string])[] = [
  ['first', 'until first'],
  ['across', 'until second'],
];
const KINDS = ['all', ...(LISTS.kind ?? [])];
const FIGURES = ['received', 'answered', 'closed', 'satisfied', 'unsatisfied'];
/** What is at most what. */
const PART_OF: readonly (readonly [string, string])[] = [
  ['answered', 'received'],
  ['closed', 'received'],
  ['satisfied', 'closed'],
  ['unsatisfied', 'closed'],
];
const SINGLE = Object.keys(LISTS);
const CROSSED: readonly (readonly [string, string])[] = [
  ['sector', 'agency'],
  ['gender', 'youth'],
  ['gender', 'community'],
];
const crossedIn = (kind: string) => CROSSED.filter(([one]) => one !== 'gender' || mayCrossPeople(kind));

const groupsIn = (breakdown: string): readonly string[] =>
  breakdown === 'youth'
    ? ['youth', 'not_youth', 'not_given']
    : breakdown === 'community'
      ? [...COMMUNITIES, 'not_given']
      : [...(LISTS[breakdown] ?? []), 'not_given'];

const YOUTH = ['15_17', '18_24'];
/** The groups of a breakdown that an item is in: of communities, each that was said. */
function groupsOf({ codes, communities }: Item, breakdown: string): readonly string[] {
  if (breakdown === 'community') return communities.length > 0 ? communities : ['not_given'];
  if (breakdown === 'youth')
    return [codes.age_band == null ? 'not_given' : YOUTH.includes(codes.age_band) ? 'youth' : 'not_youth'];
  return [codes[breakdown] ?? 'not_given'];
}

/** The counts of one file by the name of the cell: `gender=woman&community=roma`, `` for all. */
type Cells = Map<string, { count: number; sum: bigint }>;

/** Which of the files and of their figures are read together. */
export type Scope = { kinds: readonly string[]; figures: readonly string[] };
const ALL: Scope = { kinds: KINDS, figures: FIGURES };
/** What fewer rules tie together, for a guess that goes over them often. */
export const NARROW: Scope = { kinds: ['all'], figures: ['received', 'answered'] };

export type Reading = { puzzle: Puzzle; truth: number[]; names: string[] };

/** Everything that is in the shared files of these periods and kinds, and every rule between its cells that a reader knows. */
export function readingOf(items: readonly Item[], key: Buffer, { kinds, figures }: Scope = ALL): Reading {
  const shown: number[] = [];
  const truth: number[] = [];
  const names: string[] = [];
  const sums: Puzzle['sums'] = [];
  const atMost: Puzzle['atMost'] = [];
  const index = new Map<string, number>();
  const cellNamesOf = (kind: string) => [
    '',
    ...[...SINGLE, 'community'].flatMap((one) => groupsIn(one).map((group) => `${one}=${group}`)),
    ...crossedIn(kind).flatMap(([one, other]) =>
      groupsIn(one).flatMap((group) => groupsIn(other).map((second) => `${one}=${group}&${other}=${second}`)),
    ),
  ];
  const idOf = (period: string, kind: string, figure: string, cell: string): number =>
    index.get(nameOf(period, kind, figure, cell)) ?? -1;
  for (const { name: period, from, to } of PERIODS as readonly Period[])
    for (const kind of kinds)
      for (const figure of figures) {
        const cells = countedIn(
          items,
          figure,
          (item) => item.day >= from && item.day < to && (kind === 'all' || item.codes.kind === kind),
        );
        for (const cell of cellNamesOf(kind)) {
          const name = nameOf(period, kind, figure, cell);
          if (index.has(name)) continue;
          const { count, sum } = cells.get(cell) ?? { count: 0, sum: 0n };
          index.set(name, shown.length);
          names.push(name);
          truth.push(count);
          shown.push(count === 0 ? 0 : roundRandomly(count, drawOfSum(key, String(sum))));
        }
        const id = (cell: string) => idOf(period, kind, figure, cell);
        for (const one of SINGLE)
          sums.push({ whole: id(''), parts: groupsIn(one).map((group) => id(`${one}=${group}`)) });
        for (const [one, other] of crossedIn(kind)) {
          for (const group of groupsIn(one)) {
            const parts = groupsIn(other).map((second) => id(`${one}=${group}&${other}=${second}`));
            if (other !== 'community') sums.push({ whole: id(`${one}=${group}`), parts });
            else for (const part of parts) atMost.push([part, id(`${one}=${group}`)]);
          }
          if (other !== 'youth')
            for (const second of groupsIn(other))
              sums.push({
                whole: id(`${other}=${second}`),
                parts: groupsIn(one).map((group) => id(`${one}=${group}&${other}=${second}`)),
              });
        }
        for (const group of groupsIn('community')) atMost.push([id(`community=${group}`), id('')]);
      }
  for (const cell of cellNamesOf('all')) {
    const kindsOf = kinds.filter((kind) => index.has(nameOf('first', kind, 'received', cell)));
    for (const { name: period } of PERIODS)
      for (const kind of kindsOf) {
        for (const [part, whole] of PART_OF.filter(([one]) => figures.includes(one)))
          atMost.push([idOf(period, kind, part, cell), idOf(period, kind, whole, cell)]);
      }
    for (const { name: period } of PERIODS)
      for (const figure of figures)
        if (!cell.startsWith('kind=') && kindsOf.length > 1)
          sums.push({
            whole: idOf(period, 'all', figure, cell),
            parts: kindsOf.slice(1).map((kind) => idOf(period, kind, figure, cell)),
          });
    for (const kind of kindsOf)
      for (const figure of figures) {
        for (const [whole, parts] of TOGETHER)
          sums.push({
            whole: idOf(whole, kind, figure, cell),
            parts: parts.map((part) => idOf(part, kind, figure, cell)),
          });
        for (const [part, whole] of INSIDE)
          atMost.push([idOf(part, kind, figure, cell), idOf(whole, kind, figure, cell)]);
      }
  }
  return { puzzle: { shown, sums: sums.map(known), atMost }, truth, names };
}

/** A cell that is another file's whole is that whole. */
function nameOf(period: string, kind: string, figure: string, cell: string): string {
  const ofKind = kind === 'all' && cell.startsWith('kind=') ? cell.slice('kind='.length) : null;
  return ofKind !== null && ofKind !== 'not_given'
    ? `${period}|${ofKind}|${figure}|`
    : `${period}|${kind}|${figure}|${cell}`;
}

const known = ({ whole, parts }: Puzzle['sums'][number]): Puzzle['sums'][number] => ({
  whole,
  parts: parts.filter((part) => part >= 0 && part !== whole),
});

function countedIn(items: readonly Item[], figure: string, isIn: (item: Item) => boolean): Cells {
  const cells: Cells = new Map();
  const add = (cell: string, number: bigint) => {
    const tally = cells.get(cell) ?? { count: 0, sum: 0n };
    cells.set(cell, { count: tally.count + 1, sum: tally.sum + number });
  };
  for (const item of items) {
    if (!item.came[figure] || !isIn(item)) continue;
    add('', item.number);
    for (const one of [...SINGLE, 'community'])
      for (const group of groupsOf(item, one)) add(`${one}=${group}`, item.number);
    for (const [one, other] of CROSSED)
      for (const group of groupsOf(item, one))
        for (const second of groupsOf(item, other)) add(`${one}=${group}&${other}=${second}`, item.number);
  }
  return cells;
}
