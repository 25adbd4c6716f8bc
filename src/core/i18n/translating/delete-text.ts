import { LANGUAGES } from '../../domain/codes.ts';
import { pluralForms } from '../plurals.ts';
import { isRetired } from '../retired.ts';
import { loadReview, saveReview } from '../review.ts';
import { isFileKey, isStaffKey } from '../rules.ts';
import { readLocales, SOURCE_LANGUAGE } from '../texts.ts';
import { findUses, type SourceFile } from './find-uses.ts';
import { changeTexts } from './write-locales.ts';

/** Where that is said. */
const RETIRED = 'src/core/i18n/retired.ts';

export type DeletedText = { ok: true; keys: string[] } | { ok: false; problem: string };

/** Takes a text out of every language, with the forms by which it counts and with what is known of it. Nothing is changed while code uses it. */
export function deleteText(localesDir: string, code: readonly SourceFile[], key: string): DeletedText {
  const { strings } = readLocales(localesDir);
  const languages = [...LANGUAGES, SOURCE_LANGUAGE];
  const forms = languages.map((language) => [language, pluralForms(key, strings.get(language) ?? new Map())] as const);
  const keys = [...new Set(forms.flatMap(([, own]) => own))];
  if (keys.length === 0) return { ok: false, problem: `${key}: there is no text with this key.` };
  const uses = findUses(code, key);
  if (uses.length > 0) {
    const more = uses.length > 3 ? `, and ${uses.length - 3} more` : '';
    return { ok: false, problem: `${key}: the code uses it, or may: ${uses.slice(0, 3).join(', ')}${more}.` };
  }
  if (!isStaffKey(key) && !isFileKey(key) && !isRetired(key))
    return { ok: false, problem: `${key}: residents may be owed it; say in ${RETIRED} how it is said from now on.` };
  const review = loadReview(localesDir);
  for (const [language, own] of forms) {
    changeTexts(localesDir, language, new Map(own.map((form) => [form, null])), SOURCE_LANGUAGE);
    for (const form of own) delete review[language]?.strings[form];
  }
  saveReview(localesDir, review);
  return { ok: true, keys };
}
