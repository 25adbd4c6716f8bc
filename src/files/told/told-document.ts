import type { FileLanguage } from '../../core/domain/languages.ts';
import type { ChartDrawing } from '../charts/chart-drawing.ts';

/** Its words, and in brackets those of the period before. `gap`: there is no number, the words say why. */
export type ToldCell = { words: string; before: string | null; gap: boolean };
/** A chart without a place yet: whoever shows it has a width and colours. */
export type ToldChart = { title: string; alt: string; drawing: Omit<ChartDrawing, 'width' | 'colours' | 'slack'> };
export type ToldTable = {
  name: string;
  heading: string;
  /** The first is that of the groups. */
  columns: readonly string[];
  rows: readonly { label: string; cells: readonly ToldCell[]; total: boolean }[];
  /** Under it: what stands in brackets, what its short words mean. */
  remark: string | null;
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
  sections: readonly { heading: string; paragraph: string; tables: readonly ToldTable[] }[];
  quotations: readonly ToldQuotation[];
  notes: readonly string[];
  words: ToldWords;
};

/** Headings and small words that every page needs. */
export type ToldWords = Record<
  | 'headline'
  | 'now'
  | 'quotations'
  | 'notes'
  | 'numbers'
  | 'nothing'
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
