import { listUnsaidPrompts } from '../../db/queries/residents/residents.ts';
import type { Address } from '../domain/address.ts';
import type { Language } from '../domain/codes.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson } from '../privacy/seal.ts';
import { openLastAddress } from '../privacy/seal-address.ts';
import type { KeptBubbles } from './bubbles.ts';

/** Long enough for a slow send; a crash between commit and send leaves a question unsaid for no longer than this and a sweep. */
const UNSAID_AFTER_MS = 20_000;

export type UnsaidPrompt = {
  residentId: string;
  /** As the resident's row holds it. */
  arrival: Buffer | null;
  address: Address;
  language: Language;
  secondLanguage: Language | null;
  hears: boolean;
  say: Say[];
  kept: KeptBubbles;
};

/** Questions whose turn was committed but which may never have arrived, oldest first. */
export async function unsaidPrompts(line: Line, limit: number): Promise<UnsaidPrompt[]> {
  return line.database.transaction(async (tx) => {
    const rows = await listUnsaidPrompts(tx, new Date(line.now().getTime() - UNSAID_AFTER_MS), limit);
    const prompts: UnsaidPrompt[] = [];
    for (const row of rows) {
      const key = row.keyId === null ? null : await line.keyring.key(tx, row.keyId);
      if (!key || !row.sealedAddress || !row.sealedPrompt || row.language === null) continue;
      prompts.push({
        residentId: row.id,
        arrival: row.lastUpdateHash,
        address: openLastAddress(key, row, row.sealedAddress),
        language: row.language,
        secondLanguage: row.secondLanguage,
        hears: row.hears === true,
        kept: { residentId: row.id, key, sealed: row.sealedBubbles },
        say: openJson<Say[]>(key, sealedIn.prompt(row.id), row.sealedPrompt),
      });
    }
    return prompts;
  });
}
