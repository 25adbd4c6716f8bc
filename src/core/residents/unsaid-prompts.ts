import { listUnsaidPrompts } from '../../db/queries/residents/residents.ts';
import type { Language } from '../domain/codes.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { openJson, openText } from '../privacy/seal.ts';
import type { KeptBubbles } from './bubbles.ts';

/** Long enough for a slow send; a crash between commit and send leaves a question unsaid for no longer than this and a sweep. */
const UNSAID_AFTER_MS = 20_000;

export type UnsaidPrompt = {
  residentId: string;
  /** As the resident's row holds it. */
  update: Buffer | null;
  chatId: string;
  language: Language;
  secondLanguage: Language | null;
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
      if (!key || !row.sealedChatId || !row.sealedPrompt) continue;
      prompts.push({
        residentId: row.id,
        update: row.lastUpdateHash,
        chatId: openText(key, `chat:${row.id}`, row.sealedChatId),
        language: row.language as Language,
        secondLanguage: row.secondLanguage as Language | null,
        kept: { residentId: row.id, key, sealed: row.sealedBubbles },
        say: openJson<Say[]>(key, `prompt:${row.id}`, row.sealedPrompt),
      });
    }
    return prompts;
  });
}
