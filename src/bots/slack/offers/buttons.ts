import { missingLanguages, TEXT_LANGUAGES } from '../../../core/domain/offers/offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { actions, type Block, type Button, button, confirm, plain } from '../kit/blocks.ts';
import { selectElement } from '../kit/inputs.ts';
import { staffWords } from '../kit/words.ts';

const { codeWords, words } = staffWords('staff-offers');

const sure = (name: string, values?: Record<string, string>) =>
  confirm(words(`confirm.${name}_title`), words(`confirm.${name}`, values), words('confirm.yes'), words('confirm.no'));

/** What can be done with an offer as it stands: what makes no sense now is not shown. */
export function offerButtons(entry: OfferEntry): Block[] {
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
    ...(over ? [] : [textSelect(entry), actions(edits, 'offer-edits')]),
    ...(people.length === 0 || status === 'draft' ? [] : [actions(people, 'offer-people')]),
  ];
  const steps = stepsOf(entry);
  return [...rows, ...(steps.length > 0 ? [actions(steps, 'offer-steps')] : [])];
}

/** One modal a language: the one to write is chosen here, those without words first. */
function textSelect({ facts }: OfferEntry): Block {
  const ordered = [...TEXT_LANGUAGES].sort(
    (a, b) => Number(facts.texts[a] !== undefined) - Number(facts.texts[b] !== undefined),
  );
  const options = ordered.map((language) => ({
    text: codeWords('text_language', language),
    value: `${facts.id}:${language}`,
  }));
  return actions(
    [{ ...selectElement('offer_text', options), placeholder: plain(words('button.texts')) }],
    'offer-texts',
  );
}

function stepsOf({ facts }: OfferEntry): Button[] {
  const { id, status } = facts;
  const missing = missingLanguages(facts.texts).map((language) => codeWords('text_language', language));
  const publish = missing.length > 0 ? sure('publish_without', { languages: missing.join(', ') }) : sure('publish');
  const step = (name: string, label: string, asked?: ReturnType<typeof confirm>, style?: 'primary' | 'danger') => ({
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
