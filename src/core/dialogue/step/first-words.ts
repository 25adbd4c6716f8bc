import type { IncomingMessage } from '../../domain/message-body.ts';
import { renderQuestion } from '../../forms/engine.ts';
import { foldAside, messagesQuestion } from '../../forms/messages.ts';
import { type Place, standingAt } from '../../turn/standing.ts';
import { type Step, saying, wanting } from './effect.ts';

/**
 * What was written behind a command, where the command led: the beginning of the message that its form takes, shown as it was read; in a form that
 * takes none put aside, which asks; without a form, words like others.
 */
export function takeFirstWords(place: Place, message: IncomingMessage): Step {
  const { form: state } = place.dialogue;
  const form = state && place.context.book.formFor(state.form, place.context);
  if (!state || !form) return wanting(place, { kind: 'take_words', message });
  const aside = { ...state, aside: [...(state.aside ?? []), message] };
  const takes = messagesQuestion(form) !== undefined;
  const held = takes ? foldAside(form, aside) : aside;
  const kept = { lines: [{ key: 'forms:first_words' }], quote: message.text ?? '' };
  const there = standingAt(place, { ...place.dialogue, form: held });
  return saying(there, ...(takes ? [kept] : []), ...renderQuestion(form, held, place.context));
}
