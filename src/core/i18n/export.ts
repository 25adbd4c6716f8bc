import { stringify } from 'csv-stringify/sync';
import { inert } from '../domain/inert.ts';
import { type Review, reviewOf } from './review.ts';
import { isStaffKey } from './rules.ts';

export const COLUMNS = ['key', 'english', 'translation', 'state', 'reviewer', 'note'] as const;

/** One language beside its English, for a translator's spreadsheet: UTF-8 with a byte order mark, which Excel needs. */
export function exportStrings(
  english: ReadonlyMap<string, string>,
  own: ReadonlyMap<string, string>,
  language: string,
  review: Review,
): string {
  const keys = [...english.keys(), ...[...own.keys()].filter((key) => !english.has(key))].filter(
    (key) => !isStaffKey(key),
  );
  const rows = keys.map((key) => {
    const entry = review[language]?.strings[key];
    const state = reviewOf(review, language, key, english.get(key));
    return [key, english.get(key) ?? '', own.get(key) ?? '', state, entry?.reviewer ?? '', entry?.note ?? ''].map(
      inert,
    );
  });
  return stringify([[...COLUMNS], ...rows], { bom: true, quoted_string: true, record_delimiter: '\r\n' });
}
