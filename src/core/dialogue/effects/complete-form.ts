import type { Answers } from '../../domain/form.ts';
import { FirstContactAnswers } from '../../residents/forms/first-contact.ts';
import { giveConsent } from '../../residents/give-consent.ts';
import { oweMenu } from '../../residents/owe-menu.ts';
import { triesIn } from '../../turn/standing.ts';
import { type Answer, isKnown, type Visit } from '../../turn/visit.ts';
import { completionOf } from '../book.ts';
import type { Effect } from '../step/effect.ts';
import { joinByCode } from './join-by-code.ts';

type Completed = Extract<Effect, { kind: 'complete_form' }>;

/** What a form comes to. The form is closed already; the effect is in the turn's transaction. */
export async function completeForm(visit: Visit, { form, key, answers, about }: Completed): Promise<Answer> {
  if (form === 'first-contact') return completeFirstContact(visit, answers);
  if (form === 'change-language') return completeLanguage(visit);
  const complete = completionOf(form);
  if (!complete || !isKnown(visit)) return { say: [] };
  return complete(visit, answers, about, key);
}

async function completeFirstContact(visit: Visit, given: Answers): Promise<Answer> {
  const answers = FirstContactAnswers.parse(given);
  const over = { form: null, ...triesIn(visit.dialogue) };
  if (answers.agree === 'no') {
    return { say: [{ lines: [{ key: 'consent:disagreed' }] }], dialogue: { ...over, declined: true } };
  }
  const agreed = { address: visit.address, language: answers.language, secondLanguage: answers.second ?? null };
  const { resident, key } = await giveConsent(visit.tx, visit.line, visit.resident, agreed);
  Object.assign(visit, { resident, key, known: true });
  await oweMenu(visit.tx, resident.id, 'shown');
  const agreedTo: Answer = { say: [{ lines: [{ key: 'consent:agreed' }] }], dialogue: over };
  const { code } = visit.dialogue;
  if (!code || !isKnown(visit)) return agreedTo;
  visit.dialogue = over;
  const joined = await joinByCode(visit, code);
  return { ...joined, say: [...agreedTo.say, ...joined.say] };
}

async function completeLanguage(visit: Visit): Promise<Answer> {
  const language = { key: `codes:language.${visit.language}` };
  const { at } = visit.dialogue;
  return {
    say: [{ lines: [{ key: 'language:changed', values: { language } }] }],
    ...(at !== undefined && { again: at }),
  };
}
