import type { IncomingMessage } from '../../domain/message-body.ts';
import { editMessage } from '../../items/edit-message.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';

/** The edit of a message that was sent changes its item, which keeps both. */
export async function editSent(visit: KnownVisit, edited: IncomingMessage): Promise<Answer> {
  const sent = await editMessage(visit.tx, visit.line, visit.address, edited);
  if (!sent) return { say: [] };
  const { sensitive, reference } = sent;
  return {
    say: [{ lines: [sensitive ? { key: 'help:edited_noted' } : { key: 'help:edited_sent', values: { reference } }] }],
  };
}
