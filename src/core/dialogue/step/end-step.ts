import { isTestVersion } from '../../domain/language.ts';
import type { Say, SayButton } from '../../domain/say.ts';
import { asksToShare } from '../../forms/render.ts';
import type { Book } from '../../turn/book.ts';
import { hush } from '../../turn/look.ts';
import { type Dialogue, type OnScreen, type Place, standingAt } from '../../turn/standing.ts';
import type { Effect, Step } from './effect.ts';
import { SWITCH } from './shown-again.ts';

/** What was met while the effects of a step were carried out. */
export type Met = {
  /** Something about a sensitive item. */
  sensitive?: boolean;
  /** The item that what is said is promised with. */
  itemId?: string | undefined;
  /** The item whose screen was shown; null: it was put away. */
  onScreen?: OnScreen | null | undefined;
};

/**
 * The end of every step: ways out under whatever is said last, the phone's own share button put away, and of each message of the turn what it
 * belongs to.
 */
export function endStep(before: Dialogue, step: Step, met: Met = {}): Step {
  const ended = keepTalk(before, putShareAway(before, withSideDoors(inPlace(step))), met);
  return keepScreen(before, keepPlace(ended), met);
}

function inPlace(step: Step): Step {
  const [first, ...rest] = step.say;
  return step.inPlace && first ? { ...step, say: [{ ...first, replace: true }, ...rest] } : step;
}

/** Where they look, to come back to once the language is changed; a form that asks for the language leaves it. */
function keepPlace(step: Step): Step {
  const { at, ...dialogue } = step.place.dialogue;
  const asks = dialogue.form?.form === 'change-language';
  const shows = dialogue.form === null ? step.place.context.shows : asks ? at : undefined;
  return { ...step, place: standingAt(step.place, { ...dialogue, ...(shows !== undefined && { at: shows }) }) };
}

/** An item is on the screen until something else is said; what is said of an edit leaves it there. */
function keepScreen(before: Dialogue, step: Step, { onScreen }: Met): Step {
  const { onScreen: _before, ...dialogue } = step.place.dialogue;
  const aside = step.say.length === 0 || step.beside === true;
  const item = onScreen === undefined && aside ? before.onScreen : onScreen;
  const stands = item && dialogue.form === null;
  return { ...step, place: standingAt(step.place, { ...dialogue, ...(stands && { onScreen: item }) }) };
}

/** The other language for who reads a test version (or came from it), and the quick exit while somebody reports something serious. */
function withSideDoors(step: Step): Step {
  const doors = [...languageSwitch(step.place), ...quickExit(step.place)];
  const last = step.say.at(-1);
  if (doors.length === 0 || !last || step.clearChat) return step;
  return { ...step, say: [...step.say.slice(0, -1), { ...last, buttons: [...(last.buttons ?? []), doors] }] };
}

function languageSwitch({ language, secondLanguage, known, dialogue, context }: Place): SayButton[] {
  const offered = known && secondLanguage !== null && (isTestVersion(language) || isTestVersion(secondLanguage));
  const values = { language: { key: `codes:language.${secondLanguage}` } };
  const data = dialogue.form === null && context.shows ? `${SWITCH}:${context.shows}` : SWITCH;
  return offered ? [{ label: { key: 'common:switch_language', values }, data }] : [];
}

const quickExit = ({ dialogue, context }: Place): SayButton[] =>
  inSensitiveForm(dialogue, context.book) ? [{ label: { key: 'menu:quick_exit' }, data: 'm:exit' }] : [];

/** A form in which something serious is told, or one about an item that is sensitive. */
const inSensitiveForm = ({ form, about }: Dialogue, book: Book): boolean =>
  form !== null && (book.isSerious(form) || about?.sensitive === true);

/** The phone's own share button stands until it is taken away: once its question is left, what is said next puts it away. */
function putShareAway(before: Dialogue, step: Step): Step {
  const [first, ...rest] = step.say;
  if (!first || !sharesAt(step.place, before) || sharesAt(step.place, step.place.dialogue)) return step;
  return { ...step, say: [{ ...first, putShareAway: true }, ...rest] };
}

function sharesAt({ context }: Place, { form: state }: Dialogue): boolean {
  const form = state && context.book.formFor(state.form, context);
  return state && form ? asksToShare(form, state) : false;
}

/**
 * Says of each message of a turn what it belongs to, so that it can be taken back: those of a form to its talk, and what is said of a
 * sensitive item outside of any to what is open for ten minutes. Once a sensitive talk is left, sent or not, our side of it goes.
 */
function keepTalk(before: Dialogue, step: Step, met: Met): Step {
  const dialogue = withSensitivity(before, step.place.dialogue, met);
  const { talk, ...withoutTalk } = dialogue;
  const open = dialogue.form !== null;
  const opened = open && dialogue.form?.key !== before.form?.key;
  // Its item may have become sensitive while it was open.
  const serious =
    inSensitiveForm(before, step.place.context.book) || (met.sensitive === true && before.about !== undefined);
  const acts: Effect[] = [];
  if (before.talk && serious && !(open && talk === before.talk))
    acts.push({ kind: 'act_on_bubbles', act: { kind: 'take_back', about: before.talk } });
  if (before.talk && met.itemId && !serious)
    acts.push({ kind: 'act_on_bubbles', act: { kind: 'belongs', about: before.talk, to: met.itemId } });
  const sensitive = opened ? false : met.sensitive || (!open && before.about?.sensitive);
  const belongs = open ? talk : before.talk;
  const told = serious || inSensitiveForm(dialogue, step.place.context.book) ? critically(step.say) : step.say;
  const say = sensitive ? hush(told) : open && talk ? ofTalk(talk, told) : told;
  if (say.some(({ bubble }) => bubble?.look)) acts.push({ kind: 'end_look' });
  return {
    ...step,
    place: standingAt(step.place, open ? dialogue : withoutTalk),
    say,
    effects: [...step.effects, ...acts],
    ...(belongs && { incoming: { about: belongs } }),
  };
}

/** Whatever is said while somebody tells of violence, and as they leave it. */
const critically = (says: Say[]): Say[] => says.map((say) => ({ ...say, critical: true }));

const ofTalk = (talk: string, says: Say[]): Say[] =>
  says.map((say) => ({ ...say, bubble: say.bubble ?? { about: talk } }));

/** A form that a button of a sensitive item opened is about that item. */
function withSensitivity(before: Dialogue, dialogue: Dialogue, met: Met): Dialogue {
  const opened = dialogue.form !== null && dialogue.form.key !== before.form?.key;
  return met.sensitive && opened && dialogue.about
    ? { ...dialogue, about: { ...dialogue.about, sensitive: true } }
    : dialogue;
}
