import type { Say } from '../../domain/say.ts';
import { renderQuestion } from '../../forms/engine.ts';
import { hasAgreed, type Place } from '../../turn/standing.ts';
import { type Step, saying } from './effect.ts';
import { sayMenu } from './menus.ts';

/** The question a resident stands at, or the menu. */
export function currentQuestion(place: Place): Say[] {
  const { dialogue, context } = place;
  const form = dialogue.form && context.book.formFor(dialogue.form.form, context);
  if (form && dialogue.form) return renderQuestion(form, dialogue.form, context);
  return hasAgreed(place) || dialogue.declined ? [sayMenu(place)] : [];
}

/** Of another version, or forged. */
export const unknownButton = (place: Place): Step => ({
  ...saying(place, ...currentQuestion(place)),
  toast: { key: 'help:unknown_button' },
});
