import type { Municipality } from '../domain/codes.ts';
import type { TextLanguage } from '../domain/languages.ts';
import type { Audience } from './document.ts';

/** What stands where a figure must not be shown, such as `<5`. Nothing else in its place, and no sum over it. */
export type Hidden = { hidden: string };

/** `null`: there is nothing to say. Several codes or days of one cell are a list. */
export type Cell = string | number | Date | readonly string[] | Hidden | null;
/** As many cells as there are columns, in their order, each of what its column is of. */
export type Row = readonly Cell[];

/** What the keys of a code's labels begin with (`codes:agency.`); by the row, where rows differ; null where there are no labels. */
export type CodeList = string | null | ((row: Row) => string | null);

/**
 * A column with its HXL tag (https://hxlstandard.org) and what its cells are. `money`: integer euro cents. `instant`: a Date. `day`: `2026-03-01`
 * in the programme's zone. What it is called is a text of `exports:column.` by its name.
 */
export type Column = {
  name: string;
  hxl: string;
  /** A cell may hold several. */
  several?: true;
  /** What it is called, where only this table has it: a question of an offer. */
  titles?: Partial<Record<TextLanguage, string>>;
} & (
  | { of: 'text' | 'money' | 'instant' | 'day' }
  | { of: 'number'; decimals: number }
  | { of: 'code'; list: CodeList }
);
export type CodeColumn = Extract<Column, { of: 'code' }>;

/** What stands over a list that people sign. Times of sessions are instants. Its own words are in each of `languages`, dates in the first. */
export type SheetHead = {
  languages: readonly [TextLanguage, ...TextLanguage[]];
  title: string;
  code: string;
  place: string;
  /** Its municipality, for where no text says a place. */
  town?: Municipality | null;
  sessions: readonly { startsAt: Date; endsAt: Date }[];
  madeAt: Date;
};

export type Table = {
  columns: readonly Column[];
  /** All at once, or some at a time as they come; read once: memory holds no more than what a format keeps. */
  rows: Iterable<Row> | AsyncIterable<readonly Row[]>;
  /** Said by whoever takes it. `internal`: the file says so, on every page and sheet. */
  audience?: Audience;
  /** Goes into the file: what its reader must know of its figures. */
  note?: string;
  /** Its period was not over when it was read: said beside the rows, and never among them. */
  running?: boolean;
  /** How many places hidden items have, where that may be told to whoever takes the file. It stays outside of it. */
  unseen?: number;
  /** Only of a list that people sign. */
  head?: SheetHead;
};

export const text = (name: string, hxl: string): Column => ({ name, hxl, of: 'text' });
export const money = (name: string, hxl: string): Column => ({ name, hxl, of: 'money' });
export const instant = (name: string, hxl: string): Column => ({ name, hxl, of: 'instant' });
export const days = (name: string, hxl: string): Column => ({ name, hxl, of: 'day', several: true });
export const number = (name: string, hxl: string, decimals = 0): Column => ({ name, hxl, of: 'number', decimals });
export const code = (name: string, hxl: string, list: CodeList = null): CodeColumn => ({ name, hxl, of: 'code', list });
/** Several of a list in one cell. */
export const codes = (name: string, hxl: string, list: CodeList): CodeColumn => ({
  ...code(name, hxl, list),
  several: true,
});
