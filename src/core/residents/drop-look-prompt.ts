import { lockResident, saveResident } from '../../db/queries/residents/residents.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson } from '../privacy/seal.ts';

/** What was opened and may not have arrived is not said again once its time is over. */
export async function dropLookPrompt(line: Line, residentId: string): Promise<void> {
  await line.database.transaction(async (tx) => {
    const row = await lockResident(tx, residentId);
    const key = row?.keyId ? await line.keyring.key(tx, row.keyId) : null;
    if (!row?.sealedPrompt || !key) return;
    const says = openJson<Say[]>(key, sealedIn.prompt(residentId), row.sealedPrompt);
    if (says.some((say) => say.bubble?.look))
      await saveResident(tx, residentId, { sealedPrompt: null, promptedAt: null });
  });
}
