import { mayBeQuoted } from '../../../core/domain/item.ts';
import { TRANSLATED } from '../../../core/domain/language.ts';
import type { FileLanguage } from '../../../core/domain/languages.ts';
import { QUOTE_MOST, type Quote } from '../../../core/domain/quote.ts';
import { done, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { isBlank } from '../../../core/domain/text/fold.ts';
import { quoteItem } from '../../../core/items/quoting/quote-item.ts';
import { type Quotable, readQuotable } from '../../../core/items/quoting/read-quotable.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { form, type Opened } from '../host/form.ts';
import { opens, option } from '../host/listing.ts';
import { section } from '../kit/blocks.ts';
import { type Field, read, remark, text, typedText } from '../kit/fields.ts';
import { textInput } from '../kit/inputs.ts';
import { newMetadata } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import type { StaffBot, Surface } from '../surface.ts';

const { words } = staffWords('staff-quoting');
const { codeWords } = staffWords('staff-cards');

async function toQuote({ line }: StaffBot, member: StaffMember, reference: string): Promise<Result<Opened<Quotable>>> {
  const quotable = await readQuotable(line, member, reference);
  return quotable.ok ? done({ about: quotable.value, metadata: newMetadata(reference) }) : quotable;
}

const inputOf = (language: FileLanguage): string => `in_${language}`;

/** One input for each language in which it is read. */
const TRANSLATIONS: Field<Quotable, Quote['translations']> = {
  draw: ({ about, typed }) =>
    TRANSLATED.map((language) =>
      textInput(inputOf(language), words('form.in', { language: codeWords('language', language) }), {
        ...{ multiline: true, optional: true, most: QUOTE_MOST },
        initial: typedText(typed, inputOf(language)) ?? about.chosen?.translations[language],
      }),
    ),
  read: (typed) =>
    read(
      Object.fromEntries(
        TRANSLATED.flatMap((language) => {
          const text = typedText(typed, inputOf(language));
          return text === undefined || isBlank(text) ? [] : [[language, text]];
        }),
      ),
    ),
};

const QUOTE_FORM = form({
  id: 'quote',
  rule: 'work_on_items',
  open: toQuote,
  fields: {
    about: remark(({ metadata: { reference } }) => [section(words('form.about', { reference }))]),
    original: text('original', () => words('form.original'), {
      ...{ multiline: true, optional: true, most: QUOTE_MOST, hint: () => words('form.original_hint') },
      // As much of it as may stand there, to be shortened.
      initial: ({ chosen, theirs }: Quotable) => chosen?.original ?? theirs.join('\n'),
    }),
    translations: TRANSLATIONS,
  },
  submit: ({ line }, member, { original, translations }, { reference }) =>
    quoteItem(line, member, reference, { original, translations }),
  said: () => words('said'),
});

const agreed = ({ item }: ItemView): boolean => mayBeQuoted(item) && item.quoting === 'yes';

/** What is quoted of those who agreed. */
export const QUOTATIONS: Surface = {
  menu: [option('quote', 'work_on_items', { text: () => words('more'), when: agreed }, opens(QUOTE_FORM))],
  forms: [QUOTE_FORM],
};
