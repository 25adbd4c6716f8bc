import { readLatestOpenItem } from '../../db/queries/items.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import type { Say } from '../domain/say.ts';
import { addToItemForm } from '../forms/add-to-item.ts';
import { parseFormButton } from '../forms/engine.ts';
import { firstContactForm } from '../forms/first-contact.ts';
import { freeTextForm } from '../forms/free-text.ts';
import { ReceiptAnswers, receiptForm } from '../forms/receipt.ts';
import { editMessage } from '../items/edit-message.ts';
import { answerCommand } from './answer-command.ts';
import { markBlocked, reviveDeliveries } from './blocked.ts';
import { currentQuestion } from './current-question.ts';
import { continueForm, leaveStuckForm, parkForm, startForm } from './go-through-form.ts';
import { keepTalk } from './keep-talk.ts';
import { findByReceipt } from './open-by-receipt.ts';
import { pressEnquiryButton } from './press-enquiry-button.ts';
import { pressItemButton } from './press-item-button.ts';
import { pressMenuButton } from './press-menu-button.ts';
import { pressNewsButton } from './press-news-button.ts';
import { pressOfferButton } from './press-offer-button.ts';
import { pressRegistrationButton } from './press-registration-button.ts';
import { putShareAway } from './put-share-away.ts';
import { withSideDoors } from './side-doors.ts';
import type { TurnInput } from './turn.ts';
import { type About, type Answer, isKnown, type KnownVisit, type Visit } from './visit.ts';

/** What a resident did, to what we do and say. */
export async function answerTurn(visit: Visit, input: TurnInput): Promise<Answer> {
  const before = visit.dialogue;
  return keepTalk(visit, before, putShareAway(visit, before, withSideDoors(visit, await answerInput(visit, input))));
}

async function answerInput(visit: Visit, input: TurnInput): Promise<Answer> {
  switch (input.kind) {
    case 'blocked':
      return markBlocked(visit);
    case 'unblocked':
      return reviveDeliveries(visit);
    case 'command':
      return answerCommand(visit, input.name);
    case 'button':
      return pressButton(visit, input.data);
    case 'edited':
      return takeEdit(visit, input.message);
    case 'message':
      return takeMessage(visit, input.message);
    case 'contact':
      return visit.dialogue.form
        ? continueForm(visit, { kind: 'contact', phone: input.phone, own: input.own })
        : { say: [{ lines: [{ key: 'help:unsupported' }] }], dialogue: visit.dialogue };
    case 'stuck':
      return leaveStuckForm(visit, input.offering);
    case 'unsupported':
      return visit.dialogue.form
        ? continueForm(visit, { kind: 'unsupported' })
        : { say: [{ lines: [{ key: 'help:unsupported' }] }, ...currentQuestion(visit)], dialogue: visit.dialogue };
  }
}

async function pressButton(visit: Visit, data: string): Promise<Answer> {
  const [prefix, what = '', id = '', rest = ''] = data.split(':');
  if (prefix === 'f') {
    const input = parseFormButton(data);
    if (input) return withEarlyWord(visit, await continueForm(visit, input));
  }
  if (prefix === 'm') return pressMenuButton(visit, what);
  if (prefix === 'o') return pressOfferButton(visit, what, id, rest);
  if (prefix === 'g' && isKnown(visit)) return pressRegistrationButton(visit, what, id, rest);
  if (prefix === 'q' && isKnown(visit)) return pressEnquiryButton(visit, what, id, rest);
  if (prefix === 'r' && what === 'add' && /^\d{16}$/.test(id) && isKnown(visit)) return addWithReceipt(visit, id);
  if (prefix === 'n' && isKnown(visit)) return pressNewsButton(visit, what, id);
  if (prefix === 'i' && isKnown(visit)) return pressItemButton(visit, what, id, rest);
  return { say: currentQuestion(visit), dialogue: visit.dialogue, toast: { key: 'help:unknown_button' } };
}

/** Words outside any form are offered as feedback: two taps and they are sent. */
async function takeMessage(visit: Visit, message: IncomingMessage): Promise<Answer> {
  if (!isKnown(visit)) return askConsentFirst(visit);
  if (isReceipt(message) && (!visit.dialogue.form || visit.dialogue.form.form === freeTextForm.name))
    return takeReceipt(visit, message);
  if (visit.dialogue.form) return continueForm(visit, { kind: 'message', message });
  const open = await latestOpenItem(visit);
  return startForm(visit, freeTextForm, { messages: [message] }, open ? { about: open } : {});
}

const isReceipt = (message: IncomingMessage): boolean =>
  message.kind === 'text' && ReceiptAnswers.safeParse({ number: message.text }).success;

/** A receipt typed beside its door would become words of this very resident, sent to staff who could open the report with it. */
async function takeReceipt(visit: KnownVisit, message: IncomingMessage): Promise<Answer> {
  await parkForm(visit);
  const asked = await startForm(visit, receiptForm);
  return continueForm({ ...visit, dialogue: asked.dialogue }, { kind: 'message', message });
}

const NOT_KEPT: Say = { lines: [{ key: 'consent:needed' }] };

/** Before consent no word of theirs goes into anything that is kept, not even into the form that asks for it. */
async function askConsentFirst(visit: Visit): Promise<Answer> {
  if (visit.language) {
    if (!visit.dialogue.form) return startForm(visit, firstContactForm, {}, { before: [NOT_KEPT] });
    return { say: [NOT_KEPT, ...currentQuestion(visit)], dialogue: visit.dialogue };
  }
  const asked = visit.dialogue.form
    ? { say: currentQuestion(visit), dialogue: visit.dialogue }
    : await startForm(visit, firstContactForm);
  return { ...asked, dialogue: { ...asked.dialogue, wroteEarly: true } };
}

/** Now that there is a language to say it in. */
function withEarlyWord(visit: Visit, answer: Answer): Answer {
  const { wroteEarly, ...dialogue } = answer.dialogue;
  if (!wroteEarly || !visit.language) return answer;
  return { ...answer, say: [...answer.say, NOT_KEPT], dialogue };
}

/** The button under an anonymous item's answers carries the receipt, so that nothing of it is kept until somebody writes. */
async function addWithReceipt(visit: KnownVisit, receipt: string): Promise<Answer> {
  const found = await findByReceipt(visit, receipt);
  if (!('row' in found)) return found;
  await parkForm(visit);
  return startForm(visit, addToItemForm, {}, { about: { receipt, reference: found.row.reference, sensitive: true } });
}

/** The item that free text most likely belongs to: the open one in which something was said last. */
async function latestOpenItem(visit: Visit): Promise<About | null> {
  const row = await readLatestOpenItem(visit.tx, visit.resident.id);
  return row && { itemId: row.id, reference: row.reference };
}

/** The edit of a message in an open form changes the form; of one already sent, the item, which keeps both. */
async function takeEdit(visit: Visit, edited: IncomingMessage): Promise<Answer> {
  const inForm = editInForm(visit, edited);
  if (inForm) return { say: [{ lines: [{ key: 'help:edited_noted' }] }], dialogue: inForm };
  const sent = isKnown(visit) ? await editMessage(visit.tx, visit.line, visit.chatId, edited) : null;
  if (!sent) return { say: [], dialogue: visit.dialogue };
  const said = sent.sensitive
    ? { key: 'help:edited_noted' }
    : { key: 'help:edited_sent', values: { reference: sent.reference } };
  return { say: [{ lines: [said] }], dialogue: visit.dialogue };
}

function editInForm(visit: Visit, edited: IncomingMessage): Visit['dialogue'] | null {
  const { form } = visit.dialogue;
  if (!form) return null;
  const swap = (messages: unknown): unknown =>
    Array.isArray(messages)
      ? messages.map((one: IncomingMessage) => (one?.chatMessageId === edited.chatMessageId ? edited : one))
      : messages;
  const answers = Object.fromEntries(Object.entries(form.answers).map(([key, value]) => [key, swap(value)]));
  const changed = JSON.stringify(answers) !== JSON.stringify(form.answers);
  return changed ? { ...visit.dialogue, form: { ...form, answers } } : null;
}
