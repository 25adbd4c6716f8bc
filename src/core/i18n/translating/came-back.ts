/** A translator's file as it came back, whatever format it was in. */
export type CameBack = {
  /** As the file names it; null where it does not. */
  language: string | null;
  rows: CameBackRow[];
  /** What is wrong with the file as a whole. */
  problems: string[];
  /** What may be behind problems of its rows: said beside them. */
  hint?: string;
};

/** What the file has no place for is null, and stays as it is. */
export type CameBackRow = {
  /** Where to look for it: "row 12", "line 340". */
  at: string;
  key: string;
  english: string;
  translation: string;
  /** A review state, or `read` where a format tells only that somebody read it. */
  state: string | null;
  reviewer: string | null;
  note: string | null;
  version: string | null;
  /** What stands in its cells instead of a text. */
  fault?: string;
};
