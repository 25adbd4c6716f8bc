import type { ItemKind, Language } from '../domain/codes.ts';
import type { Days } from '../domain/figures/compared-periods.ts';
import type { Breakdown, FigureName } from '../domain/figures/figures.ts';
import type { FileLanguage } from '../domain/languages.ts';

/** For whom figures are: protected ones that may be shared, or exact ones for the leads' own work. */
export const AUDIENCES = ['sharing', 'internal'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * A figure in its unit: a count, a share from 0 to 1, hours, or euro cents. null: there is nothing of it (no such group, nothing to divide by).
 * `few`: too few for it to be shared. `not_measured`: nothing measures it yet.
 */
export type Value = number | null | 'few' | 'not_measured';

/** The period, the one of the same length before it, the same days a year ago, and from the beginning of the line to the period's end. */
export const COMPARED = ['now', 'before', 'yearAgo', 'beginning'] as const;
export type Compared = Record<(typeof COMPARED)[number], Value>;

/** `groups`: one code for each list of the breakdown, `not_given` where nobody said; none for the total. A cell for each figure of the table. */
export type FigureRow = { groups: readonly string[]; cells: readonly Compared[] };

/** Bars of one figure by group, or a line of it over weeks or months. */
export type Chart = { of: 'bar' | 'line'; figure: FigureName };

/**
 * `name`: of this table among those of the report; its title is `figures:table.<breakdown>`. `of`: the first group that all of its rows have
 * (women alone, by community): no row says it again, and the title is `figures:women.<breakdown>`.
 */
export type FigureTable = {
  name: string;
  breakdown: Breakdown;
  of?: 'woman' | undefined;
  figures: readonly FigureName[];
  rows: readonly FigureRow[];
  chart: Chart | null;
};

/**
 * What stands in a sentence beside its words: a figure that is written in its unit, a code with its label (`codes:community.roma`), several
 * of them, each with its share, a day, a quarter (`2026-Q1`), or a number that the words around it follow (`count`).
 */
export type SentenceValue =
  | { of: 'figure'; figure: FigureName; value: Value }
  | { of: 'label'; key: string }
  | { of: 'labels'; keys: readonly string[] }
  | { of: 'shares'; shares: readonly { key: string; figure: FigureName; value: Value }[] }
  | { of: 'day'; day: string }
  | { of: 'quarter'; quarter: string }
  | { of: 'number'; value: number };

/** `key`: a text of `figures`, such as `figures:sentence.answered_more`. */
export type Sentence = { key: string; values: Readonly<Record<string, SentenceValue>> };

/** Its title is `figures:section.<name>`. Its sentences are the paragraph over its tables. */
export type Section = { name: string; sentences: readonly Sentence[]; tables: readonly FigureTable[] };

/** Words that a resident agreed to see quoted, chosen and shortened by staff. */
export type Quotation = {
  original: string;
  language: Language;
  translations: Partial<Record<FileLanguage, string>>;
  /** Keys of the labels of what it is about. */
  topics: readonly string[];
};

/** A report of figures as people read it. A format writes it; nothing in it is protected any more, or needs to be. */
export type ReportDocument = {
  name: string;
  audience: Audience;
  kind: ItemKind | 'all';
  period: Days;
  /** `beginning`: from the first item on; null where there is none. */
  compared: { before: Days; yearAgo: Days; beginning: Days | null };
  madeAt: Date;
  /** Five of them. */
  headline: readonly { figure: FigureName; value: Compared }[];
  /** What the programme has promised, as leads have set it (setting `targets`): each beside its figure of all that is reported. */
  targets: readonly { figure: FigureName; target: number; value: Compared }[];
  sections: readonly Section[];
  /** Every figure by every breakdown, a table each: what the tables of the sections are picked from, and what a wide file holds. */
  everything: readonly FigureTable[];
  quotations: readonly Quotation[];
  /** All that is said of sensitive items: how many came in a finished quarter (`2026-Q1`), to the nearest five. */
  sensitive: readonly { quarter: string; rounded: number }[];
  /** What its reader must know, such as how it was protected. */
  notes: readonly Sentence[];
};
