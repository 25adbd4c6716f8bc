import { stringify } from 'csv-stringify/sync';
import { inert } from '../domain/text/inert.ts';
import { sourceOf, wantedKeys } from './plurals.ts';
import type { Reader } from './readers.ts';
import { type Review, type Reviewed, readingsOf, reviewOf } from './review.ts';
import { isStaffKey } from './rules.ts';

export const COLUMNS = ['key', 'english', 'translation', 'state', 'reviewer', 'note'] as const;

/** One language beside its English, for a translator's spreadsheet: UTF-8 with a byte order mark, which Excel needs. */
export function exportStrings(
  english: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, string>,
  language: string,
  review: Review,
  readers: readonly Reader[] = [],
): string {
  const reviewed: Reviewed = {
    review,
    readers,
    strings: new Map([
      ['en', english],
      [language, own],
    ]),
  };
  const wanted = wantedKeys(new Set(english.keys()), language);
  const keys = [...wanted, ...[...own.keys()].filter((key) => !wanted.has(key))].filter((key) => !isStaffKey(key));
  const rows = keys.map((key) => {
    const entry = review[language]?.strings[key];
    const source = sourceOf(key, english);
    const state = reviewOf(reviewed, language, key);
    const names = readingsOf(reviewed, language, key).map(({ reader }) => reader);
    return [key, source ?? '', own.get(key) ?? '', state, names.join('; '), entry?.note ?? ''].map(inert);
  });
  return stringify([[...COLUMNS], ...rows], { bom: true, quoted_string: true, record_delimiter: '\r\n' });
}
