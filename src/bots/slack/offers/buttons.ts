import type { OfferKind } from '../../../core/domain/offers/offer.ts';
import { anId, anIdAnd, anIdFirst, asWritten, buttonOf } from '../kit/button.ts';

const ofOffer = (id: string) => buttonOf(id, anIdFirst);

export const OFFER_OPEN = ofOffer('offer_open');
/** Its value is the kind once more. */
const newOffer = (kind: OfferKind) => buttonOf(`offer_new_${kind}`, asWritten);
export const NEW_OFFER: Record<OfferKind, ReturnType<typeof newOffer>> = {
  training: newOffer('training'),
  placement: newOffer('placement'),
  grant_call: newOffer('grant_call'),
};
/** What is changed in a form or a list of its own. */
export const EDIT = {
  basics: ofOffer('offer_basics'),
  dates: ofOffer('offer_dates'),
  who: ofOffer('offer_who'),
  money: ofOffer('offer_money'),
  question: ofOffer('offer_question'),
  questions: ofOffer('offer_questions'),
  paper: ofOffer('offer_paper'),
  papers: ofOffer('offer_papers'),
  cancel: ofOffer('offer_cancel'),
};
/** The offer, and the language of the text that is written. */
export const OFFER_TEXT = buttonOf('offer_text', anIdAnd);
/** The offer, and the key of what is taken away. */
export const REMOVE_QUESTION = buttonOf('offer_remove_question', anIdAnd);
export const REMOVE_PAPER = buttonOf('offer_remove_paper', anIdAnd);

/** Somebody who has no channel, into the offer (in-person/surface.ts). */
export const ENTER = buttonOf('offer_enter', anId);

/** Steps without a form. */
export const STEP = {
  publish: buttonOf('offer_publish', anId),
  close: buttonOf('offer_close', anId),
  finish: buttonOf('offer_finish', anId),
};

/** Who takes part (trainings/surface.ts). */
export const PEOPLE = {
  participants: ofOffer('offer_participants'),
  attendance: ofOffer('offer_attendance'),
  sheet: buttonOf('offer_sheet', anId),
  registration_list: buttonOf('offer_registration_list', anId),
};
