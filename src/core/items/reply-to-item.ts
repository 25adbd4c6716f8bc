import { changeKeyTaken } from '../../db/queries/items/messages.ts';
import { type Attached, attachedFault, attachedName } from '../domain/attached.ts';
import { decideReply } from '../domain/item.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import type { Line } from '../line.ts';
import { sayAnswer } from '../residents/say-of-item.ts';
import { applyDecision, workOnItem } from './change-item.ts';
import { writeMessages } from './search/item-words.ts';
import { listReaders, readByMore, tellResidents } from './tell-residents.ts';

/** Fits one message with what stands around it, in characters. */
export const LONGEST_REPLY = 3000;

/** What became of a reply: on its way, kept for who comes with the receipt, or to be told by voice to who came or phoned. */
export type Replied = { itemId: string; way: 'sending' | 'kept_for_receipt' | 'tell_in_person' };

/**
 * A staff member's answer in the resident's language. `changeKey` (the view's id) makes a second submission of the same modal
 * a no-op; `readers` is how many the form said would read it. Refusals: not_found, role_needed, empty_text, too_long, words_destroyed,
 * merged_elsewhere, more_read_it; of its file file_type, file_too_large, no_way_for_file.
 */
export async function replyToItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
  reply: { text: string; changeKey: string; readers?: number | undefined; attached?: Attached | null | undefined },
): Promise<Result<Replied>> {
  const text = reply.text.trim();
  if (isBlank(text)) return refuse('empty_text');
  if (text.length > LONGEST_REPLY) return refuse('too_long', { most: LONGEST_REPLY });
  const attached = reply.attached && { ...reply.attached, name: attachedName(reply.attached.name) };
  const fault = attached && attachedFault(attached);
  if (fault) return refuse(fault);
  return workOnItem(line, member, reference, async (tx, row, by) => {
    const way = row.anonymous ? 'kept_for_receipt' : row.toldByStaff ? 'tell_in_person' : 'sending';
    // Kept for a receipt or said by voice, a file has nobody to go to.
    if (attached && way !== 'sending') return refuse('no_way_for_file');
    const value: Replied = { itemId: row.id, way };
    if (await changeKeyTaken(tx, reply.changeKey)) return done(value);
    const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
    if (key === null) return refuse('words_destroyed');
    const readers = await listReaders(tx, row.id);
    const more = readByMore(readers, reply.readers);
    if (more) return more;
    const applied = await applyDecision(tx, line, row, decideReply(row, by, line.now()), {
      kind: 'staff',
      member: by,
    });
    if (!applied.ok) return applied;
    const [messageId] = await writeMessages(tx, line, { id: row.id, key }, [
      {
        direction: 'out',
        body: { kind: 'text', text, ...(attached && { attached }) },
        staffId: by.id,
        changeKey: reply.changeKey,
      },
    ]);
    await tellResidents(tx, line, row, readers, {
      messageId,
      kind: 'answer',
      say: (own, itemId) =>
        sayAnswer(
          own,
          itemId,
          text,
          attached && messageId !== undefined ? { name: attached.name, messageId } : undefined,
        ),
    });
    return done(value);
  });
}
