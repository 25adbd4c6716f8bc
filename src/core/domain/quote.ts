import type { FileLanguage } from './languages.ts';
import { findReference } from './reference.ts';
import { type Refusal, refuse } from './result.ts';
import { plainFigures } from './text/digits.ts';
import { plain } from './text/fold.ts';

export const QUOTE_MOST = 500;

/** What is quoted of somebody's words, and what they say in other languages (`TRANSLATED`). */
export type Quote = { original: string; translations: Partial<Record<FileLanguage, string>> };

export type QuoteCode = 'not_their_words' | 'shows_who';

/** A telephone number, a number of ours, a name on a network or an address in the web. */
const SIX_DIGITS = /\d(?:[^\p{L}\p{N}\n]{0,3}\d){5}/u;
const ADDRESS = /@[\p{L}\p{N}_]|https?:|www\.|\bt\.me\b/iu;

const showsWho = (text: string): boolean =>
  SIX_DIGITS.test(plainFigures(text)) || ADDRESS.test(text) || findReference(text) !== null;

/**
 * What keeps a quotation from being chosen; null where nothing does. It may be shortened anywhere, and nothing may be put in: its words are
 * theirs, in their order (punctuation, case and script are free). `theirs`: all that they wrote themselves in the item.
 */
export function whyNotQuoted({ original, translations }: Quote, theirs: readonly string[]): Refusal<QuoteCode> | null {
  if ([original, ...Object.values(translations)].some(showsWho)) return refuse('shows_who');
  const left = plain(theirs.join(' ')).split(' ');
  for (const word of plain(original).split(' ')) {
    const at = left.indexOf(word);
    if (at < 0) return refuse('not_their_words');
    left.splice(0, at + 1);
  }
  return null;
}
