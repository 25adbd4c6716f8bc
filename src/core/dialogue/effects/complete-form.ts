import { readItemByReceipt } from '../../../db/queries/items/items.ts';
import type { Answers } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { type Refusal, refuse } from '../../domain/result.ts';
import { FeedbackAnswers, feedbackForm } from '../../feedback/forms/feedback.ts';
import { FreeTextAnswers } from '../../feedback/forms/free-text.ts';
import { forgetResident } from '../../forgetting/forget-resident.ts';
import { addToItem } from '../../items/add-to-item.ts';
import { AddToItemAnswers } from '../../items/forms/add-to-item.ts';
import { ReceiptAnswers } from '../../items/forms/receipt.ts';
import { isOnItsWay, putAdditionInEnvelope } from '../../items/taken-in/put-in-envelope.ts';
import { withdrawItem } from '../../items/withdraw-item.ts';
import { AboutYouAnswers } from '../../residents/forms/about-you.ts';
import { FirstContactAnswers } from '../../residents/forms/first-contact.ts';
import { giveConsent } from '../../residents/give-consent.ts';
import { sayAddedQuietly } from '../../residents/says-discreet.ts';
import { refused, sayRefused } from '../../turn/say-refused.ts';
import type { About } from '../../turn/standing.ts';
import { type Answer, isKnown, type KnownVisit, type Visit } from '../../turn/visit.ts';
import type { Effect } from '../step/effect.ts';
import { completeAttendance, completeBetter } from './complete-around-session.ts';
import {
  completeAppeal,
  completeEnquiry,
  completeOtherTime,
  completePapers,
  completeWithdrawEnquiry,
} from './complete-enquiry-form.ts';
import { completeEligibility, completeLeaving, completeRegistration } from './complete-offer-form.ts';
import { keepAboutYou } from './keep-about-you.ts';
import { showItemState } from './my-items.ts';
import { openByReceipt } from './open-by-receipt.ts';
import { sendFeedback } from './send-feedback.ts';

type Completed = Extract<Effect, { kind: 'complete_form' }>;
type Completion = (visit: KnownVisit, answers: Answers, about: About | undefined, key: string) => Promise<Answer>;

/** What each form comes to, by its name. The form is closed already; the effect is in the turn's transaction. */
const COMPLETIONS: Record<string, Completion> = {
  feedback: (visit, answers, _about, key) => sendFeedback(visit, key, FeedbackAnswers.parse(answers)),
  'free-text': completeFreeText,
  'about-you': completeAboutYou,
  'add-to-item': completeAddition,
  withdraw: completeWithdrawal,
  forget: completeForgetting,
  eligibility: completeEligibility,
  register: completeRegistration,
  'leave-offer': completeLeaving,
  attend: completeAttendance,
  better: completeBetter,
  enquiry: completeEnquiry,
  papers: completePapers,
  'other-time': completeOtherTime,
  appeal: completeAppeal,
  'withdraw-enquiry': completeWithdrawEnquiry,
  receipt: (visit, answers) => openByReceipt(visit, ReceiptAnswers.parse(answers).number),
};

export async function completeForm(visit: Visit, { form, key, answers, about }: Completed): Promise<Answer> {
  if (form === 'first-contact') return completeFirstContact(visit, answers);
  if (form === 'change-language') return completeLanguage(visit);
  const completion = COMPLETIONS[form];
  if (!completion || !isKnown(visit)) return { say: [] };
  return completion(visit, answers, about, key);
}

async function completeFirstContact(visit: Visit, given: Answers): Promise<Answer> {
  const answers = FirstContactAnswers.parse(given);
  if (answers.agree === 'no') {
    return { say: [{ lines: [{ key: 'consent:disagreed' }] }], dialogue: { form: null, declined: true } };
  }
  const agreed = { address: visit.address, language: answers.language, secondLanguage: answers.second ?? null };
  const { resident, key } = await giveConsent(visit.tx, visit.line, visit.resident, agreed);
  Object.assign(visit, { resident, key, known: true });
  return { say: [{ lines: [{ key: 'consent:agreed' }] }], dialogue: { form: null } };
}

async function completeLanguage(visit: Visit): Promise<Answer> {
  const language = { key: `codes:language.${visit.language}` };
  return { say: [{ lines: [{ key: 'language:changed', values: { language } }] }] };
}

async function completeFreeText(
  visit: KnownVisit,
  given: Answers,
  about: About | undefined,
  key: string,
): Promise<Answer> {
  const { choice, messages } = FreeTextAnswers.parse(given);
  if (choice === 'add' && about) return completeAddition(visit, { messages }, about, key);
  if (choice === 'details') return { say: [], next: { form: feedbackForm, prefill: { messages } } };
  return sendFeedback(visit, key, { type: null, municipality: null, sector: null, anonymous: false, messages });
}

async function completeAboutYou(visit: KnownVisit, given: Answers, about: About | undefined): Promise<Answer> {
  await keepAboutYou(visit, AboutYouAnswers.parse(given), about);
  return { say: [{ lines: [{ key: 'about:thanks' }] }] };
}

async function completeAddition(
  visit: KnownVisit,
  given: Answers,
  about: About | undefined,
  key: string,
): Promise<Answer> {
  const { messages } = AddToItemAnswers.parse(given);
  const { tx, line } = visit;
  if (!about || 'offerId' in about) return refused('not_found');
  if ('receipt' in about) {
    const added = await addWithoutName(visit, about.receipt, key, messages);
    const say = added === null ? sayAddedQuietly('add:added_receipt') : sayRefused(added);
    return { say: [say] };
  }
  const added = await addToItem(
    tx,
    line,
    { residentId: visit.resident.id, address: visit.address },
    about.itemId,
    messages,
  );
  if (!added.ok) return { say: [sayRefused(added)] };
  const { reference, reopened, sensitive } = added.value;
  if (sensitive) {
    visit.touchesSensitive = true;
    return {
      say: [sayAddedQuietly(reopened ? 'discreet:add.reopened' : 'discreet:add.added')],
      promised: { itemId: about.itemId },
    };
  }
  const say = { lines: [{ key: reopened ? 'add:reopened' : 'add:added', values: { reference } }] };
  return { say: [say], promised: { itemId: about.itemId } };
}

/** Its item is not touched in the sender's turn; whether it can take more is asked now. Null: it goes. */
async function addWithoutName(
  visit: KnownVisit,
  receipt: string,
  formKey: string,
  messages: IncomingMessage[],
): Promise<Refusal | null> {
  const row = await readItemByReceipt(visit.tx, visit.line.keyring.lookupHash('receipt', receipt));
  if (row ? row.keyId === null || row.redactedAt !== null : !isOnItsWay(visit, receipt))
    return refuse(row ? 'words_destroyed' : 'receipt_unknown');
  await putAdditionInEnvelope(visit, { receipt, formKey, messages });
  return null;
}

async function completeWithdrawal(visit: KnownVisit, _given: Answers, about: About | undefined): Promise<Answer> {
  if (!about || !('itemId' in about)) return refused('not_found');
  const withdrawn = await withdrawItem(visit.tx, visit.line, visit.resident.id, about.itemId);
  if (!withdrawn.ok) return { say: [sayRefused(withdrawn), ...(await showItemState(visit, about.itemId))] };
  const values = { reference: withdrawn.value.reference };
  if (withdrawn.value.sensitive) visit.touchesSensitive = true;
  const done = withdrawn.value.sensitive ? { key: 'discreet:withdraw.done' } : { key: 'withdraw:done', values };
  return { say: [{ lines: [done, { key: 'withdraw:again' }] }] };
}

/** Nothing of them is left to save after this; what is said stays in their chat alone. */
async function completeForgetting(visit: KnownVisit): Promise<Answer> {
  await forgetResident(visit.tx, visit.line, visit.resident.id, 'resident');
  return {
    say: [{ lines: [{ key: 'forget:done' }, { key: 'forget:chat' }, { key: 'forget:goodbye' }] }],
    dialogue: { form: null },
    gone: true,
  };
}
