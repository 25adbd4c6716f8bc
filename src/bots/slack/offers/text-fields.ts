import { followersOf, madeFrom } from '../../../core/domain/language.ts';
import type { TextLanguage } from '../../../core/domain/languages.ts';
import type { OfferCode } from '../../../core/domain/offers/check-offer.ts';
import { type OfferText, TEXT_LANGUAGES } from '../../../core/domain/offers/offer.ts';
import { written } from '../../../core/domain/text/fold.ts';
import { scriptFault } from '../../../core/offers/sheet/script-fault.ts';
import { actions, type Block, button, section } from '../kit/blocks.ts';
import {
  doubtWords,
  type Field,
  type Read,
  read,
  type Shown,
  type Typed,
  typedText,
  UNREADABLE,
} from '../kit/fields.ts';
import { select, textInput } from '../kit/inputs.ts';
import { staffWords } from '../kit/words.ts';
import { problemWords, wrong } from './problems.ts';

const { codeWords, words } = staffWords('staff-offers');
const { words: staff } = staffWords('staff');
const label = (name: string, values?: Record<string, string>) => words(`field.${name}`, values);
const hint = (name: string) => words(`hint.${name}`);

/** As it was typed, with one kind of line break and none around it. */
export const asTyped = (typed: Typed, name: string): string => written(typedText(typed, name) ?? '');

export const asLanguage = (code: unknown): TextLanguage | undefined => TEXT_LANGUAGES.find((one) => one === code);

/** The words of one language. Those that are made from another's in another script may be left out. */
export function drawText(text: OfferText | undefined, language: TextLanguage | null, shown: Shown<unknown>): Block[] {
  const { typed, metadata, previewId } = shown;
  const optional = language !== null && madeFrom(language) !== null;
  const initial = (name: keyof OfferText) => typedText(typed, name) ?? text?.[name];
  return [
    ...(metadata.warned ? textDoubts(typed, language ?? asLanguage(typed.language)).map(section) : []),
    textInput('title', label('title'), {
      ...{ most: 80, optional, initial: initial('title'), hint: optional ? hint(language) : undefined },
    }),
    textInput('place', label('place'), { most: 120, optional: true, hint: hint('place'), initial: initial('place') }),
    textInput('description', label('description'), {
      ...{ multiline: true, most: 2500, optional, hint: hint('description'), initial: initial('description') },
    }),
    previewRow(previewId),
  ];
}

const TEXT_PARTS = ['title', 'place', 'description'] as const;
const partsOf = (typed: Typed): string[] => TEXT_PARTS.map((name) => asTyped(typed, name));
/** What residents will read of it, in one piece. */
export const saidText = (typed: Typed): string => partsOf(typed).filter(Boolean).join('\n');

/** Under it what is made of it in another script, so that a name that should have stayed as it is shows before anybody reads it. */
export function inEveryScript(text: string, language: TextLanguage | undefined): string {
  const made = language === undefined ? [] : followersOf(language).map((one) => one.make(text));
  return [text, ...made].filter(Boolean).join('\n\n');
}

/** The title by itself too: it stands alone in every list. */
export function textDoubts(typed: Typed, language: TextLanguage | undefined): string[] {
  if (language === undefined) return [];
  const [title = ''] = partsOf(typed);
  return [...new Set([saidText(typed), title].flatMap((text) => doubtsIn(text, language)))];
}

/** A text in the script of another column is no doubt, but refused. */
const doubtsIn = (text: string, language: TextLanguage): string[] =>
  scriptFault(language, text) === null ? doubtWords(text, [language]) : [];

const previewRow = (previewId: string): Block =>
  actions([button(previewId, staff('forms.reply.preview'), 'preview')], 'tools-preview');

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
  draw: (shown) => [
    select(
      'language',
      label('language'),
      TEXT_LANGUAGES.map((value) => ({ value, text: codeWords('text_language', value) })),
      { initial: typedText(shown.typed, 'language') },
    ),
    ...drawText(undefined, null, shown),
  ],
  said: (typed) => inEveryScript(saidText(typed), asLanguage(typed.language)),
  doubts: (typed) => textDoubts(typed, asLanguage(typed.language)).length > 0,
  read: (typed) => {
    const language = asLanguage(typed.language);
    if (language === undefined) return UNREADABLE;
    const text = readText(typed, language);
    return text.ok ? read({ texts: text.value ? { [language]: text.value } : {} }) : text;
  },
};

/** What is written of it so far, by language. */
export const writtenIn = (name: string, typed: Typed): Partial<Record<TextLanguage, string>> =>
  Object.fromEntries(
    TEXT_LANGUAGES.flatMap((language) => {
      const said = asTyped(typed, `${name}_${language}`);
      return said === '' ? [] : [[language, said]];
    }),
  );

/** One line in each language, as far as it is written; `hinted` stands under the first. */
export const inLanguages = (
  name: string,
  of: { most: number; empty?: OfferCode; hinted?: string },
): Field<unknown, Partial<Record<TextLanguage, string>>> => ({
  draw: ({ typed, metadata, previewId }) => [
    ...TEXT_LANGUAGES.flatMap((language, index): Block[] => [
      ...(metadata.warned ? doubtsIn(asTyped(typed, `${name}_${language}`), language).map(section) : []),
      textInput(`${name}_${language}`, label(name, { language: codeWords('text_language', language) }), {
        most: of.most,
        optional: true,
        multiline: of.most > 300,
        initial: typedText(typed, `${name}_${language}`),
        ...(madeFrom(language) && { hint: hint(language) }),
        ...(index === 0 && of.hinted && { hint: hint(of.hinted) }),
      }),
    ]),
    previewRow(previewId),
  ],
  said: (typed) =>
    TEXT_LANGUAGES.map((language) => {
      const own = asTyped(typed, `${name}_${language}`);
      const from = madeFrom(language);
      return own === '' && from ? from.make(asTyped(typed, `${name}_${from.language}`)) : own;
    })
      .filter(Boolean)
      .join('\n\n'),
  doubts: (typed) =>
    TEXT_LANGUAGES.some((language) => doubtsIn(asTyped(typed, `${name}_${language}`), language).length > 0),
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
