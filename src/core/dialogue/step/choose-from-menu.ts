import type { Say } from '../../domain/say.ts';
import { lasting, spanOfHours } from '../../domain/time/spans.ts';
import { receiptForm } from '../../items/forms/receipt.ts';
import { aboutYouForm } from '../../residents/forms/about-you.ts';
import { changeLanguageForm } from '../../residents/forms/change-language.ts';
import { firstContactForm } from '../../residents/forms/first-contact.ts';
import { forgetForm } from '../../residents/forms/forget.ts';
import type { BookEntry } from '../../turn/book.ts';
import {
  type Dialogue,
  hasAgreed,
  idle,
  type Place,
  standingAt,
  triesIn,
  UNCONSENTED_HOURS,
} from '../../turn/standing.ts';
import { currentQuestion, unknownButton } from './current-question.ts';
import { type Step, saying, wanting } from './effect.ts';
import { cancelForm, chooseParked, leavingForm, speaking, startForm } from './go-through-form.ts';
import { CONSENT_NEEDED, sayEmergency, sayFaq, sayHelp, sayMenu } from './menus.ts';
import { codeOf, takeCode } from './take-code.ts';

/** A command, or the same chosen from a menu. A form with words in it is put aside and offered again. */
export function takeCommand(place: Place, name: string, payload?: string): Step {
  const code = name === 'start' ? codeOf(place, payload) : null;
  if (code) return takeCode(place, code, (kept) => takeCommand(kept, 'start'));
  if (name === 'cancel') return cancelForm(place);
  const inFirstContact = place.dialogue.form?.form === 'first-contact';
  if (!hasAgreed(place) && (name === 'start' || inFirstContact || !place.dialogue.declined))
    return startForm(place, { form: firstContactForm });
  const shown = leavingForm(place, (left) => showChosen(left, name));
  // A quick exit took it away.
  return name === 'start' ? { ...shown, effects: [...shown.effects, { kind: 'show_menu' }] } : shown;
}

function showChosen(place: Place, name: string): Step {
  const entry = place.context.book.menu.find(({ command }) => command === name);
  if (entry) return openEntry(place, entry);
  switch (name) {
    // What anybody may read, agreed or not.
    case 'help':
      return saying(place, sayHelp(place.context.book));
    case 'faq':
      return saying(place, sayFaq(place));
    case 'emergency':
      return saying(place, sayEmergency(place));
    case 'language':
      return startForm(place, { form: changeLanguageForm });
    case 'privacy':
      return hasAgreed(place) ? showOwn(place, name) : saying(place, HOLD_NOTHING, sayMenu(place));
    default:
      return hasAgreed(place) ? showOwn(place, name) : askToAgree(place);
  }
}

/** An activity: its form, or what it finds. */
function openEntry(place: Place, { command, anybody, form }: BookEntry): Step {
  if (!anybody && !hasAgreed(place)) return askToAgree(place);
  return form ? startForm(place, { form }) : wanting(place, { kind: 'look_up', command });
}

/** What is held of somebody who did not agree. */
const HOLD_NOTHING: Say = {
  lines: [{ key: 'privacy:nothing', values: { time: lasting(spanOfHours(UNCONSENTED_HOURS)) } }],
};

const askToAgree = (place: Place): Step => saying(place, CONSENT_NEEDED, sayMenu(place));

function showOwn(place: Place, name: string): Step {
  switch (name) {
    case 'my':
      return wanting(place, { kind: 'list_items', page: 0 });
    case 'privacy':
      return wanting(place, { kind: 'show_privacy' });
    case 'forget':
      return startForm(place, { form: forgetForm });
    default:
      return saying(place, sayMenu(place));
  }
}

/** Chosen like a command, and typed by nobody. */
const WITHOUT_COMMAND: readonly string[] = ['faq', 'emergency'];

/** `m:<what>`: the commands, and what has only a button; `which`: of those that were put aside. */
export function pressMenuButton(place: Place, what: string, which?: string): Step {
  if (WITHOUT_COMMAND.includes(what) || place.context.book.commands.includes(what)) return takeCommand(place, what);
  if (what === 'exit') return quickExit(place);
  if (!hasAgreed(place)) return unknownButton(place);
  const page = /^my(\d{1,3})$/.exec(what);
  if (page) return wanting(place, { kind: 'list_items', page: Number(page[1]) });
  switch (what) {
    case 'resume':
      return chooseParked(place, which);
    case 'receipt':
      return leavingForm(place, (left) => startForm(left, { form: receiptForm }));
    case 'about':
      return leavingForm(place, (left) => startForm(left, { form: aboutYouForm }));
    case 'download':
      return wanting(place, { kind: 'show_download' });
    case 'switch':
      return switchLanguage(place);
    default:
      return unknownButton(place);
  }
}

/** Somebody came into the room: the chat is emptied as far as the channel lets us, and something harmless stands there. */
export function quickExit(place: Place): Step {
  const { declined } = place.dialogue;
  const left: Dialogue = { ...idle, ...(declined && { declined }), ...triesIn(place.dialogue) };
  return {
    place: standingAt(place, left),
    say: [{ lines: [{ key: 'help:quick_exit.text' }], bubble: { exit: true } }],
    effects: [{ kind: 'act_on_bubbles', act: { kind: 'clear' } }],
    clearChat: true,
  };
}

/** One tap between a test version and the second language. */
function switchLanguage(before: Place): Step {
  const { language, secondLanguage } = before;
  const switched =
    secondLanguage === null ? { place: before, effects: [] } : speaking(before, secondLanguage, language);
  const [first, ...rest] = currentQuestion(switched.place);
  return { ...switched, say: first ? [{ ...first, replace: true }, ...rest] : [] };
}
