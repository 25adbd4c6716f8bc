import type { Say } from '../../src/core/domain/say.ts';
import type { Line } from '../../src/core/line.ts';
import { sealedIn } from '../../src/core/privacy/places.ts';
import { openJson } from '../../src/core/privacy/seal.ts';
import { listPendingDeliveries } from '../../src/db/queries/residents/deliveries.ts';

/** What somebody is still to be told, in order, without telling it. */
export async function pendingSaysOf(line: Line, who: { residentId: string; key: Buffer }): Promise<Say[]> {
  const pending = await listPendingDeliveries(line.database.read, who.residentId);
  return pending.flatMap(({ sealedSay }) =>
    sealedSay ? openJson<Say[]>(who.key, sealedIn.say(who.residentId), sealedSay) : [],
  );
}
