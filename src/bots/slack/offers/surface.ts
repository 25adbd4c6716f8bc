import { OFFER_KINDS } from '../../../core/domain/offers/offer.ts';
import { done, type Refusal, type Result } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { changeOffer } from '../../../core/offers/change-offer.ts';
import { closeOffer } from '../../../core/offers/close-offer.ts';
import type { OfferRefusal } from '../../../core/offers/draft-offer.ts';
import { finishOffer } from '../../../core/offers/finish-offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { publishOffer } from '../../../core/offers/publish-offer.ts';
import { showOffer } from '../../../core/offers/show-offer.ts';
import { command, opener, opens, press } from '../host/listing.ts';
import { openModal, redraw, showWhyNot } from '../host/open-modal.ts';
import type { IdAnd } from '../kit/button.ts';
import type { View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { whyRefused } from '../respond.ts';
import type { Press, StaffBot, Surface } from '../surface.ts';
import { EDIT, NEW_OFFER, OFFER_OPEN, OFFER_TEXT, REMOVE_PAPER, REMOVE_QUESTION, STEP } from './buttons.ts';
import { homeOffers, openOfferByCode, training } from './list.ts';
import { papersView, questionsView } from './listed.ts';
import {
  BASICS_FORM,
  CANCEL_FORM,
  DATES_FORM,
  MONEY_FORM,
  NEW_FORMS,
  ofOffer,
  PAPER_FORM,
  QUESTION_FORM,
  TEXT_FORM,
  WHO_FORM,
} from './offer-forms.ts';
import { problemWords } from './problems.ts';
import { offerView } from './view.ts';

const { words } = staffWords('staff-offers');
const { words: staff } = staffWords('staff');

const show =
  (draw: (entry: OfferEntry) => View): Press =>
  ({ bot, opening, value }) =>
    openModal(bot, opening, async (member) => {
      const shown = await showOffer(bot.line, member, value);
      return shown.ok ? done(draw(shown.value)) : ofOffer(shown);
    });

type Step = (
  line: StaffBot['line'],
  member: StaffMember | null,
  offerId: string,
) => Promise<Result<OfferEntry> | OfferRefusal>;

/** A step without a form: the modal it was pressed in shows what came of it. */
const step =
  (run: Step, note: string): Press =>
  async (pressed) => {
    const { bot, opening, value, viewId } = pressed;
    const member = await opening.admit();
    const result = member.ok ? await run(bot.line, member.value, value) : member;
    if (result.ok) return redraw(bot, viewId, offerView(result.value, words(note)));
    const shown = member.ok ? await showOffer(bot.line, member.value, value) : member;
    const why = await refusedWords(bot, result);
    await (shown.ok ? redraw(bot, viewId, offerView(shown.value, why)) : showWhyNot(pressed, why));
  };

async function refusedWords(bot: StaffBot, refusal: Refusal | OfferRefusal): Promise<string> {
  if (!('problems' in refusal)) return whyRefused(bot, ofOffer(refusal) as Refusal);
  return [words('note.wrong'), ...refusal.problems.map(problemWords)].join(' ');
}

/** Takes a question or a paper away; the list and the offer under it are drawn anew. */
const remove =
  (what: 'questions' | 'papers', list: (facts: OfferEntry['facts']) => View): Press<IdAnd> =>
  async (pressed) => {
    const { bot, opening, value, viewId, rootId } = pressed;
    const { id: offerId, rest: key } = value;
    const member = await opening.admit();
    const changed = member.ok
      ? await changeOffer(bot.line, member.value, offerId, (before) => ({
          [what]: before[what].filter((one) => one.key !== key),
        }))
      : member;
    if (!changed.ok) return showWhyNot(pressed, await refusedWords(bot, changed));
    await redraw(bot, viewId, list(changed.value.facts));
    if (rootId !== viewId) await redraw(bot, rootId, offerView(changed.value, words('note.saved')));
  };

/** Trainings, placements and grant calls as they are made, changed and published. */
export const OFFERS: Surface = {
  buttons: [
    press(
      OFFER_OPEN,
      'run_offers',
      show((entry) => offerView(entry)),
    ),
    ...OFFER_KINDS.map((kind) => opener(NEW_OFFER[kind], NEW_FORMS[kind])),
    opener(EDIT.basics, BASICS_FORM),
    opener(EDIT.dates, DATES_FORM),
    opener(EDIT.who, WHO_FORM),
    opener(EDIT.money, MONEY_FORM),
    opener(EDIT.question, QUESTION_FORM),
    opener(EDIT.paper, PAPER_FORM),
    opener(EDIT.cancel, CANCEL_FORM),
    press(
      EDIT.questions,
      'run_offers',
      show(({ facts }) => questionsView(facts)),
    ),
    press(
      EDIT.papers,
      'run_offers',
      show(({ facts }) => papersView(facts)),
    ),
    press(OFFER_TEXT, 'run_offers', (pressed) =>
      opens(TEXT_FORM)({ ...pressed, value: OFFER_TEXT.write(pressed.value) }),
    ),
    press(STEP.publish, 'run_offers', step(publishOffer, 'note.published')),
    press(STEP.close, 'run_offers', step(closeOffer, 'note.closed')),
    press(STEP.finish, 'run_offers', step(finishOffer, 'note.finished')),
    press(REMOVE_QUESTION, 'run_offers', remove('questions', questionsView)),
    press(REMOVE_PAPER, 'run_offers', remove('papers', papersView)),
  ],
  forms: [
    ...OFFER_KINDS.map((kind) => NEW_FORMS[kind]),
    BASICS_FORM,
    TEXT_FORM,
    DATES_FORM,
    WHO_FORM,
    MONEY_FORM,
    QUESTION_FORM,
    PAPER_FORM,
    CANCEL_FORM,
  ],
  commands: [command('training', 'run_offers', () => staff('help.training'), training)],
  home: [{ rule: 'run_offers', blocks: homeOffers }],
  numbered: [{ letter: 'T', open: openOfferByCode, notFound: () => staff('refusals.offer_not_found') }],
};
