import { randomUUID } from 'node:crypto';
import { oweEndOfLook } from '../../residents/bubbles.ts';
import { oweMenu } from '../../residents/owe-menu.ts';
import type { Place } from '../../turn/standing.ts';
import { type Answer, isKnown, type KnownVisit, type Visit } from '../../turn/visit.ts';
import { lookUpOf, pressOf } from '../book.ts';
import { type AskedEffect, followedBy, isQuiet, type QuietEffect, type Step, saying } from '../step/effect.ts';
import { endStep } from '../step/end-step.ts';
import { takeFirstWords } from '../step/first-words.ts';
import { goOn } from '../step/go-through-form.ts';
import { showAgain, takeReceipt, takeWords, takeWritten } from '../step/step-dialogue.ts';
import { markBlocked, reviveDeliveries } from './blocked.ts';
import { builtFromParked } from './built-from-parked.ts';
import { completeForm } from './complete-form.ts';
import { editSent } from './edit-sent.ts';
import { joinByCode, joinByWritten } from './join-by-code.ts';
import { keepAboutYou } from './keep-about-you.ts';
import { listMyItems } from './my-items.ts';
import { applyFor, listOffers, showOffer } from './offers.ts';
import { addWithReceipt, isReceipt } from './open-by-receipt.ts';
import { showDownload } from './show-download.ts';
import { showPrivacy } from './show-privacy.ts';
import { offerWords, takeReply } from './take-words.ts';

export type Carried = Step & Pick<Answer, 'promised' | 'gone'>;

/** Carries out in the turn's transaction what a step wants done, and goes on from what that came to until nothing is left. */
export async function carryOut(visit: Visit, step: Step): Promise<Carried> {
  const before = visit.dialogue;
  const owed = [...step.effects];
  let done: Carried = { ...step, effects: [] };
  Object.assign(visit, step.place);
  for (let effect = owed.shift(); effect; effect = owed.shift()) {
    if (isQuiet(effect)) {
      await carryOutQuietly(visit, effect);
      continue;
    }
    const { promised = done.promised, gone, next } = await stepAfter(visit, effect);
    done = { ...followedBy(done, next), effects: [], ...(promised && { promised }), ...(gone && { gone }) };
    if (gone) return done;
    owed.push(...next.effects);
    Object.assign(visit, next.place);
  }
  // A step that asked for nothing has come to its end already.
  return step.effects.every(isQuiet) ? done : end(visit, before, done);
}

async function stepAfter(
  visit: Visit,
  effect: AskedEffect,
): Promise<{ next: Step } & Pick<Answer, 'promised' | 'gone'>> {
  if (effect.kind === 'try_receipt') {
    const hit = isKnown(visit) && (await isReceipt(visit, effect.receipt));
    return { next: (hit ? takeReceipt : takeWords)(placeOf(visit), effect.message) };
  }
  if (effect.kind === 'try_code') return { next: await afterCode(visit, effect) };
  if (effect.kind === 'take_first_words') return { next: takeFirstWords(placeOf(visit), effect.message) };
  const { promised, gone, ...outcome } = await answerTo(visit, effect);
  const wentOn = goOn(placeOf(visit), outcome, effect.kind === 'complete_form' ? effect : undefined);
  const next = outcome.again === undefined ? wentOn : followedBy(wentOn, showingAgain(wentOn.place, outcome.again));
  return { next, ...(promised && { promised }), ...(gone && { gone }) };
}

async function afterCode(visit: Visit, { code, written }: Extract<AskedEffect, { kind: 'try_code' }>): Promise<Step> {
  const tried = isKnown(visit) ? await joinByWritten(visit, code) : null;
  const place = placeOf(visit);
  if (tried === null) return takeWritten(place, written);
  return 'hint' in tried ? followedBy(saying(place, tried.hint), takeWritten(place, written)) : goOn(place, tried);
}

/** What stood on the screen before, as if it were asked for now. */
const showingAgain = (place: Place, shows: string): Step =>
  showAgain({ ...place, context: { ...place.context, shows } }, shows);

async function end(visit: Visit, before: Visit['dialogue'], done: Carried): Promise<Carried> {
  const { item: onScreen } = visit.screen;
  const met = { sensitive: visit.touchesSensitive === true, itemId: done.promised?.itemId, onScreen };
  const { effects, ...ended } = endStep(before, done, met);
  for (const effect of effects.filter(isQuiet)) await carryOutQuietly(visit, effect);
  return { ...done, ...ended };
}

/** Where they stand now, with a submission key for the form that may be opened next. */
const placeOf = ({ dialogue, language, secondLanguage, known, hears, context }: Visit): Place => ({
  dialogue,
  language,
  secondLanguage,
  known,
  hears,
  context: { ...context, formKey: randomUUID() },
});

async function carryOutQuietly(visit: Visit, effect: QuietEffect): Promise<void> {
  switch (effect.kind) {
    case 'speak':
      visit.changes.language = effect.language;
      visit.changes.secondLanguage = effect.secondLanguage;
      return isKnown(visit) ? oweMenu(visit.tx, visit.resident.id, 'shown') : undefined;
    case 'hear':
      visit.changes.hears = effect.hears;
      return;
    case 'show_menu':
      return isKnown(visit) ? oweMenu(visit.tx, visit.resident.id, 'shown') : undefined;
    case 'keep_about_you':
      return keepAboutYou(visit, effect.answers, effect.about);
    case 'act_on_bubbles':
      visit.acts.push(effect.act);
      return effect.act.kind === 'clear' && isKnown(visit) ? oweMenu(visit.tx, visit.resident.id, 'hidden') : undefined;
    case 'end_look':
      return oweEndOfLook(visit.tx, visit.resident.id, visit.line.now());
  }
}

type AnsweredEffect = Exclude<AskedEffect, { kind: 'try_receipt' | 'try_code' | 'take_first_words' }>;

async function answerTo(visit: Visit, effect: AnsweredEffect): Promise<Answer> {
  switch (effect.kind) {
    case 'block':
      return markBlocked(visit);
    case 'unblock':
      return reviveDeliveries(visit);
    case 'complete_form':
      return completeForm(visit, effect);
    case 'resume_form':
      return { say: [], resumes: await builtFromParked(visit, visit.dialogue.parked) };
    case 'list_offers':
      return listOffers(visit, effect.list, effect.page);
    case 'show_offer':
      return showOffer(visit, effect.offerId);
    case 'look_up':
      return (await lookUpOf(effect.command)?.(visit)) ?? { say: [] };
    default:
      return isKnown(visit) ? answerToKnown(visit, effect) : { say: [] };
  }
}

type OwnEffect = Exclude<
  AnsweredEffect,
  { kind: 'block' | 'unblock' | 'complete_form' | 'resume_form' | 'list_offers' | 'show_offer' | 'look_up' }
>;

/** What only who agreed can ask for. */
async function answerToKnown(visit: KnownVisit, effect: OwnEffect): Promise<Answer> {
  switch (effect.kind) {
    case 'take_reply':
      return takeReply(visit, effect.message, effect.repliesTo);
    case 'take_words':
      return offerWords(visit, effect.message);
    case 'edit':
      return editSent(visit, effect.message);
    case 'press_button':
      return (await pressOf(effect.family)?.(visit, effect.data)) ?? { say: [] };
    case 'add_by_receipt':
      return addWithReceipt(visit, effect.receipt);
    case 'join':
      return joinByCode(visit, effect.code);
    case 'apply_for_offer':
      return applyFor(visit, effect.offerId);
    case 'list_items':
      return { say: [await listMyItems(visit, effect.page)] };
    case 'show_privacy':
      return { say: await showPrivacy(visit) };
    case 'show_download':
      return { say: showDownload(visit) };
  }
}
