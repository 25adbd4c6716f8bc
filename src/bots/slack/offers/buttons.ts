import { missingLanguages, TEXT_LANGUAGES } from '../../../core/domain/offers/offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { button } from '../kit/blocks.ts';
import { plain } from '../kit/modals.ts';
import { confirm } from './confirm.ts';
import { codeWords, words } from './words.ts';

const sure = (name: string, values?: Record<string, string>) =>
  confirm(words(`confirm.${name}_title`), words(`confirm.${name}`, values), words('confirm.yes'), words('confirm.no'));

/** What can be done with an offer as it stands: what makes no sense now is not shown. */
export function offerButtons(entry: OfferEntry): object[] {
  const { id, kind, status } = entry.facts;
  const call = kind === 'grant_call';
  const press = (name: string, style?: 'primary' | 'danger') =>
    button(`offer_${name}`, words(`button.${name}`), id, style);
  const over = status === 'finished' || status === 'cancelled';
  const edits = [
    press('basics'),
    ...(call ? [press('money')] : [press('dates')]),
    press('who'),
    press('questions'),
    ...(call ? [press('papers')] : []),
  ];
  const people = call ? [] : [press('participants'), press('attendance'), press('sheet'), press('registration_list')];
  const rows = [
    ...(over ? [] : [textSelect(entry), { type: 'actions', block_id: 'offer-edits', elements: edits }]),
    ...(people.length === 0 || status === 'draft'
      ? []
      : [{ type: 'actions', block_id: 'offer-people', elements: people }]),
  ];
  const steps = stepsOf(entry);
  return [...rows, ...(steps.length > 0 ? [{ type: 'actions', block_id: 'offer-steps', elements: steps }] : [])];
}

/** One modal a language: the one to write is chosen here, those without words first. */
function textSelect({ facts }: OfferEntry): object {
  const ordered = [...TEXT_LANGUAGES].sort(
    (a, b) => Number(facts.texts[a] !== undefined) - Number(facts.texts[b] !== undefined),
  );
  return {
    type: 'actions',
    block_id: 'offer-texts',
    elements: [
      {
        type: 'static_select',
        action_id: 'offer_text',
        placeholder: plain(words('button.texts')),
        options: ordered.map((language) => ({
          text: plain(codeWords('text_language', language)),
          value: `${facts.id}:${language}`,
        })),
      },
    ],
  };
}

function stepsOf({ facts }: OfferEntry): object[] {
  const { id, status } = facts;
  const missing = missingLanguages(facts.texts).map((language) => codeWords('text_language', language));
  const publish = missing.length > 0 ? sure('publish_without', { languages: missing.join(', ') }) : sure('publish');
  const step = (name: string, label: string, asked?: object, style?: 'primary' | 'danger') => ({
    ...button(`offer_${name}`, words(`button.${label}`), id, style),
    ...(asked && { confirm: asked }),
  });
  const cancel = step('cancel', 'cancel', undefined, 'danger');
  const finish = step('finish', 'finish', sure('finish'));
  if (status === 'draft') return [step('publish', 'publish', publish, 'primary'), cancel];
  if (status === 'published') return [step('close', 'close', sure('close')), finish, cancel];
  if (status === 'closed') return [step('publish', 'publish_again', publish), finish, cancel];
  return [];
}
