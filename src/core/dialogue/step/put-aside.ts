import type { FormState } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { SayButton } from '../../domain/say.ts';
import { cut } from '../../domain/text/cut.ts';
import { type About, type Parked, type Place, parkedIn, standingAt, withParked } from '../../turn/standing.ts';
import { type Effect, type Step, saying, wanting } from './effect.ts';

/** Puts a form with words in it aside; one without is simply left (unless `whole`), but for what was told about oneself. */
export function parkForm(place: Place, whole = false): Step {
  const { form, about, talk, ...kept } = place.dialogue;
  if (!form) return saying(place);
  const parked: Parked[] =
    whole || wordsIn(form).length > 0 ? [{ form, ...(about && { about }), ...(talk && { talk }) }] : [];
  const left = standingAt(place, withParked({ ...kept, form: null }, [...parked, ...parkedIn(place.dialogue)]));
  return wanting(left, ...keptOf(form, about));
}

/** What was told about oneself is kept, also where the form is not gone through to its end. */
export const keptOf = (form: FormState | null, about: About | undefined): Effect[] =>
  form?.form === 'about-you' ? [{ kind: 'keep_about_you', answers: form.answers, ...(about && { about }) }] : [];

/** Every message that lies in a form's state. */
export function wordsIn({ answers, aside = [], kept = [] }: FormState): IncomingMessage[] {
  const collected = Object.values(answers).flatMap((answer) => (Array.isArray(answer) ? answer : []));
  return [...collected.filter((one) => typeof one === 'object'), ...aside, ...kept];
}

/** A way back into each form that was put aside: of several, by what was written there, but for what nobody else is to read. */
export function waysBack({ dialogue, context }: Place): SayButton[][] {
  const all = parkedIn(dialogue);
  const last = { key: 'menu:resume' };
  if (all.length < 2) return all.map(() => [{ label: last, data: 'm:resume' }]);
  return all.map((one) => {
    const what = context.book.isSerious(one.form) || one.about?.sensitive ? undefined : aboutOf(one);
    const label = what === undefined ? last : { key: 'menu:resume_words', values: { words: { text: what } } };
    return [{ label, data: `m:resume:${shortKey(one)}` }];
  });
}

const SHOWN_UNITS = 16;
export const shortKey = ({ form }: Parked): string => form.key.split('-')[0] ?? form.key;

function aboutOf({ form, about }: Parked): string | undefined {
  const written = wordsIn(form)
    .find(({ text }) => text?.trim())
    ?.text?.trim();
  // Two may be about one item: their own words tell them apart, its number would not.
  return written ? cut(written, SHOWN_UNITS) : about?.reference;
}
