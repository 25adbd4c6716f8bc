import { lockExpiredItems } from '../../db/queries/items/items.ts';
import { deleteOldReceipts } from '../../db/queries/items/receipts.ts';
import { deleteOldJoinCodes } from '../../db/queries/residents/join-codes.ts';
import {
  deleteExpiredResidents,
  lockPeopleWithoutItems,
  lockSilentResidents,
} from '../../db/queries/residents/residents.ts';
import { ACTIVITIES } from '../activities.ts';
import type { Line } from '../line.ts';
import { destroyWords } from './destroy-words.ts';
import { forgetResident } from './forget-resident.ts';

const BATCH = 100;
const DAY_MS = 86_400_000;
const RECEIPT_DAYS = 7;

export type Retained = { items: number; residents: number; unconsented: number };

/** Lets go of what was kept for as long as was promised. Runs hourly; in batches, each a transaction. */
export async function applyRetention(line: Line): Promise<Retained> {
  const { retentionDays } = await line.settings();
  const now = line.now().getTime();
  const ago = (days: number) => new Date(now - days * DAY_MS);
  let items = 0;
  for (let batch = BATCH; batch === BATCH; items += batch) {
    batch = await line.database.transaction(async (tx) => {
      const expired = await lockExpiredItems(
        tx,
        { closed: ago(retentionDays.closed), sensitive: ago(retentionDays.sensitive) },
        BATCH,
      );
      for (const item of expired) {
        await destroyWords(tx, line, item, 'system');
        if (item.residentId === null && item.keyId !== null) await line.keyring.destroy(tx, item.keyId, line.now());
      }
      return expired.length;
    });
  }
  let residents = 0;
  for (let batch = BATCH; batch === BATCH; residents += batch) {
    batch = await line.database.transaction(async (tx) => {
      const silent = await lockSilentResidents(tx, ago(retentionDays.silentResident), BATCH);
      for (const residentId of silent) await forgetResident(tx, line, residentId, 'system');
      return silent.length;
    });
  }
  for (let batch = BATCH; batch === BATCH; ) {
    batch = await line.database.transaction(async (tx) => {
      const left = await lockPeopleWithoutItems(tx, BATCH);
      for (const residentId of left) await forgetResident(tx, line, residentId, 'system');
      return left.length;
    });
  }
  for (const { retention } of ACTIVITIES) await retention?.(line);
  const unconsented = await deleteExpiredResidents(line.database.read, line.now());
  await deleteOldJoinCodes(line.database.read, line.now());
  await deleteOldReceipts(line.database.read, ago(RECEIPT_DAYS));
  return { items, residents, unconsented };
}
