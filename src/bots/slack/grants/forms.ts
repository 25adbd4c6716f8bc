import { euros } from '../../../core/domain/money.ts';
import { MOST_TIMES } from '../../../core/domain/offers/enquiry.ts';
import type { EnquiryView } from '../../../core/grants/view-enquiry.ts';
import type { ItemView } from '../../../core/views/item-view.ts';
import { type Block, section } from '../kit/blocks.ts';
import { dateTime, decimal, select, several, textInput, ticks } from '../kit/inputs.ts';
import { modal, type View } from '../kit/modal.ts';
import type { Option } from '../kit/options.ts';
import { staffWords } from '../kit/words.ts';
import type { Metadata } from '../payloads.ts';
import { paperLabel } from './card.ts';

const { codeWords: cardCode } = staffWords('staff-cards');
const { words } = staffWords('staff-grants');

/** What was typed so far, when a form is drawn again. */
export type Typed = Record<string, string | string[]>;
export type GrantForm = (item: ItemView, enquiry: EnquiryView, metadata: Metadata, typed: Typed) => View;

const form = (name: string, metadata: Metadata, blocks: Block[]): View =>
  modal({
    ...{ id: `grant_${name}`, title: words(`forms.${name}.title`), submit: words(`forms.${name}.submit`) },
    ...{ close: words('button.cancel'), metadata, blocks },
  });

const asText = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');
const optionOf = (paper: { key: string; name: string | null }): Option => ({
  text: paperLabel(paper),
  value: paper.key,
});
const asList = (value: string | string[] | undefined): string[] => (Array.isArray(value) ? value : []);

/** Several papers of a list; none where there is no list to choose from, which Slack would refuse. */
const paperChoice = (
  draw: typeof several,
  name: string,
  label: string,
  papers: { key: string; name: string | null }[],
  typed: Typed,
): Block[] =>
  papers.length === 0
    ? []
    : [draw(name, label, papers.map(optionOf), { optional: true, initial: asList(typed[name]) })];

const language = (item: ItemView) => section(words('language', { language: cardCode('language', item.item.language) }));
const warning = (item: ItemView, { warned }: Metadata) =>
  warned ? [section(words('warning', { language: cardCode('language', item.item.language) }))] : [];

/** Every form about one application, by name. */
export const GRANT_FORMS: Record<string, GrantForm> = {
  propose: (_item, _enquiry, metadata) =>
    form('propose', metadata, [
      ...Array.from({ length: MOST_TIMES }, (_, index) =>
        dateTime(`time_${index + 1}`, words('forms.propose.time', { number: index + 1 }), { optional: index > 0 }),
      ),
      textInput('place', words('forms.propose.place'), { most: 200 }),
    ]),
  papers: (item, enquiry, metadata, typed) =>
    form('papers', metadata, [
      ...paperChoice(several, 'papers', words('forms.papers.papers'), enquiry.callPapers, typed),
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
      ...paperChoice(ticks, 'seen', words('forms.complete.seen'), missing, typed),
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
        { initial: asText(typed.verdict) },
      ),
      decimal('amount', words('forms.decide.amount'), { optional: true, initial: asText(typed.amount) }),
      language(item),
      ...warning(item, metadata),
      textInput('reason', words('forms.decide.reason'), { multiline: true, initial: asText(typed.reason) }),
    ]),
};
