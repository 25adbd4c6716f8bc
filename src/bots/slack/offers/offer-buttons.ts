import { missingLanguages, TEXT_LANGUAGES } from '../../../core/domain/offers/offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { actions, type Block, type Button, confirmation, LIMITS, plain } from '../kit/blocks.ts';
import type { ButtonOf } from '../kit/button.ts';
import { selectElement } from '../kit/inputs.ts';
import { staffWords } from '../kit/words.ts';
import { EDIT, ENTER, OFFER_TEXT, PEOPLE, STEP } from './buttons.ts';

const { codeWords, words } = staffWords('staff-offers');

const sure = (name: string, values?: Record<string, string>) =>
  confirmation(
    words(`confirm.${name}_title`),
    words(`confirm.${name}`, values),
    words('confirm.yes'),
    words('confirm.no'),
  );

/** What can be done with an offer as it stands: what makes no sense now is not shown. */
export function offerButtons(entry: OfferEntry): Block[] {
  const { id, kind, status } = entry.facts;
  const call = kind === 'grant_call';
  const edit = (name: keyof typeof EDIT) => EDIT[name].make(words(`button.${name}`), id);
  const look = (name: keyof typeof PEOPLE) => PEOPLE[name].make(words(`button.${name}`), id);
  const over = status === 'finished' || status === 'cancelled';
  const edits = [
    edit('basics'),
    ...(call ? [edit('money')] : [edit('dates')]),
    edit('who'),
    edit('questions'),
    ...(call ? [edit('papers')] : []),
  ];
  const people = call ? [] : [look('participants'), look('attendance'), look('sheet'), look('registration_list')];
  const rows = [
    ...(over ? [] : [textSelect(entry), actions(edits, 'offer-edits')]),
    ...(people.length === 0 || status === 'draft' ? [] : [actions(people, 'offer-people')]),
  ];
  const enter = status === 'published' ? [actions([ENTER.make(words('button.enter'), id)], 'offer-enter')] : [];
  const steps = stepsOf(entry);
  return [...rows, ...enter, ...(steps.length > 0 ? [actions(steps, 'offer-steps')] : [])];
}

/** One modal a language: the one to write is chosen here, those without words first. */
function textSelect({ facts }: OfferEntry): Block {
  const ordered = [...TEXT_LANGUAGES].sort(
    (a, b) => Number(facts.texts[a] !== undefined) - Number(facts.texts[b] !== undefined),
  );
  const options = ordered.map((language) =>
    OFFER_TEXT.option(codeWords('text_language', language), { id: facts.id, rest: language }),
  );
  return actions(
    [{ ...selectElement(OFFER_TEXT.id, options), placeholder: plain(words('button.texts'), LIMITS.placeholder) }],
    'offer-texts',
  );
}

function stepsOf({ facts }: OfferEntry): Button[] {
  const { id, status } = facts;
  const missing = missingLanguages(facts.texts).map((language) => codeWords('text_language', language));
  const publish = missing.length > 0 ? sure('publish_without', { languages: missing.join(', ') }) : sure('publish');
  const step = (one: ButtonOf<string>, label: string, asked?: ReturnType<typeof confirmation>, style?: 'primary') => ({
    ...one.make(words(`button.${label}`), id, style),
    ...(asked && { confirm: asked }),
  });
  const cancel = EDIT.cancel.make(words('button.cancel'), id, 'danger');
  const finish = step(STEP.finish, 'finish', sure('finish'));
  if (status === 'draft') return [step(STEP.publish, 'publish', publish, 'primary'), cancel];
  if (status === 'published') return [step(STEP.close, 'close', sure('close')), finish, cancel];
  if (status === 'closed') return [step(STEP.publish, 'publish_again', publish), finish, cancel];
  return [];
}
