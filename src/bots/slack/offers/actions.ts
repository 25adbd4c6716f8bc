import { OFFER_KINDS, TEXT_LANGUAGES } from '../../../core/domain/offer.ts';
import { mayManageOffers, type StaffMember } from '../../../core/domain/permissions.ts';
import { done, type Refusal, type Result, refuse } from '../../../core/domain/result.ts';
import { changeOffer } from '../../../core/offers/change-offer.ts';
import { closeOffer } from '../../../core/offers/close-offer.ts';
import type { OfferRefusal } from '../../../core/offers/draft-offer.ts';
import { finishOffer } from '../../../core/offers/finish-offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { publishOffer } from '../../../core/offers/publish-offer.ts';
import { showOffer } from '../../../core/offers/show-offer.ts';
import { meet, refusalWords } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { message, type View } from '../views/parts.ts';
import { openModal, redraw } from '../views/show.ts';
import { newOfferForm, OFFER_FORMS, papersView, questionsView, textForm } from './forms.ts';
import { PEOPLE_ACTIONS } from './people-actions.ts';
import { PERSON_ACTIONS } from './person-actions.ts';
import { ofOffer, type Press } from './press.ts';
import { problemWords } from './problems.ts';
import { offerView } from './view.ts';
import { words } from './words.ts';

const show =
  (draw: (entry: OfferEntry, rest: string) => View | null): Press =>
  ({ bot, opening, value }) =>
    openModal(bot, opening, async (member) => {
      const [offerId = '', rest = ''] = value.split(':');
      const shown = await showOffer(bot.line, member, offerId);
      if (!shown.ok) return ofOffer(shown);
      const view = draw(shown.value, rest);
      return view ? done(view) : refuse('bad_form');
    });

type Step = (
  line: StaffBot['line'],
  member: StaffMember | null,
  offerId: string,
) => Promise<Result<OfferEntry> | OfferRefusal>;

/** A step without a form: the modal it was pressed in shows what came of it. */
const step =
  (run: Step, note: string): Press =>
  async ({ bot, opening, value, viewId }) => {
    const member = await meet(bot, opening.person);
    const result = member ? await run(bot.line, member, value) : refuse('no_role');
    if (result.ok) return redraw(bot, viewId, offerView(result.value, words(note)));
    const shown = member ? await showOffer(bot.line, member, value) : refuse('no_role');
    const why = refusedWords(bot, result);
    await redraw(bot, viewId, shown.ok ? offerView(shown.value, why) : message(bot, why));
  };

function refusedWords(bot: StaffBot, refusal: Refusal | OfferRefusal): string {
  if (!('problems' in refusal)) return refusalWords(bot, ofOffer(refusal) as Refusal);
  return [words('note.wrong'), ...refusal.problems.map(problemWords)].join(' ');
}

/** Takes a question or a paper away; the list and the offer under it are drawn anew. */
const remove =
  (what: 'questions' | 'papers', list: (facts: OfferEntry['facts']) => View): Press =>
  async ({ bot, opening, value, viewId, rootId }) => {
    const [offerId = '', key = ''] = value.split(':');
    const member = await meet(bot, opening.person);
    const changed = member
      ? await changeOffer(bot.line, member, offerId, (before) => ({
          [what]: before[what].filter((one) => one.key !== key),
        }))
      : refuse('no_role');
    if (!changed.ok) return redraw(bot, viewId, message(bot, refusedWords(bot, changed)));
    await redraw(bot, viewId, list(changed.value.facts));
    if (rootId !== viewId) await redraw(bot, rootId, offerView(changed.value, words('note.saved')));
  };

const newOffer: Press = ({ bot, opening, value }) =>
  openModal(bot, opening, async (member) => {
    const kind = OFFER_KINDS.find((one) => one === value);
    if (!mayManageOffers(member)) return refuse('not_allowed');
    return kind ? done(newOfferForm(kind)) : refuse('bad_form');
  });

/** Every button of offers, by action id. */
export const OFFER_ACTIONS: Record<string, Press> = {
  offer_open: show((entry) => offerView(entry)),
  ...Object.fromEntries(OFFER_KINDS.map((kind): [string, Press] => [`offer_new_${kind}`, newOffer])),
  ...Object.fromEntries(Object.entries(OFFER_FORMS).map(([name, draw]): [string, Press] => [name, show(draw)])),
  offer_text: show((entry, rest) => {
    const language = TEXT_LANGUAGES.find((one) => one === rest);
    return language ? textForm(entry, language) : null;
  }),
  offer_publish: step(publishOffer, 'note.published'),
  offer_close: step(closeOffer, 'note.closed'),
  offer_finish: step(finishOffer, 'note.finished'),
  offer_remove_question: remove('questions', questionsView),
  offer_remove_paper: remove('papers', papersView),
  ...PEOPLE_ACTIONS,
  ...PERSON_ACTIONS,
};
