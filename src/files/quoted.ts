import { madeFrom } from '../core/domain/language.ts';
import type { FileLanguage } from '../core/domain/languages.ts';
import type { Quotation } from '../core/reports/document.ts';

/** What somebody said, in this language: as they wrote it, as it was translated, or in the other script, where the language is written in two. */
export function translationOf(
  language: FileLanguage,
  { original, language: own, translations }: Quotation,
): string | null {
  if (own === language) return original;
  const given = translations[language];
  if (given !== undefined) return given;
  const words: Record<string, string | undefined> = { ...translations, [own]: original };
  const from = madeFrom(language);
  const source = from ? words[from.language] : undefined;
  if (from && source !== undefined) return from.make(source);
  for (const other of Object.keys(words)) {
    const made = madeFrom(other);
    const said = words[other];
    if (made !== null && made.language === language && said !== undefined) return made.back(said);
  }
  return null;
}
