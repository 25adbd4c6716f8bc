import { LANGUAGE_ROWS, rowOf } from '../../../core/domain/language.ts';

const CYRILLIC = /\p{Script=Cyrillic}/gu;
const LATIN = /\p{Script=Latin}/gu;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Does the text look as if it were in another language or script than the resident reads? A hint, never a reason to refuse. */
export function looksWrong(text: string, language: string): boolean {
  const cyrillic = count(text, CYRILLIC);
  const latin = count(text, LATIN);
  if (cyrillic + latin < 8) return false;
  const row = rowOf(language);
  if (row?.script === 'Cyrillic') return latin > cyrillic;
  if (cyrillic > latin) return true;
  if (!row?.frequent) return false;
  const own = count(text, row.frequent);
  return LANGUAGE_ROWS.some(([, { frequent }]) => frequent !== undefined && count(text, frequent) > own);
}
