import { randomInt } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import { appendEvents } from '../../../db/queries/items/events.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { replaceJoinCode } from '../../../db/queries/residents/join-codes.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import type { Language } from '../../domain/codes.ts';
import { JOIN_CODE_DAYS, JOIN_CODE_DIGITS, readJoinCode } from '../../domain/join-code.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import type { StaffMember } from '../../domain/staff/permissions.ts';
import { readPhone } from '../../forms/phone.ts';
import type { Line } from '../../line.ts';
import { workOnItem } from '../change-item.ts';

/** The code itself is told once, to who made it: kept is a keyed hash. */
export type MadeCode = { code: string; until: Date; language: Language };

const DAY_MS = 86_400_000;
const MOST_TRIES = 20;

/**
 * A code by which a person without a channel makes what was entered for them their own, on their own phone; the one before it ends. What is
 * sensitive never goes to a phone that way, and nothing anonymous is anybody's. Refusals: not_found, not_allowed, words_destroyed,
 * code_anonymous, code_sensitive, code_not_needed.
 */
export async function makeJoinCode(
  line: Line,
  member: StaffMember | null,
  reference: string,
): Promise<Result<MadeCode>> {
  return workOnItem(line, member, reference, async (tx, row, by) => {
    if (row.anonymous) return refuse('code_anonymous');
    if ((await readVisibility(tx, row.id)).sensitive) return refuse('code_sensitive');
    if (row.redactedAt !== null) return refuse('words_destroyed');
    if (!row.toldByStaff || row.residentId === null) return refuse('code_not_needed');
    const now = line.now();
    const until = new Date(now.getTime() + JOIN_CODE_DAYS * DAY_MS);
    const code = await keepCode(tx, line, row.residentId, until);
    await appendEvents(tx, [{ kind: 'code_made', itemId: row.id, actor: 'staff', staffId: by.id, at: now }]);
    await owe(tx, 'card', { itemId: row.id });
    return done({ code, until, language: row.language });
  });
}

async function keepCode(tx: Tx, line: Line, residentId: string, expiresAt: Date): Promise<string> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const whole = Array.from({ length: JOIN_CODE_DIGITS }, () => randomInt(10)).join('');
    const code = readJoinCode(whole);
    // What could be somebody's telephone number is none of ours.
    if (!code || readPhone(whole).kind !== 'none') continue;
    const selectorHash = line.keyring.lookupHash('join', code.selector);
    const codeHash = line.keyring.lookupHash('join', code.whole);
    if (await replaceJoinCode(tx, { residentId, selectorHash, codeHash, expiresAt })) return whole;
  }
  throw new Error('no code was free');
}
