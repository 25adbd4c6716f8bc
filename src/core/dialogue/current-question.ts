import type { Say } from '../domain/say.ts';
import { renderQuestion } from '../forms/engine.ts';
import { formFor } from '../forms/registry.ts';
import { sayMenu } from './menus.ts';
import { type Dialogue, isKnown, type Visit } from './visit.ts';

/** The question a resident stands at, or the menu. */
export function currentQuestion(visit: Visit, dialogue: Dialogue = visit.dialogue): Say[] {
  const form = dialogue.form && formFor(dialogue.form.form, visit.context);
  if (form && dialogue.form) return renderQuestion(form, dialogue.form, visit.context);
  return isKnown(visit) || dialogue.declined ? [sayMenu(visit, dialogue)] : [];
}
