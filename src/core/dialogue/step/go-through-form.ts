import type { Language } from '../../domain/codes.ts';
import type { Form, FormInput, FormState, FormStep } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { Say } from '../../domain/say.ts';
import { editInForm } from '../../forms/edit-in-form.ts';
import { openForm, renderQuestion, stepForm } from '../../forms/engine.ts';
import { MAX_MESSAGES } from '../../forms/messages.ts';
import { questionAt } from '../../forms/progress.ts';
import { Message } from '../../forms/questions.ts';
import type { Opening, Outcome } from '../../turn/outcome.ts';
import { type Dialogue, hasAgreed, type Place, parkedIn, standingAt, withParked } from '../../turn/standing.ts';
import { contextAbout } from './context-about.ts';
import { currentQuestion, unknownButton } from './current-question.ts';
import { type Effect, followedBy, type Step, saying, wanting } from './effect.ts';
import { sayMenu } from './menus.ts';
import { keptOf, parkForm, shortKey, wordsIn } from './put-aside.ts';

/** Opens a form under a fresh submission key. Words in one that is open still are put aside. */
export function startForm(from: Place, { form, prefill = {}, before = [], about, ...built }: Opening): Step {
  const left = parkForm(from);
  const { place } = left;
  const { about: _about, ...kept } = place.dialogue;
  const key = place.context.formKey;
  const opened: Place = {
    ...place,
    dialogue: { ...kept, form: null, ...(about && { about }), talk: kept.talk ?? key },
    context: contextAbout(place.context, about, built),
  };
  const step = carryOn(opened, openForm(form, key, opened.context, prefill));
  return { ...step, say: [...before, ...step.say], effects: [...left.effects, ...step.effects] };
}

/** Feeds one input to the open form. A button of a form that is over leads to the menu. */
export function continueForm(place: Place, input: FormInput): Step {
  const state = place.dialogue.form;
  const form = state && place.context.book.formFor(state.form, place.context);
  if (state && form) return carryOn(place, endingWith(form, stepForm(form, state, input, place.context), place));
  const old = { ...saying(standingAt(place, { ...place.dialogue, form: null })), toast: { key: 'help:old_button' } };
  // A form that a newer version no longer has: its words are offered, not dropped.
  return finish(old, state ? wordsIn(state) : []);
}

/** What a form says last stays last when it is left: no menu stands under it, but a button that leads there. */
function endingWith(form: Form, step: FormStep, { context }: Place): FormStep {
  const last = step.say.at(-1);
  if (step.outcome?.kind !== 'cancelled' || !last || !form.lastly?.(context).length) return step;
  return { ...step, say: [...step.say.slice(0, -1), { ...last, buttons: TO_MENU }] };
}

const TO_MENU = [[{ label: { key: 'common:menu' }, data: 'm:menu' }]];

export function cancelForm(place: Place): Step {
  if (place.dialogue.form) return continueForm(place, { kind: 'cancel' });
  return saying(place, { lines: [{ key: 'forms:nothing_to_cancel' }] }, sayMenu(place));
}

const MOST_PARKED = 5;

/** They chose to go elsewhere: the open form is put aside first. Where too many lie there already, they are told so, and nothing changes. */
export function leavingForm(place: Place, go: (left: Place) => Step): Step {
  const { form } = place.dialogue;
  if (form && wordsIn(form).length > 0 && parkedIn(place.dialogue).length >= MOST_PARKED)
    return saying(place, { lines: [{ key: 'forms:aside_full' }] }, ...currentQuestion(place));
  const parked = parkForm(place);
  return followedBy(parked, go(parked.place));
}

/** Whether a message of theirs lies in the form already. */
export const holdsHandle = (form: FormState, handle: string): boolean =>
  wordsIn(form).some((message) => message.handle === handle);

/** An edit of a message in the open form; null when it is none of that form. What is asked then stands under it again, with what it quotes. */
export function editOpenForm(place: Place, edited: IncomingMessage): Step | null {
  const { form: state } = place.dialogue;
  const form = state && place.context.book.formFor(state.form, place.context);
  const found = state && form ? editInForm(form, state, edited, place.context) : null;
  if (!state || !form || !found) return null;
  const after = 'state' in found ? found.state : state;
  const lines = 'unfit' in found ? [{ key: 'help:edited_unfit' }, found.unfit] : [{ key: 'help:edited_noted' }];
  const writing = questionAt(form, after)?.kind === 'messages' && !after.aside?.length && !after.pending;
  const asked = writing && !('unfit' in found) ? [] : renderQuestion(form, after, place.context);
  return saying(standingAt(place, { ...place.dialogue, form: after }), { lines }, ...asked);
}

/** The one that was chosen, else the last, is gone on with; what is open takes its place among those put aside. */
export function chooseParked(place: Place, key?: string): Step {
  const all = parkedIn(place.dialogue);
  const chosen = all.find((one) => key === undefined || shortKey(one) === key);
  if (!chosen) return unknownButton(place);
  const others = withParked(
    place.dialogue,
    all.filter((one) => one !== chosen),
  );
  const left = parkForm(standingAt(place, others));
  const ready = standingAt(left.place, withParked(left.place.dialogue, [chosen, ...parkedIn(left.place.dialogue)]));
  // Without an item or an offer there is nothing to look up that it is built from.
  const back = chosen.about ? wanting(ready, { kind: 'resume_form' }) : resumeForm(ready);
  return followedBy(left, back);
}

/** Back into the form that was put aside last, with what it is built from. */
export function resumeForm(place: Place, built: NonNullable<Outcome['resumes']> = {}): Step {
  const [parked, ...others] = parkedIn(place.dialogue);
  const rest = withParked(place.dialogue, others);
  const context = contextAbout(place.context, parked?.about, built);
  const form = parked && context.book.formFor(parked.form.form, context);
  if (!form) return saying({ ...place, context, dialogue: rest }, sayMenu(place));
  const { form: state, ...about } = parked;
  const dialogue: Dialogue = { ...rest, form: state, ...about };
  const resumed: Say = { lines: [{ key: 'forms:resumed' }] };
  return saying({ ...place, context, dialogue }, resumed, ...renderQuestion(form, state, context));
}

/** A form that can never be sent as it stands. What was written in it is offered anew, as far as it can be taken. */
export function leaveStuckForm(place: Place, offering: boolean): Step {
  const { form, about: _about, ...kept } = place.dialogue;
  const words = form && offering ? wordsIn(form).filter((one) => Message.safeParse(one).success) : [];
  const failed = saying(standingAt(place, { ...kept, form: null }), { lines: [{ key: 'errors:unknown' }] });
  return finish(failed, words.slice(0, MAX_MESSAGES));
}

function carryOn(from: Place, step: FormStep): Step {
  const { place, effects } = spoken(from, step);
  const { about, form: left, ...rest } = place.dialogue;
  if (step.state) return { place: standingAt(place, { ...place.dialogue, form: step.state }), say: step.say, effects };
  const closed = standingAt(place, { ...rest, form: null });
  const { outcome, leftover = [] } = step;
  if (outcome?.kind === 'completed') {
    const complete: Effect = { ...outcome, kind: 'complete_form', ...(about && { about }), leftover };
    return { place: closed, say: step.say, effects: [...effects, complete] };
  }
  return finish({ place: closed, say: step.say, effects: [...effects, ...keptOf(left, about)] }, leftover);
}

/** Goes on from what an effect came to. `over`: it was the end of a form, with words that belong to nothing yet. */
export function goOn(before: Place, outcome: Outcome, over?: { leftover: IncomingMessage[] }): Step {
  const { say, dialogue = before.dialogue, parks, next, resumes, feeds, unplaced = [], toast, beside } = outcome;
  const place = standingAt(before, dialogue);
  const left = parks ? parkForm(place, parks === 'whole') : saying(place);
  const said: Step = { ...left, say, ...(toast && { toast }), ...(beside && { beside }) };
  const opened = next ? followedBy(said, startForm(said.place, next)) : said;
  if (feeds) return followedBy(opened, continueForm(opened.place, { kind: 'message', message: feeds }));
  if (next) return opened;
  if (resumes) return followedBy(said, resumeForm(said.place, resumes));
  const words = [...unplaced, ...(over?.leftover ?? [])].slice(0, MAX_MESSAGES);
  if (outcome.again !== undefined && words.length === 0) return said;
  return over || words.length > 0 ? finish(said, words) : said;
}

/** Words that belong to nothing yet are offered as feedback; otherwise whoever stands nowhere is shown the menu. */
function finish(step: Step, leftover: IncomingMessage[]): Step {
  const { place } = step;
  if (leftover.length > 0 && hasAgreed(place))
    return followedBy(
      step,
      startForm(place, { form: place.context.book.words, prefill: { messages: leftover, how: 'now' } }),
    );
  const showsButtons = (step.say.at(-1)?.buttons?.length ?? 0) > 0;
  const menuHelps = hasAgreed(place) || place.dialogue.declined === true;
  return showsButtons || !menuHelps ? step : { ...step, say: [...step.say, sayMenu(place)] };
}

/** A form that asks for the language speaks it from there on. */
function spoken(place: Place, step: FormStep): { place: Place; effects: Effect[] } {
  if (step.language === undefined) return { place, effects: [] };
  return speaking(place, step.language, step.secondLanguage ?? null);
}

/** The same place in another language. */
export function speaking(place: Place, language: Language | null, secondLanguage: Language | null) {
  const context = { ...place.context, language, secondLanguage };
  const effects: Effect[] = [{ kind: 'speak', language, secondLanguage }];
  return { place: { ...place, language, secondLanguage, context }, effects };
}
