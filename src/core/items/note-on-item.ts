import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import type { ItemRow } from '../../db/queries/items/items.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import type { Line } from '../line.ts';
import { workOnItem } from './change-item.ts';
import { writeMessages } from './search/item-words.ts';

/**
 * An internal remark; no resident ever sees it. `source` is `slack:<channel>:<ts>` for a message in the card's thread, `changeKey`
 * a modal's view id: either way a second delivery adds nothing. Refusals: not_found, role_needed, empty_text, words_destroyed.
 */
export async function noteOnItem(
  line: Line,
  member: StaffMember | null,
  reference: string,
  note: { text: string; source?: string; changeKey?: string },
): Promise<Result<{ itemId: string }>> {
  if (isBlank(note.text)) return refuse('empty_text');
  return workOnItem(line, member, reference, (tx, row, by) => addNote(tx, line, row, by, note));
}

/** The same in a transaction that holds the item's row. */
export async function addNote(
  tx: Tx,
  line: Line,
  row: ItemRow,
  by: StaffMember,
  { text, source, changeKey }: { text: string; source?: string; changeKey?: string },
): Promise<Result<{ itemId: string }, 'words_destroyed'>> {
  const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
  if (key === null) return refuse('words_destroyed');
  const stored = await writeMessages(tx, line, { id: row.id, key }, [
    {
      direction: 'note',
      body: { kind: 'text', text: text.trim() },
      staffId: by.id,
      ...(source !== undefined && { source }),
      ...(changeKey !== undefined && { changeKey }),
    },
  ]);
  if (stored.length > 0) {
    await appendEvents(tx, [{ kind: 'item_noted', itemId: row.id, actor: 'staff', staffId: by.id, at: line.now() }]);
    await owe(tx, 'card', { itemId: row.id });
  }
  return done({ itemId: row.id });
}
