import type { FileLanguage } from '../../core/domain/languages.ts';
import type { ChartDrawing } from '../charts/chart-drawing.ts';

/** Its words, and in brackets those of the period before. `gap`: there is no number, the words say why. */
export type ToldCell = { words: string; before: string | null; gap: boolean };
/** A chart without a place yet: whoever shows it has a width and colours. `remark`: what must be read with it. */
export type ToldChart = {
  title: string;
  alt: string;
  remark: string | null;
  drawing: Omit<ChartDrawing, 'width' | 'colours' | 'slack'>;
};
export type ToldTable = {
  name: string;
  /** Its place in the report, `2.4`: several sections have a table of one heading. */
  number: string;
  heading: string;
  /** The first is that of the groups. */
  columns: readonly string[];
  rows: readonly { label: string; cells: readonly ToldCell[]; total: boolean }[];
  /** Under it: what stands in brackets, what its short words mean, how many groups are left out. */
  remark: string | null;
  /** How many rows and columns are not there, since no number in them is above zero. */
  left: { rows: number; columns: number };
  chart: ToldChart | null;
};
export type ToldQuotation = {
  original: string;
  /** A tag of IETF, for whoever reads it aloud or hyphenates it. */
  language: string;
  translation: string | null;
  about: string;
};

/** A report of figures in the words of one language, ready for any page: nothing is looked up or reckoned after this. */
export type ToldDocument = {
  language: FileLanguage;
  internal: boolean;
  /** Stands on top of every page. */
  mark: string;
  title: string;
  author: string;
  period: string;
  /** When it was made, what it is of, and the periods beside it. */
  facts: readonly string[];
  madeAt: Date;
  headline: readonly { name: string; now: ToldCell; compared: readonly { name: string; words: string }[] }[];
  /** Each figure that has a target beside it; none where none are set. */
  targets: readonly { name: string; target: string; now: string; beginning: string }[];
  sections: readonly {
    heading: string;
    paragraph: string;
    /** Those that have rows. */
    tables: readonly ToldTable[];
    /** What is said of those that have none. */
    empty: string | null;
  }[];
  /** What the remarks of all tables come to, said once; empty where there is nothing to say. */
  leftOut: string;
  /** The tables whose charts say the most, the first first: a short report shows these. */
  leading: readonly ToldTable[];
  quotations: readonly ToldQuotation[];
  notes: readonly string[];
  words: ToldWords;
};

/** Headings and small words that every page needs. */
export type ToldWords = Record<
  | 'headline'
  | 'now'
  | 'beginning'
  | 'targets'
  | 'target'
  | 'annex'
  | 'contents'
  | 'quotations'
  | 'notes'
  | 'numbers'
  | 'original'
  | 'translation'
  | 'no_translation'
  | 'topic',
  string
> & {
  /** `{page}` and `{count}` are filled in by whoever lays out pages. */
  page: string;
  /** `{tables}` are the names of those that had no room. */
  left_out: string;
};
