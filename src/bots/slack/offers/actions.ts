import { OFFER_KINDS, TEXT_LANGUAGES } from '../../../core/domain/offers/offer.ts';
import { done, type Refusal, type Result, refuse } from '../../../core/domain/result.ts';
import type { StaffMember } from '../../../core/domain/staff/permissions.ts';
import { changeOffer } from '../../../core/offers/change-offer.ts';
import { closeOffer } from '../../../core/offers/close-offer.ts';
import type { OfferRefusal } from '../../../core/offers/draft-offer.ts';
import { finishOffer } from '../../../core/offers/finish-offer.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { publishOffer } from '../../../core/offers/publish-offer.ts';
import { showOffer } from '../../../core/offers/show-offer.ts';
import { action, type Listing, type Press } from '../host/listing.ts';
import { openModal, redraw } from '../host/open-modal.ts';
import { message, type View } from '../kit/modal.ts';
import { staffWords } from '../kit/words.ts';
import { refusalWords } from '../respond.ts';
import type { StaffBot } from '../staff-bot.ts';
import { newOfferForm, OFFER_FORMS, papersView, questionsView, textForm } from './forms.ts';
import { PEOPLE_ACTIONS } from './people-actions.ts';
import { PERSON_ACTIONS } from './person-actions.ts';
import { ofOffer } from './press.ts';
import { problemWords } from './problems.ts';
import { offerView } from './view.ts';

const { words } = staffWords('staff-offers');

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
    const member = await opening.admit();
    const result = member.ok ? await run(bot.line, member.value, value) : member;
    if (result.ok) return redraw(bot, viewId, offerView(result.value, words(note)));
    const shown = member.ok ? await showOffer(bot.line, member.value, value) : member;
    const why = refusedWords(result);
    await redraw(bot, viewId, shown.ok ? offerView(shown.value, why) : message(why));
  };

function refusedWords(refusal: Refusal | OfferRefusal): string {
  if (!('problems' in refusal)) return refusalWords(ofOffer(refusal) as Refusal);
  return [words('note.wrong'), ...refusal.problems.map(problemWords)].join(' ');
}

/** Takes a question or a paper away; the list and the offer under it are drawn anew. */
const remove =
  (what: 'questions' | 'papers', list: (facts: OfferEntry['facts']) => View): Press =>
  async ({ bot, opening, value, viewId, rootId }) => {
    const [offerId = '', key = ''] = value.split(':');
    const member = await opening.admit();
    const changed = member.ok
      ? await changeOffer(bot.line, member.value, offerId, (before) => ({
          [what]: before[what].filter((one) => one.key !== key),
        }))
      : member;
    if (!changed.ok) return redraw(bot, viewId, message(refusedWords(changed)));
    await redraw(bot, viewId, list(changed.value.facts));
    if (rootId !== viewId) await redraw(bot, rootId, offerView(changed.value, words('note.saved')));
  };

const newOffer: Press = ({ bot, opening, value }) =>
  openModal(bot, opening, async () => {
    const kind = OFFER_KINDS.find((one) => one === value);
    return kind ? done(newOfferForm(kind)) : refuse('bad_form');
  });

/** Every button of offers. */
export const OFFER_ACTIONS: Listing[] = [
  action(
    'offer_open',
    'run_offers',
    show((entry) => offerView(entry)),
  ),
  ...OFFER_KINDS.map((kind) => action(`offer_new_${kind}`, 'run_offers', newOffer)),
  ...Object.entries(OFFER_FORMS).map(([name, draw]) => action(name, 'run_offers', show(draw))),
  action(
    'offer_text',
    'run_offers',
    show((entry, rest) => {
      const language = TEXT_LANGUAGES.find((one) => one === rest);
      return language ? textForm(entry, language) : null;
    }),
  ),
  action('offer_publish', 'run_offers', step(publishOffer, 'note.published')),
  action('offer_close', 'run_offers', step(closeOffer, 'note.closed')),
  action('offer_finish', 'run_offers', step(finishOffer, 'note.finished')),
  action('offer_remove_question', 'run_offers', remove('questions', questionsView)),
  action('offer_remove_paper', 'run_offers', remove('papers', papersView)),
  ...PEOPLE_ACTIONS,
  ...PERSON_ACTIONS,
];
