import { changeKeyTaken } from '../../db/queries/items/messages.ts';
import { readEnquiryByItem } from '../../db/queries/offers/enquiries.ts';
import type { ClosedReason } from '../domain/codes.ts';
import { decideClose } from '../domain/item.ts';
import { isOpenEnquiry } from '../domain/offers/enquiry.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import type { Line } from '../line.ts';
import { sayClosed } from '../residents/say-of-item.ts';
import { applyDecision, workOnItem } from './change-item.ts';
import { LONGEST_REPLY } from './reply-to-item.ts';
import { writeMessages } from './search/item-words.ts';
import { listReaders, readByMore, tellResidents } from './tell-residents.ts';

/**
 * Closes an item and tells the resident what was done, with the question "Did this solve it?". `whatWasDone` is required: closing
 * without telling is what this line exists to end. Refusals: not_found, role_needed, empty_text, too_long, already_closed, words_destroyed,
 * decide_first (an application and an appeal are closed by their decision), more_read_it (`readers` is how many the form said would read it).
 */
export async function closeItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
  closing: {
    reason: Exclude<ClosedReason, 'withdrawn' | 'duplicate'>;
    whatWasDone: string;
    changeKey: string;
    readers?: number | undefined;
  },
): Promise<Result<{ itemId: string }>> {
  const text = closing.whatWasDone.trim();
  if (isBlank(text)) return refuse('empty_text');
  if (text.length > LONGEST_REPLY) return refuse('too_long', { most: LONGEST_REPLY });
  return workOnItem(line, member, reference, async (tx, row, by) => {
    if (await changeKeyTaken(tx, closing.changeKey)) return done({ itemId: row.id });
    const enquiry = row.kind === 'enquiry' ? await readEnquiryByItem(tx, row.id) : null;
    if (enquiry && (isOpenEnquiry(enquiry.state) || enquiry.appealItemId === row.id)) return refuse('decide_first');
    const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
    if (key === null) return refuse('words_destroyed');
    const readers = await listReaders(tx, row.id);
    const more = readByMore(readers, closing.readers);
    if (more) return more;
    const told = row.residentId !== null;
    const decision = decideClose(row, by, { reason: closing.reason, told }, line.now());
    const applied = await applyDecision(tx, line, row, decision, { kind: 'staff', member: by });
    if (!applied.ok) return applied;
    const [messageId] = await writeMessages(tx, line, { id: row.id, key }, [
      { direction: 'out', body: { kind: 'text', text }, staffId: by.id, changeKey: closing.changeKey },
    ]);
    await tellResidents(tx, line, row, readers, {
      messageId,
      kind: 'closing',
      say: (own, itemId) => sayClosed(own, itemId, closing.reason, text),
    });
    return done({ itemId: row.id });
  });
}
