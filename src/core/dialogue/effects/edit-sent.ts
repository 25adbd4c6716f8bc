import type { IncomingMessage } from '../../domain/message-body.ts';
import type { Say } from '../../domain/say.ts';
import { type EditInForm, editInForm } from '../../forms/edit-in-form.ts';
import { editMessage } from '../../items/edit-message.ts';
import { type Parked, parkedIn, withParked } from '../../turn/standing.ts';
import { type Answer, isKnown, type KnownVisit, type Visit } from '../../turn/visit.ts';
import { contextAbout } from '../step/context-about.ts';
import { builtFromParked } from './built-from-parked.ts';

/** The edit of a message that lies in no open form: it changes a form that was put aside, or the item it was sent with. */
export async function editSent(visit: KnownVisit, edited: IncomingMessage): Promise<Answer> {
  const all = parkedIn(visit.dialogue);
  for (const parked of all) {
    const found = await editParked(visit, parked, edited);
    if (found && 'unfit' in found) return beside({ lines: [{ key: 'help:edited_unfit' }, found.unfit] });
    if (!found) continue;
    const after = all.map((one) => (one === parked ? { ...parked, form: found.state } : one));
    return { ...beside({ lines: [{ key: 'help:edited_noted' }] }), dialogue: withParked(visit.dialogue, after) };
  }
  const sent = await editMessage(visit.tx, visit.line, visit.address, edited);
  if (sent === 'unchanged') return { say: [] };
  // Of what went without a name nothing is known here: the same is said of whatever it was.
  if (sent === null) return beside(TOO_LATE);
  const { sensitive, reference, reopened } = sent;
  if (sensitive) return beside({ lines: [{ key: 'help:edited_noted' }] });
  return beside({ lines: [{ key: reopened ? 'help:edited_reopened' : 'help:edited_sent', values: { reference } }] });
}

/** A single answer has no message of its own any more; what they write under what they sent comes to staff with it. */
const TOO_LATE: Say = {
  lines: [{ key: 'help:edited_too_late' }, { key: 'help:edited_too_late_how' }],
  buttons: [[{ label: { key: 'menu:my' }, data: 'm:my' }]],
};

const beside = (say: Say): Answer => ({ say: [say], beside: true });

async function editParked(visit: Visit, parked: Parked, edited: IncomingMessage): Promise<EditInForm | null> {
  if (!isKnown(visit)) return null;
  const context = contextAbout(visit.context, parked.about, await builtFromParked(visit, parked));
  const form = context.book.formFor(parked.form.form, context);
  return form ? editInForm(form, parked.form, edited, context) : null;
}
