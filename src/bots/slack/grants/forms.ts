import { euros } from '../../../core/domain/money.ts';
import { MOST_TIMES } from '../../../core/domain/offers/enquiry.ts';
import type { EnquiryView } from '../../../core/grants/view-enquiry.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { section } from '../kit/blocks.ts';
import { plain, select, textInput, type View } from '../kit/modals.ts';
import { codeWords as cardCode } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import { paperLabel } from './card.ts';
import { words } from './words.ts';

/** What was typed so far, when a form is drawn again. */
export type Typed = Record<string, string | string[]>;
export type GrantForm = (item: ItemView, enquiry: EnquiryView, metadata: Metadata, typed: Typed) => View;

const form = (name: string, metadata: Metadata, blocks: object[]): View => ({
  type: 'modal',
  callback_id: `grant_${name}`,
  title: plain(words(`forms.${name}.title`)),
  submit: plain(words(`forms.${name}.submit`)),
  close: plain(words('button.cancel')),
  private_metadata: JSON.stringify(metadata),
  blocks,
});

const input = (name: string, label: string, element: object, optional = false) => ({
  type: 'input',
  block_id: name,
  optional,
  label: plain(label),
  element: { action_id: name, ...element },
});

const asText = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');
const optionOf = (paper: { key: string; name: string | null }) => ({
  text: plain(paperLabel(paper).slice(0, 75)),
  value: paper.key,
});

/** Several papers of a list; none where there is no list to choose from, which Slack would refuse. */
function paperChoice(
  name: string,
  label: string,
  papers: { key: string; name: string | null }[],
  typed: Typed,
  type: 'multi_static_select' | 'checkboxes',
) {
  if (papers.length === 0) return [];
  const options = papers.slice(0, type === 'checkboxes' ? 10 : 100).map(optionOf);
  const chosen = options.filter(({ value }) => typed[name]?.includes(value));
  return [input(name, label, { type, options, ...(chosen.length > 0 && { initial_options: chosen }) }, true)];
}

const language = (item: ItemView) => section(words('language', { language: cardCode('language', item.item.language) }));
const warning = (item: ItemView, { warned }: Metadata) =>
  warned ? [section(words('warning', { language: cardCode('language', item.item.language) }))] : [];

/** Every form about one application, by name. */
export const GRANT_FORMS: Record<string, GrantForm> = {
  propose: (_item, _enquiry, metadata) =>
    form('propose', metadata, [
      ...Array.from({ length: MOST_TIMES }, (_, index) =>
        input(
          `time_${index + 1}`,
          words('forms.propose.time', { number: index + 1 }),
          { type: 'datetimepicker' },
          index > 0,
        ),
      ),
      textInput('place', words('forms.propose.place'), { most: 200 }),
    ]),
  papers: (item, enquiry, metadata, typed) =>
    form('papers', metadata, [
      ...paperChoice('papers', words('forms.papers.papers'), enquiry.callPapers, typed, 'multi_static_select'),
      language(item),
      ...warning(item, metadata),
      textInput('words', words('forms.papers.words'), {
        multiline: true,
        most: 1000,
        optional: true,
        initial: asText(typed.words),
      }),
    ]),
  complete: (_item, enquiry, metadata, typed) => {
    const missing = enquiry.papers.filter(({ state }) => state === 'asked');
    return form('complete', metadata, [
      section(words(missing.length > 0 ? 'forms.complete.missing' : 'forms.complete.none')),
      ...paperChoice('seen', words('forms.complete.seen'), missing, typed, 'checkboxes'),
    ]);
  },
  decide: (item, enquiry, metadata, typed) =>
    form('decide', metadata, [
      section(
        words('forms.decide.money', {
          asked: euros(enquiry.amountCents),
          most: euros(enquiry.maximumCents),
          left: euros(Math.max(0, enquiry.leftCents)),
        }),
      ),
      select(
        'verdict',
        words('forms.decide.verdict'),
        ['approve', 'decline'].map((value) => ({ value, text: words(`forms.decide.${value}`) })),
        asText(typed.verdict),
      ),
      input(
        'amount',
        words('forms.decide.amount'),
        {
          type: 'number_input',
          is_decimal_allowed: true,
          ...(asText(typed.amount) !== '' && { initial_value: asText(typed.amount) }),
        },
        true,
      ),
      language(item),
      ...warning(item, metadata),
      textInput('reason', words('forms.decide.reason'), { multiline: true, initial: asText(typed.reason) }),
    ]),
};
