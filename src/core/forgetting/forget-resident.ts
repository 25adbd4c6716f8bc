import type { Tx } from '../../db/client.ts';
import { appendEvents } from '../../db/queries/items/events.ts';
import { lockItemsOfResident } from '../../db/queries/items/items.ts';
import { deleteResident, lockResident } from '../../db/queries/residents/residents.ts';
import { ACTIVITIES } from '../activities.ts';
import { takeOutAll } from '../items/taken-in/envelope.ts';
import type { Line } from '../line.ts';
import { oweFarewell } from '../residents/farewell.ts';
import { destroyWords } from './destroy-words.ts';

/**
 * Destroys the resident's key and row, empties their messages, and has the Slack cards and threads redacted. The items stay as
 * counts. Irreversible; a tombstone makes a restored backup forget again. Returns how many items lost their words.
 */
export async function forgetResident(
  tx: Tx,
  line: Line,
  residentId: string,
  by: 'resident' | 'system',
): Promise<number> {
  const resident = await lockResident(tx, residentId);
  if (!resident) return 0;
  for (const { forget } of ACTIVITIES) await forget?.(tx, line, residentId);
  await takeOutAll(tx, line, resident);
  const items = await lockItemsOfResident(tx, residentId);
  for (const item of items) await destroyWords(tx, line, item, by);
  await oweFarewell(tx, line, resident);
  await deleteResident(tx, residentId);
  if (resident.keyId !== null) await line.keyring.destroy(tx, resident.keyId, line.now());
  await appendEvents(tx, [{ kind: 'resident_forgotten', actor: by, data: { items: items.length }, at: line.now() }]);
  return items.length;
}
