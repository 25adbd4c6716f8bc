import type { Tx } from '../../db/client.ts';
import {
  addPlainBubbles,
  lockResident,
  readResident,
  saveResident,
  swapBubbles,
} from '../../db/queries/residents/residents.ts';
import { owe, oweMany } from '../../db/queries/work/outbox.ts';
import type { Address } from '../domain/address.ts';
import type { BubbleAct, BubbleKind } from '../domain/bubbles.ts';
import type { Language } from '../domain/codes.ts';
import { FIRST_LANGUAGE } from '../domain/language.ts';
import type { Line } from '../line.ts';
import { sealedIn } from '../privacy/places.ts';
import { open, seal } from '../privacy/seal.ts';
import { openAddress } from '../privacy/seal-address.ts';
import { owedTo } from './say-to-resident.ts';

/** So long stands what was opened; the channel counts it in minutes (bots/telegram/bubbles.ts). */
const LOOK_MS = 600_000;
/** What is still open when an end comes due is looked at again as often. */
const LOOK_AGAIN_MS = 60_000;

/** Made by a channel, a turn: what it keeps of the messages in the chat. Here it is bytes, sealed with the resident. */
export type BubbleKeeper = {
  /** Before consent: numbers alone. */
  plain(before: readonly number[]): number[];
  kept(before: Buffer | null, turn: { plain: readonly number[]; kind: BubbleKind; acts: readonly BubbleAct[] }): Buffer;
};

/** What was kept when it was last read or written; `sealed` follows each change made through it. */
export type KeptBubbles = { residentId: string; key: Buffer; sealed: Buffer | null };
export type ChangeBubbles = (before: Buffer | null) => Buffer;

export const openBubbles = ({ residentId, key, sealed }: KeptBubbles): Buffer | null =>
  sealed === null ? null : open(key, sealedIn.bubbles(residentId), sealed);

export const sealBubbles = ({ residentId, key }: Pick<KeptBubbles, 'residentId' | 'key'>, plain: Buffer): Buffer =>
  seal(key, sealedIn.bubbles(residentId), plain);

/** Changes what is kept of each chat, unless another process came between; those are read again under their lock. */
export async function changeBubbles(line: Line, all: { kept: KeptBubbles; change: ChangeBubbles }[]): Promise<void> {
  const wanted = all.map(({ kept, change }) => ({ kept, next: sealBubbles(kept, change(openBubbles(kept))) }));
  const swapped = await swapBubbles(
    line.database.read,
    wanted.map(({ kept, next }) => ({ id: kept.residentId, seen: kept.sealed, next })),
  );
  for (const [index, { kept, next }] of wanted.entries()) {
    if (swapped.has(kept.residentId)) kept.sealed = next;
    else
      await line.database.transaction((tx) => changeLocked(tx, kept, (all[index] as { change: ChangeBubbles }).change));
  }
}

/** Before consent. */
export const addPlain = (line: Line, all: { id: string; numbers: number[] }[]): Promise<void> =>
  addPlainBubbles(line.database.read, all);

/**
 * What is marked to go is taken back by whichever process comes to it, and again until it is. Owed as what is said to them is: a row of its
 * own would tell who sent something without a name from who was just told something.
 */
export const oweTakeBack = (tx: Tx, residentId: string): Promise<void> => oweMany(tx, [owedTo({ residentId })]);

/** What we said of an item goes: it became sensitive, or its words are destroyed. */
export async function oweTakeBackItem(
  tx: Tx,
  { id, residentId }: { id: string; residentId: string | null },
): Promise<void> {
  if (residentId === null) return;
  await owe(tx, 'take_back_item', { residentId, itemId: id });
}

/** What was opened goes after ten minutes. A row for each, so that a later one never keeps an earlier one open. */
export const oweEndOfLook = (tx: Tx, residentId: string, now: Date): Promise<void> =>
  owe(tx, 'end_reading', { residentId, look: 'opened' }, new Date(now.getTime() + LOOK_MS));

/** Something was noted as opened only after its end was owed: it goes when its own ten minutes are over. */
export const oweNextEndOfLook = (line: Line, residentId: string): Promise<void> =>
  line.database.transaction((tx) => {
    const runAt = new Date(line.now().getTime() + LOOK_AGAIN_MS);
    return owe(tx, 'end_reading', { residentId, look: 'still_open' }, runAt);
  });

/** The same in the caller's transaction, with the row held. */
export async function changeLocked(tx: Tx, kept: KeptBubbles, change: ChangeBubbles): Promise<void> {
  const row = await lockResident(tx, kept.residentId);
  if (row === null || row.keyId === null) return;
  kept.sealed = row.sealedBubbles;
  const next = sealBubbles(kept, change(openBubbles(kept)));
  await saveResident(tx, kept.residentId, { sealedBubbles: next });
  kept.sealed = next;
}

export type ChatOfResident = {
  kept: KeptBubbles;
  address: Address;
  language: Language;
  secondLanguage: Language | null;
  blocked: boolean;
};

/** A resident's chat and what stands in it; null when they were forgotten. */
export async function readChat(line: Line, residentId: string): Promise<ChatOfResident | null> {
  const { read } = line.database;
  const row = await readResident(read, residentId);
  const key = row?.keyId ? await line.keyring.key(read, row.keyId) : null;
  if (!row || !key || row.sealedAddress === null) return null;
  return {
    kept: { residentId, key, sealed: row.sealedBubbles },
    address: openAddress(key, row, row.sealedAddress),
    language: row.language ?? FIRST_LANGUAGE,
    secondLanguage: row.secondLanguage,
    blocked: row.blockedAt !== null,
  };
}
