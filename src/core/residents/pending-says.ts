import type { Tx } from '../../db/client.ts';
import { closeLoop } from '../../db/queries/items/items.ts';
import { readLastOfResident } from '../../db/queries/items/messages.ts';
import {
  deleteDelivery,
  listPendingToTell,
  markAnnounced,
  markDelivered,
  markUndeliverable,
  noteAttempt,
  readDelivery,
} from '../../db/queries/residents/deliveries.ts';
import {
  clearPrompts,
  leaseDelivering,
  markBlocked,
  readResident,
  releaseDelivering,
  renewDelivering,
} from '../../db/queries/residents/residents.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import type { Address } from '../domain/address.ts';
import type { Language } from '../domain/codes.ts';
import { endsLoop, isHushed } from '../domain/discretion.ts';
import { FIRST_LANGUAGE } from '../domain/language.ts';
import type { MessageBody } from '../domain/message-body.ts';
import type { Say } from '../domain/say.ts';
import { dayOf } from '../domain/time/moments.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { openJson } from '../privacy/seal.ts';
import { openLastAddress } from '../privacy/seal-address.ts';
import { lastArrivalHash } from './arrival-hash.ts';
import {
  type ChangeBubbles,
  changeLocked,
  type KeptBubbles,
  openBubbles,
  oweTakeBack,
  sealBubbles,
} from './bubbles.ts';
import { mixAfter } from './mix-rows.ts';

/** Longer than one say may take with its time-out; after a crash the next worker waits no longer than this. */
const LEASE_SECONDS = 15;

export type PendingSays = {
  address: Address;
  language: Language;
  secondLanguage: Language | null;
  hears: boolean;
  says: PendingSay[];
  kept: KeptBubbles;
};

/**
 * `hushed`: it is said by a neutral notice, and opened by a step of theirs. `nameless`: the confirmation of an anonymous item, of which
 * nothing may stay.
 */
export type PendingSay = {
  deliveryId: number;
  itemId: string | null;
  hushed: boolean;
  say: Say[];
  nameless: boolean;
  /** How much of it has arrived for certain (core/channel/arrived.ts). */
  arrived: string | null;
  /** In which part of the chat its item was written, where that is known; else it is said where they wrote last. */
  within?: string | undefined;
};

/**
 * Takes what a resident is still to be told, in order, for this worker alone. `busy`: another one is at it. Null: nothing to say,
 * nobody to say it to, or the resident blocked the bot.
 */
export async function takePendingSays(line: Line, residentId: string): Promise<PendingSays | 'busy' | null> {
  return line.database.transaction(async (tx) => {
    const now = line.now();
    const resident = await readResident(tx, residentId);
    if (!resident || resident.keyId === null || resident.sealedAddress === null) return null;
    const key = await line.keyring.key(tx, resident.keyId);
    if (key === null) return null;
    if (!(await leaseDelivering(tx, residentId, now, new Date(now.getTime() + LEASE_SECONDS * 1000)))) return 'busy';
    // Only after the lease: a list read before it may hold what the worker before this one has said meanwhile.
    const pending = await listPendingToTell(tx, residentId);
    if (pending.length === 0) {
      await releaseDelivering(tx, residentId);
      return null;
    }
    return {
      address: openLastAddress(key, resident, resident.sealedAddress),
      language: resident.language ?? FIRST_LANGUAGE,
      secondLanguage: resident.secondLanguage,
      hears: resident.hears === true,
      kept: { residentId, key, sealed: resident.sealedBubbles },
      says: await Promise.all(
        pending
          .filter((row) => row.sealedSay !== null)
          .map(async (row) => ({
            deliveryId: row.id,
            itemId: row.itemId,
            hushed: isHushed(row),
            say: openJson<Say[]>(key, sealedIn.say(residentId), row.sealedSay as Buffer),
            nameless: row.itemId === null,
            arrived: row.arrived,
            ...(row.itemId !== null && (await whereWritten(tx, key, row.itemId))),
          })),
      ),
    };
  });
}

/** What is said of an item is said where its words were written last. */
async function whereWritten(tx: Tx, key: Buffer, itemId: string): Promise<Pick<PendingSay, 'within'>> {
  const last = await readLastOfResident(tx, itemId);
  if (!last?.sealedBody) return {};
  return { within: openJson<MessageBody>(key, sealedIn.message(last.id), last.sealedBody).within };
}

/** What stands in the chat because of it. */
export type Standing = { kept: KeptBubbles; change: ChangeBubbles };

/** Holds the resident for this worker a while longer. */
export async function holdSays(line: Line, residentId: string): Promise<void> {
  const now = line.now();
  const until = new Date(now.getTime() + LEASE_SECONDS * 1000);
  await leaseDelivering(line.database.read, residentId, now, until, true);
}

/** It arrived. Renews the lease for what follows, and keeps what stands in the chat with it; staff see when its file could not go. */
export async function recordSaid(
  line: Line,
  residentId: string,
  deliveryId: number,
  standing?: Standing,
  withoutFile = false,
): Promise<void> {
  await line.database.transaction(async (tx) => {
    const now = line.now();
    // The resident before the item, as in a turn of theirs: the other way round the two would wait for each other.
    await renew(tx, line, residentId, standing);
    const row = await readDelivery(tx, deliveryId);
    if (!row) return;
    if (row.itemId === null) await deleteDelivery(tx, deliveryId);
    else {
      await markDelivered(tx, deliveryId, now, withoutFile ? 'without_file' : null);
      if (endsLoop(row.kind)) await closeLoop(tx, row.itemId, now);
      await owe(tx, 'card', { itemId: row.itemId });
    }
  });
}

async function renew(tx: Tx, line: Line, residentId: string, standing: Standing | undefined): Promise<void> {
  const now = line.now();
  const until = new Date(now.getTime() + LEASE_SECONDS * 1000);
  if (!standing) return void (await leaseDelivering(tx, residentId, now, until, true));
  const { kept, change } = standing;
  const next = sealBubbles(kept, change(openBubbles(kept)));
  if (await renewDelivering(tx, residentId, until, { seen: kept.sealed, next })) {
    kept.sealed = next;
    return;
  }
  await leaseDelivering(tx, residentId, now, until, true);
  await changeLocked(tx, kept, change);
}

/** They were told that there is news of these; staff see it on the cards. */
export async function recordAnnounced(
  line: Line,
  residentId: string,
  news: readonly PendingSay[],
  standing?: Standing,
): Promise<void> {
  await line.database.transaction(async (tx) => {
    await renew(tx, line, residentId, standing);
    await markAnnounced(
      tx,
      news.map(({ deliveryId }) => deliveryId),
    );
    for (const itemId of new Set(news.map((one) => one.itemId))) if (itemId !== null) await owe(tx, 'card', { itemId });
    // The notice before this one goes.
    await oweTakeBack(tx, residentId);
  });
}

/**
 * It will never arrive: `blocked` (the resident blocked the bot), `deactivated` (their account is gone) or `refused`. Staff see on the card
 * which. To both of the first nothing more is said until they write.
 */
export async function recordUndeliverable(
  line: Line,
  residentId: string,
  deliveryId: number,
  reason: 'blocked' | 'deactivated' | 'refused' | 'gave_up',
): Promise<void> {
  await line.database.transaction(async (tx) => {
    if (reason === 'blocked' || reason === 'deactivated') await markBlocked(tx, residentId, dayOf(line.now()));
    const row = await readDelivery(tx, deliveryId);
    // The confirmation of an anonymous item leaves no row, whatever became of it.
    if (row?.itemId === null) await deleteDelivery(tx, deliveryId);
    else await markUndeliverable(tx, deliveryId, reason);
    if (row?.itemId) await owe(tx, 'card', { itemId: row.itemId });
  });
}

/** It may be tried again; `arrived`: what of it need not be said once more; `reason` is a code such as `rate_limited` or `no_answer`. */
export async function recordAttempt(line: Line, deliveryId: number, reason: string, arrived?: string): Promise<void> {
  await noteAttempt(line.database.read, deliveryId, reason, arrived);
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
export type SaidPrompt = { residentId: string; arrival: string | Buffer | null };

/** The questions last put to these residents arrived; the update guards against a newer question that is still on its way. */
export async function promptsSaid(line: Line, said: SaidPrompt[]): Promise<void> {
  await clearPrompts(
    line.database.read,
    said.map(({ residentId, arrival }) => ({
      residentId,
      lastUpdateHash: typeof arrival === 'string' ? lastArrivalHash(line, residentId, arrival) : arrival,
    })),
  );
}
