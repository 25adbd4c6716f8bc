import {
  deleteDelivery,
  listPendingDeliveries,
  markDelivered,
  markUndeliverable,
  noteAttempt,
  readDelivery,
} from '../../db/queries/deliveries.ts';
import { closeLoop } from '../../db/queries/items.ts';
import {
  clearPrompts,
  leaseDelivering,
  markBlocked,
  readResident,
  releaseDelivering,
} from '../../db/queries/residents.ts';
import type { Language } from '../domain/codes.ts';
import { dayOf } from '../domain/moments.ts';
import type { Say } from '../domain/say.ts';
import { owesCard } from '../items/change-item.ts';
import type { Line } from '../line.ts';
import { open, openJson } from '../privacy/seal.ts';
import { mixAfter } from './mix-rows.ts';
import { sayPlace } from './say-to-resident.ts';
import { lastUpdateHash } from './update-hash.ts';

/** Longer than one say may take with its time-out; after a crash the next worker waits no longer than this. */
const LEASE_SECONDS = 15;

export type PendingSays = {
  chatId: string;
  language: Language;
  secondLanguage: Language | null;
  /** `nameless`: the confirmation of an anonymous item, of which nothing may stay. */
  says: { deliveryId: number; say: Say[]; nameless: boolean }[];
};

/**
 * Takes what a resident is still to be told, in order, for this worker alone. `busy`: another one is at it. Null: nothing to say,
 * nobody to say it to, or the resident blocked the bot.
 */
export async function takePendingSays(line: Line, residentId: string): Promise<PendingSays | 'busy' | null> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    const resident = await readResident(tx, residentId);
    if (!resident || resident.keyId === null || resident.sealedChatId === null) return null;
    const key = await line.keyring.key(tx, resident.keyId);
    if (key === null) return null;
    if (!(await leaseDelivering(tx, residentId, now, new Date(now.getTime() + LEASE_SECONDS * 1000)))) return 'busy';
    // Only after the lease: a list read before it may hold what the worker before this one has said meanwhile.
    const pending = await listPendingDeliveries(tx, residentId);
    if (pending.length === 0) {
      await releaseDelivering(tx, residentId);
      return null;
    }
    return {
      chatId: open(key, `chat:${residentId}`, resident.sealedChatId).toString('utf8'),
      language: (resident.language ?? 'sq') as Language,
      secondLanguage: resident.secondLanguage as Language | null,
      says: pending
        .filter((row) => row.sealedSay !== null)
        .map((row) => ({
          deliveryId: row.id,
          say: openJson<Say[]>(key, sayPlace(residentId), row.sealedSay as Buffer),
          nameless: row.itemId === null,
        })),
    };
  });
}

/** It arrived. Renews the lease for what follows. */
export async function recordSaid(line: Line, residentId: string, deliveryId: number): Promise<void> {
  await line.database.transaction(async (tx) => {
    const now = line.now();
    // The resident before the item, as in a turn of theirs: the other way round the two would wait for each other.
    await leaseDelivering(tx, residentId, now, new Date(now.getTime() + LEASE_SECONDS * 1000), true);
    const row = await readDelivery(tx, deliveryId);
    if (!row) return;
    if (row.itemId === null) await deleteDelivery(tx, deliveryId);
    else {
      await markDelivered(tx, deliveryId, now);
      if (row.kind === 'closing') await closeLoop(tx, row.itemId, now);
      await owesCard(tx, row.itemId);
    }
  });
}

/** It will never arrive: `blocked` (the resident blocked the bot) or `refused`. Staff see it on the card. */
export async function recordUndeliverable(
  line: Line,
  residentId: string,
  deliveryId: number,
  reason: 'blocked' | 'refused' | 'gave_up',
): Promise<void> {
  await line.database.transaction(async (tx) => {
    if (reason === 'blocked') await markBlocked(tx, residentId, dayOf(line.now()));
    const row = await readDelivery(tx, deliveryId);
    // The confirmation of an anonymous item leaves no row, whatever became of it.
    if (row?.itemId === null) await deleteDelivery(tx, deliveryId);
    else await markUndeliverable(tx, deliveryId, reason);
    if (row?.itemId) await owesCard(tx, row.itemId);
  });
}

/** It may be tried again; `reason` is a code such as `rate_limited` or `no_answer`. */
export async function recordAttempt(line: Line, deliveryId: number, reason: string): Promise<void> {
  await noteAttempt(line.database.read, deliveryId, reason);
}

/** With `mix`, the row of who was just told something nameless is lost among those of others again. */
export async function releaseSays(line: Line, residentId: string, mix = false): Promise<void> {
  if (!mix) return releaseDelivering(line.database.read, residentId);
  await line.database.transaction(async (tx) => {
    await releaseDelivering(tx, residentId);
    await mixAfter(tx, line, residentId);
  });
}

/** A question and the turn that asked it: its update, or what the resident's row holds of it. */
export type SaidPrompt = { residentId: string; update: number | Buffer | null };

/** The questions last put to these residents arrived; the update guards against a newer question that is still on its way. */
export async function promptsSaid(line: Line, said: SaidPrompt[]): Promise<void> {
  await clearPrompts(
    line.database.read,
    said.map(({ residentId, update }) => ({
      residentId,
      lastUpdateHash: typeof update === 'number' ? lastUpdateHash(line, residentId, update) : update,
    })),
  );
}
