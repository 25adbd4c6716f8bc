import { madeFrom } from '../../../core/domain/language.ts';
import type { TextLanguage } from '../../../core/domain/languages.ts';
import type { OfferCode } from '../../../core/domain/offers/check-offer.ts';
import { type OfferText, TEXT_LANGUAGES } from '../../../core/domain/offers/offer.ts';
import { written } from '../../../core/domain/text/fold.ts';
import { scriptFault } from '../../../core/offers/sheet/script-fault.ts';
import type { Block } from '../kit/blocks.ts';
import { type Field, type Read, read, type Typed, typedText, UNREADABLE } from '../kit/fields.ts';
import { select, textInput } from '../kit/inputs.ts';
import { staffWords } from '../kit/words.ts';
import { problemWords, wrong } from './problems.ts';

const { codeWords, words } = staffWords('staff-offers');
const label = (name: string, values?: Record<string, string>) => words(`field.${name}`, values);
const hint = (name: string) => words(`hint.${name}`);

/** As it was typed, with one kind of line break and none around it. */
export const asTyped = (typed: Typed, name: string): string => written(typedText(typed, name) ?? '');

export const asLanguage = (code: unknown): TextLanguage | undefined => TEXT_LANGUAGES.find((one) => one === code);

/** The words of one language. Those that are made from another's in another script may be left out. */
export function drawText(text: OfferText | undefined, language: TextLanguage | null): Block[] {
  const optional = language !== null && madeFrom(language) !== null;
  return [
    textInput('title', label('title'), {
      ...{ most: 80, optional, initial: text?.title, hint: optional ? hint(language) : undefined },
    }),
    textInput('place', label('place'), { most: 120, optional: true, hint: hint('place'), initial: text?.place }),
    textInput('description', label('description'), {
      ...{ multiline: true, most: 2500, optional, hint: hint('description'), initial: text?.description },
    }),
  ];
}

/** The text of a language; null takes it away: only one that is made from another. */
export function readText(typed: Typed, language: TextLanguage): Read<OfferText | null> {
  const text = {
    title: asTyped(typed, 'title'),
    place: asTyped(typed, 'place'),
    description: asTyped(typed, 'description'),
  };
  if (madeFrom(language) && text.title === '' && text.description === '') return read(null);
  const errors: Record<string, string> = {};
  for (const [block, said] of Object.entries(text)) {
    const fault = scriptFault(language, said);
    if (fault) errors[block] = problemWords(fault);
    else if (said === '' && block !== 'place') errors[block] = problemWords({ code: 'text_empty' });
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : read(text);
}

/** The first words of an offer, in a language that is chosen with them. */
export const firstText: Field<unknown, { texts: Partial<Record<TextLanguage, OfferText>> }> = {
  draw: () => [
    select(
      'language',
      label('language'),
      TEXT_LANGUAGES.map((value) => ({ value, text: codeWords('text_language', value) })),
    ),
    ...drawText(undefined, null),
  ],
  read: (typed) => {
    const language = asLanguage(typed.language);
    if (language === undefined) return UNREADABLE;
    const text = readText(typed, language);
    return text.ok ? read({ texts: text.value ? { [language]: text.value } : {} }) : text;
  },
};

/** One line in each language, as far as it is written; `hinted` stands under the first. */
export const inLanguages = (
  name: string,
  of: { most: number; empty?: OfferCode; hinted?: string },
): Field<unknown, Partial<Record<TextLanguage, string>>> => ({
  draw: () =>
    TEXT_LANGUAGES.map((language, index) =>
      textInput(`${name}_${language}`, label(name, { language: codeWords('text_language', language) }), {
        most: of.most,
        optional: true,
        multiline: of.most > 300,
        ...(madeFrom(language) && { hint: hint(language) }),
        ...(index === 0 && of.hinted && { hint: hint(of.hinted) }),
      }),
    ),
  read: (typed) => {
    const texts: Partial<Record<TextLanguage, string>> = {};
    const errors: Record<string, string> = {};
    for (const language of TEXT_LANGUAGES) {
      const said = asTyped(typed, `${name}_${language}`);
      const fault = scriptFault(language, said);
      if (fault) errors[`${name}_${language}`] = problemWords(fault);
      else if (said !== '') texts[language] = said;
    }
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    return Object.keys(texts).length > 0
      ? read(texts)
      : wrong(`${name}_${TEXT_LANGUAGES[0]}`, of.empty ?? 'question_empty');
  },
});
