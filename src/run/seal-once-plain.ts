import type { Line } from '../core/line.ts';
import { sealTs, tsHash } from '../core/posts/slack-ts.ts';
import { arrivalHash } from '../core/residents/arrival-hash.ts';
import { hashUpdates, lockOncePlain, sealPlaces } from '../db/queries/keys/once-plain.ts';

/**
 * Ends what a migration began, before the first update is taken: an update handled just before the upgrade is known after it, and a card
 * is found where it stands. One transaction; whichever process is first does it. Returns how many rows, 0 when there was nothing left.
 */
export async function sealOncePlain(line: Line): Promise<number> {
  return line.database.transaction(async (tx) => {
    if (!(await lockOncePlain(tx))) return 0;
    const updates = await hashUpdates(tx, (arrival) => arrivalHash(line, 'telegram', arrival));
    const places = await sealPlaces(tx, ({ id, channel, ts }) => ({
      sealedTs: sealTs(line, id, ts),
      tsHash: tsHash(line, channel, ts),
    }));
    return updates + places;
  });
}
