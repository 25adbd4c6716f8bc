import type { FormInput } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import { findReceipt } from '../../domain/receipt.ts';
import { type RepliedTo, referencesIn } from '../../domain/replied-to.ts';
import type { Say } from '../../domain/say.ts';
import { formKeyOf } from '../../forms/buttons.ts';
import { parseFormButton } from '../../forms/engine.ts';
import { receiptForm } from '../../items/forms/receipt.ts';
import { offerButtons } from '../../offers/buttons.ts';
import { firstContactForm } from '../../residents/forms/first-contact.ts';
import type { Book } from '../../turn/book.ts';
import { receiptButtons, voiceButtons } from '../../turn/buttons.ts';
import {
  type Dialogue,
  hasAgreed,
  type Place,
  type Standing,
  type StepContext,
  standingAt,
} from '../../turn/standing.ts';
import { pressMenuButton, takeCommand } from './choose-from-menu.ts';
import { currentQuestion, unknownButton } from './current-question.ts';
import { followedBy, isQuiet, type Step, saying, type Written, wanting } from './effect.ts';
import { endStep } from './end-step.ts';
import { takeFirstWords } from './first-words.ts';
import {
  continueForm,
  editOpenForm,
  holdsHandle,
  leaveStuckForm,
  leavingForm,
  speaking,
  startForm,
} from './go-through-form.ts';
import { CONSENT_NEEDED, sayMenu } from './menus.ts';
import { parkForm } from './put-aside.ts';
import { SWITCH, shownAgain } from './shown-again.ts';
import { codeIn, mayTakeCode, takeWrittenCode } from './take-code.ts';
import type { TurnInput } from './turn-input.ts';
import { pressVoiceButton } from './voices.ts';

/**
 * What a resident did, to where they stand then, what to say and what is to be done. Pure: no clock, no ids, no database. A step without
 * effects is whole; one that asks for an effect goes on from what that came to (effects/carry-out.ts).
 */
export function stepDialogue(standing: Standing, input: TurnInput, context: StepContext): Step {
  const shows = shownAgain(input, context.book);
  const step = stepInput({ ...standing, context: { ...context, ...(shows !== undefined && { shows }) } }, input);
  return step.effects.every(isQuiet) ? endStep(standing.dialogue, step) : step;
}

/** False where the input alone tells that something is to be done: then nobody need look where they stand first. */
export function mayBePlain(input: TurnInput, book: Book): boolean {
  if (input.kind === 'blocked' || input.kind === 'unblocked') return false;
  if (input.kind === 'command') return input.payload === undefined && !asks(input.name, book);
  if (input.kind !== 'button') return true;
  const [family, what = ''] = input.data.split(':');
  return family === 'f' || (family === 'm' && !asks(what, book));
}

/** What is looked up whenever it is chosen. */
const asks = (what: string, { menu }: Book): boolean =>
  ['my', 'privacy', 'download'].includes(what) || menu.some(({ command, form }) => command === what && !form);

function stepInput(place: Place, input: TurnInput): Step {
  switch (input.kind) {
    case 'blocked':
      return wanting(place, { kind: 'block' });
    case 'unblocked':
      return wanting(place, { kind: 'unblock' });
    case 'command':
      return input.words
        ? takeCommandWith(place, input.name, input.words)
        : takeCommand(place, input.name, input.payload);
    case 'button':
      return pressButton(place, input.data);
    case 'edited':
      return takeEdit(place, input.message);
    case 'message':
      return takeMessage(place, input);
    case 'contact':
      return place.dialogue.form
        ? continueForm(place, { kind: 'contact', phone: input.phone, own: input.own })
        : saying(place, UNSUPPORTED);
    case 'stuck':
      return leaveStuckForm(place, input.offering);
    case 'unsupported':
      return place.dialogue.form
        ? continueForm(place, { kind: 'unsupported' })
        : saying(place, UNSUPPORTED, ...currentQuestion(place));
  }
}

/** Who starts twice finds two screens that ask for a language, and either is as good: nothing hangs on it yet. */
function asPickedNow({ dialogue: { form } }: Place, input: FormInput | null): FormInput | null {
  const asked = form?.form === firstContactForm.name && form.at === 'language';
  if (!asked || input?.kind !== 'option' || input.question !== form.at) return input;
  return { ...input, formKey: formKeyOf(form.key) };
}

const UNSUPPORTED: Say = { lines: [{ key: 'help:unsupported' }] };

function pressButton(place: Place, data: string): Step {
  const [family = '', what = '', which] = data.split(':');
  if (family === 'f') {
    const input = asPickedNow(place, parseFormButton(data));
    if (input) return withEarlyWord(continueForm(place, input));
  }
  if (data.startsWith(`${SWITCH}:`)) return switchInPlace(place, data.slice(SWITCH.length + 1));
  if (family === 'm') return pressMenuButton(place, what, which);
  if (family === 'o') return pressOfferButton(place, data);
  const voice = voiceButtons.read(data);
  if (voice) return pressVoiceButton(place, voice);
  if (!hasAgreed(place)) return unknownButton(place);
  const byReceipt = receiptButtons.read(data);
  if (byReceipt) return wanting(place, { kind: 'add_by_receipt', receipt: byReceipt.args[0] });
  return place.context.book.families.includes(family)
    ? wanting(place, { kind: 'press_button', family, data })
    : unknownButton(place);
}

/** What was shown is shown in the other language, where it stands. */
function switchInPlace(before: Place, shows: string): Step {
  const { language, secondLanguage } = before;
  if (
    secondLanguage === null ||
    shows.startsWith(SWITCH) ||
    shownAgain({ kind: 'button', data: shows }, before.context.book) !== shows
  )
    return unknownButton(before);
  const spoken = speaking(before, secondLanguage, language);
  return { ...followedBy({ ...spoken, say: [] }, pressButton(spoken.place, shows)), inPlace: true };
}

/** A place that was shown before, once more. */
export const showAgain = (place: Place, shows: string): Step => pressButton(place, shows);

/** Anybody may look at offers; to register one has to agree first. */
function pressOfferButton(place: Place, data: string): Step {
  const button = offerButtons.read(data);
  switch (button?.what) {
    case 'list': {
      const [list, page] = button.args;
      const known = place.context.book.lists.includes(list);
      return known ? wanting(place, { kind: 'list_offers', list, page }) : unknownButton(place);
    }
    case 'show':
      return wanting(place, { kind: 'show_offer', offerId: button.args[0] });
    case 'apply': {
      if (!hasAgreed(place)) return saying(place, CONSENT_NEEDED, sayMenu(place));
      const [offerId] = button.args;
      return leavingForm(place, (left) => wanting(left, { kind: 'apply_for_offer', offerId }));
    }
    default:
      return unknownButton(place);
  }
}

/** Words outside any form are offered as feedback: two taps and they are sent. */
function takeMessage(place: Place, written: Written): Step {
  const code = codeIn(place, written.message);
  return code && mayTakeCode(place)
    ? takeWrittenCode(place, code, written, askConsentFirst)
    : takeWritten(place, written);
}

/** What is no code. */
export function takeWritten(place: Place, { message, repliesTo }: Written): Step {
  if (!hasAgreed(place)) return askConsentFirst(place);
  const receipt = message.kind === 'text' && message.text !== undefined ? findReceipt(message.text) : null;
  const asked = place.dialogue.form?.form === receiptForm.name;
  if (receipt !== null && !asked) return wanting(place, { kind: 'try_receipt', receipt, message });
  return repliesTo && pointsElsewhere(place.dialogue, repliesTo)
    ? wanting(place, { kind: 'take_reply', message, repliesTo })
    : takeWords(place, message);
}

export function takeWords(place: Place, message: IncomingMessage): Step {
  const { form } = place.dialogue;
  return form ? continueForm(place, { kind: 'message', message }) : wanting(place, { kind: 'take_words', message });
}

/** Outside of a form an answer says where it belongs; in one, where it names something else than that form is about. */
function pointsElsewhere({ form, about }: Dialogue, to: RepliedTo): boolean {
  if ('handle' in to) return !form || !holdsHandle(form, to.handle);
  const named = to.texts.flatMap(referencesIn);
  if (!form) return named.length > 0 || to.data.length > 0 || to.texts.some((text) => findReceipt(text) !== null);
  return named.length > 0 && !named.includes(about?.reference ?? '');
}

/**
 * A receipt typed beside its door would become words of this very resident, sent to staff who could open the report with it. What else
 * stood there is not kept, and they are told so.
 */
export function takeReceipt(place: Place, message: IncomingMessage): Step {
  const alone = !/\p{L}/u.test(message.text ?? '');
  const left = parkForm(place);
  const parked = alone ? left : { ...left, say: [...left.say, { lines: [{ key: 'receipt:rest_not_kept' }] }] };
  const asked = startForm(parked.place, { form: receiptForm });
  return followedBy(parked, continueForm(asked.place, { kind: 'message', message }));
}

/** What stands behind a command are its first words. Before consent they are not kept, and who wrote them is told so. */
function takeCommandWith(place: Place, name: string, words: IncomingMessage): Step {
  const step = takeCommand(place, name);
  if (!hasAgreed(place)) {
    const asked = { ...step, say: place.language ? [CONSENT_NEEDED, ...step.say] : step.say };
    return place.language ? asked : wroteEarly(asked);
  }
  if (findReceipt(words.text ?? '') !== null) return takeMessage(place, { message: words });
  // A form that was opened asks anew, under its first words.
  const opened = step.place.dialogue.form ? { ...step, say: [] } : step;
  if (step.effects.every(isQuiet)) return followedBy(opened, takeFirstWords(step.place, words));
  return { ...step, effects: [...step.effects, { kind: 'take_first_words', message: words }] };
}

const wroteEarly = (step: Step): Step => ({
  ...step,
  place: standingAt(step.place, { ...step.place.dialogue, wroteEarly: true }),
});

/** Before consent no word of theirs goes into anything that is kept, not even into the form that asks for it. */
function askConsentFirst(place: Place): Step {
  const { form } = place.dialogue;
  if (place.language)
    return form
      ? saying(place, CONSENT_NEEDED, ...currentQuestion(place))
      : startForm(place, { form: firstContactForm, before: [CONSENT_NEEDED] });
  const asked = form ? saying(place, ...currentQuestion(place)) : startForm(place, { form: firstContactForm });
  return wroteEarly(asked);
}

/** Now that there is a language to say it in. */
function withEarlyWord(step: Step): Step {
  const { wroteEarly, ...dialogue } = step.place.dialogue;
  if (!wroteEarly || !step.place.language) return step;
  return { ...step, place: standingAt(step.place, dialogue), say: [...step.say, CONSENT_NEEDED] };
}

/**
 * The edit of a message in the open form changes that form; elsewhere, the form put aside or the item it was sent with. A place moves by
 * edits, and nobody's way is followed.
 */
function takeEdit(place: Place, edited: IncomingMessage): Step {
  if (edited.kind === 'location') return saying(place);
  if (!hasAgreed(place)) return askConsentFirst(place);
  // Not a word is left of it.
  const empty = edited.kind === 'text' && !edited.text?.trim();
  if (empty) return { ...saying(place, { lines: [{ key: 'help:edited_too_late' }] }), beside: true };
  return editOpenForm(place, edited) ?? wanting(place, { kind: 'edit', message: edited });
}
