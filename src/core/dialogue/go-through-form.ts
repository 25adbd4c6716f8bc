import { randomUUID } from 'node:crypto';
import type { Language } from '../domain/codes.ts';
import type { Answers, Form, FormInput, FormState, FormStep } from '../domain/form.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { Say } from '../domain/say.ts';
import { openForm, renderQuestion, stepForm } from '../forms/engine.ts';
import { MAX_MESSAGES } from '../forms/messages.ts';
import { Message } from '../forms/parts.ts';
import { formFor } from '../forms/registry.ts';
import { completeForm } from './complete-form.ts';
import { contextAbout } from './context-about.ts';
import { keepAboutYou } from './keep-about-you.ts';
import { sayMenu } from './menus.ts';
import { type About, type Answer, type Dialogue, isKnown, type Visit } from './visit.ts';

/** Opens a form under a fresh submission key; `prefill` is not asked again. `before` is said first. */
export async function startForm(
  visit: Visit,
  form: Form,
  prefill: Answers = {},
  opening: { before?: Say[]; about?: About } = {},
): Promise<Answer> {
  const { about: _about, form: _form, ...kept } = visit.dialogue;
  visit.dialogue = { ...kept, form: null, ...(opening.about && { about: opening.about }) };
  visit.context = await contextAbout(visit, opening.about);
  const key = randomUUID();
  visit.dialogue = { ...visit.dialogue, talk: visit.dialogue.talk ?? key };
  const answer = await carryOn(visit, openForm(form, key, visit.context, prefill));
  return { ...answer, say: [...(opening.before ?? []), ...answer.say] };
}

/** Feeds one input to the open form. A button of a form that is over leads to the menu. */
export async function continueForm(visit: Visit, input: FormInput): Promise<Answer> {
  const state = visit.dialogue.form;
  const form = state && formFor(state.form, visit.context);
  if (state && form) return carryOn(visit, stepForm(form, state, input, visit.context));
  visit.dialogue = { ...visit.dialogue, form: null };
  const old: Answer = { say: [], dialogue: visit.dialogue, toast: { key: 'help:old_button' } };
  // A form that a newer version no longer has: its words are offered, not dropped.
  return finish(visit, old, state ? wordsIn(state) : []);
}

export async function cancelForm(visit: Visit): Promise<Answer> {
  if (visit.dialogue.form) return continueForm(visit, { kind: 'cancel' });
  return { say: [{ lines: [{ key: 'forms:nothing_to_cancel' }] }, sayMenu(visit)], dialogue: visit.dialogue };
}

/** Puts a form with words in it aside; one without is simply left, but for what was told about oneself. */
export async function parkForm(visit: Visit): Promise<void> {
  const { form, about, talk, ...kept } = visit.dialogue;
  if (!form) return;
  if (form.form === 'about-you') await keepAboutYou(visit, form.answers, about);
  const parked = { form, ...(about && { about }), ...(talk && { talk }) };
  visit.dialogue = { ...kept, form: null, ...(holdsWords(form) && { parked }) };
}

const holdsWords = (state: FormState): boolean => wordsIn(state).length > 0;

/** Every message that lies in a form's state. */
function wordsIn({ answers, aside = [], kept = [] }: FormState): IncomingMessage[] {
  const collected = Object.values(answers).flatMap((answer) => (Array.isArray(answer) ? answer : []));
  return [...collected.filter((one) => typeof one === 'object'), ...aside, ...kept];
}

/** Back into the form that was put aside. */
export async function resumeForm(visit: Visit): Promise<Answer> {
  const { parked, ...rest } = visit.dialogue;
  if (!parked) return { say: [sayMenu(visit)], dialogue: rest };
  visit.context = await contextAbout(visit, parked.about);
  const form = formFor(parked.form.form, visit.context);
  if (!form) return { say: [sayMenu(visit)], dialogue: rest };
  const { form: parkedForm, ...about } = parked;
  const dialogue: Dialogue = { ...rest, form: parkedForm, ...about };
  return {
    say: [{ lines: [{ key: 'forms:resumed' }] }, ...renderQuestion(form, parked.form, visit.context)],
    dialogue,
  };
}

/** A form that can never be sent as it stands. What was written in it is offered anew, as far as it can be taken. */
export async function leaveStuckForm(visit: Visit, offering: boolean): Promise<Answer> {
  const { form, about: _about, ...kept } = visit.dialogue;
  visit.dialogue = { ...kept, form: null };
  const words = form && offering ? wordsIn(form).filter((one) => Message.safeParse(one).success) : [];
  const failed: Say = { lines: [{ key: 'errors:unknown' }] };
  return finish(visit, { say: [failed], dialogue: visit.dialogue }, words.slice(0, MAX_MESSAGES));
}

async function carryOn(visit: Visit, step: FormStep): Promise<Answer> {
  speak(visit, step);
  const { about, ...before } = visit.dialogue;
  if (step.state) return { say: step.say, dialogue: { ...visit.dialogue, form: step.state } };
  const left = before.form;
  visit.dialogue = { ...before, form: null };
  if (step.outcome?.kind === 'completed') {
    const answer = await completeForm(visit, step.outcome, about);
    return finish(visit, { ...answer, say: [...step.say, ...answer.say] }, step.leftover);
  }
  if (left?.form === 'about-you') await keepAboutYou(visit, left.answers, about);
  return finish(visit, { say: step.say, dialogue: visit.dialogue }, step.leftover);
}

/** Words that belong to nothing yet are offered as feedback; otherwise whoever stands nowhere is shown the menu. */
async function finish(visit: Visit, answer: Answer, leftover: IncomingMessage[] = []): Promise<Answer> {
  if (answer.gone) return answer;
  visit.dialogue = answer.dialogue;
  const { next, ...said } = answer;
  if (next) {
    const opened = await startForm(visit, next.form, next.prefill, {
      before: said.say,
      ...(next.about && { about: next.about }),
    });
    return { ...said, say: opened.say, dialogue: opened.dialogue };
  }
  if (leftover.length > 0 && isKnown(visit)) {
    const freeText = formFor('free-text', visit.context) as Form;
    const offered = await startForm(visit, freeText, { messages: leftover });
    return { ...answer, say: [...answer.say, ...offered.say], dialogue: offered.dialogue };
  }
  const showsButtons = (answer.say.at(-1)?.buttons?.length ?? 0) > 0;
  const menuHelps = isKnown(visit) || visit.dialogue.declined === true;
  return showsButtons || !menuHelps ? answer : { ...answer, say: [...answer.say, sayMenu(visit)] };
}

/** A form that asks for the language speaks it from there on. */
function speak(visit: Visit, step: FormStep): void {
  if (step.language === undefined) return;
  visit.language = step.language as Language;
  visit.secondLanguage = (step.secondLanguage ?? null) as Language | null;
  visit.context = { ...visit.context, language: visit.language, secondLanguage: visit.secondLanguage };
  visit.changes.language = visit.language;
  visit.changes.secondLanguage = visit.secondLanguage;
}
