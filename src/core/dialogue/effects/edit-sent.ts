import type { FormState } from '../../domain/form.ts';
import type { IncomingMessage } from '../../domain/message-body.ts';
import type { Say } from '../../domain/say.ts';
import { type EditInForm, editInForm } from '../../forms/edit-in-form.ts';
import { editMessage } from '../../items/edit-message.ts';
import { type Answer, isKnown, type KnownVisit, type Visit } from '../../turn/visit.ts';
import { contextAbout } from '../step/context-about.ts';
import { builtFromParked } from './built-from-parked.ts';

/** The edit of a message that lies in no open form: it changes the form that was put aside, or the item it was sent with. */
export async function editSent(visit: KnownVisit, edited: IncomingMessage): Promise<Answer> {
  const { parked } = visit.dialogue;
  const found = parked && (await editParked(visit, parked.form, edited));
  if (found && 'unfit' in found) return beside({ lines: [{ key: 'help:edited_unfit' }, found.unfit] });
  if (parked && found)
    return {
      ...beside({ lines: [{ key: 'help:edited_noted' }] }),
      dialogue: { ...visit.dialogue, parked: { ...parked, form: found.state } },
    };
  const sent = await editMessage(visit.tx, visit.line, visit.address, edited);
  if (sent === 'unchanged') return { say: [] };
  // Of what went without a name nothing is known here: the same is said of whatever it was.
  if (sent === null) return beside({ lines: [{ key: 'help:edited_too_late' }] });
  const { sensitive, reference, reopened } = sent;
  if (sensitive) return beside({ lines: [{ key: 'help:edited_noted' }] });
  return beside({ lines: [{ key: reopened ? 'help:edited_reopened' : 'help:edited_sent', values: { reference } }] });
}

const beside = (say: Say): Answer => ({ say: [say], beside: true });

async function editParked(visit: Visit, state: FormState, edited: IncomingMessage): Promise<EditInForm | null> {
  if (!isKnown(visit)) return null;
  const context = contextAbout(visit.context, visit.dialogue.parked?.about, await builtFromParked(visit));
  const form = context.book.formFor(state.form, context);
  return form ? editInForm(form, state, edited, context) : null;
}
