import { readItem } from '../../db/queries/items/items.ts';
import { callsForHelp } from '../domain/danger.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import type { Line } from '../line.ts';
import { compareBeforeCalling, whomToCall } from './whom-to-call.ts';

/** Whom a call still goes to, asked anew before it is said; null once somebody has the item, or it is over. */
export async function readCall(
  line: Line,
  { itemId, whom }: { itemId: string; whom: string },
): Promise<{ reference: string; people: StaffMember[] } | null> {
  await compareBeforeCalling(line);
  return line.database.transaction(async (tx) => {
    const row = await readItem(tx, itemId);
    if (!row || !callsForHelp(row)) return null;
    const people = await whomToCall(tx, row, whom === 'duty' ? 'duty' : 'everybody', line.now());
    return { reference: row.reference, people };
  });
}
