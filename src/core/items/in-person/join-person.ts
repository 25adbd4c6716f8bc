import type { Tx } from '../../../db/client.ts';
import { appendEvents } from '../../../db/queries/items/events.ts';
import {
  type ItemRow,
  listResidentItems,
  lockItems,
  lockItemsOfResident,
  updateItem,
} from '../../../db/queries/items/items.ts';
import { readVisibility } from '../../../db/queries/items/visibility.ts';
import { joinKeys } from '../../../db/queries/keys/person-keys.ts';
import { lockOffer } from '../../../db/queries/offers/offers.ts';
import { giveOffersTo, holdsPlaceIn } from '../../../db/queries/offers/owners.ts';
import { giveTo, listOfItem } from '../../../db/queries/residents/deliveries.ts';
import { useJoinCode } from '../../../db/queries/residents/join-codes.ts';
import { deleteResident, lockResident } from '../../../db/queries/residents/residents.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import type { Say } from '../../domain/say.ts';
import type { Line } from '../../line.ts';
import { sealedIn } from '../../privacy/places.ts';
import { openJson, sealJson } from '../../privacy/seal.ts';
import { resealItem } from './reseal-item.ts';

const MOST_ITEMS = 1000;

type To = { residentId: string; keyId: string; key: Buffer };

/** The numbers of what became theirs; `left`: how many more they have here by themselves already. Of what is hidden nothing is said. */
export type Joined = { references: string[]; left: number };

/**
 * What staff entered for a person becomes a resident's own, under their key, and what they were still to be told is said to them: all but
 * what is sensitive, or what they have themselves already. The code is used up by it. The caller holds the resident's row. Null where there is
 * no such person, or no such code, any more.
 */
export async function joinPerson(
  tx: Tx,
  line: Line,
  { personId, codeHash }: { personId: string; codeHash: Buffer },
  to: To,
): Promise<Joined | null> {
  const person = await lockResident(tx, personId);
  const key = person?.keyId ? await line.keyring.key(tx, person.keyId) : null;
  if (!person?.keyId || key === null) return null;
  const before = await listResidentItems(tx, personId, MOST_ITEMS);
  for (const offerId of [...new Set(before.flatMap((item) => item.offerId ?? []))].sort()) await lockOffer(tx, offerId);
  await lockItems(
    tx,
    before.map(({ id }) => id),
  );
  const items = await lockItemsOfResident(tx, personId);
  if (!(await useJoinCode(tx, personId, codeHash))) return null;
  const given: ItemRow[] = [];
  let left = 0;
  for (const item of items) {
    if (await mayGoToPhone(tx, item)) {
      if (await hasItAlready(tx, item, to.residentId)) left += 1;
      else given.push(item);
    }
  }
  for (const item of given) await giveItem(tx, line, item, { personId, key }, to);
  const references = given.map(({ reference }) => reference);
  if (given.length === items.length) {
    await deleteResident(tx, personId);
    // What a backup of before holds is forgotten with the one whose it is now.
    await joinKeys(tx, person.keyId, to.keyId);
  }
  if (references.length > 0) await owe(tx, 'resident', { residentId: to.residentId });
  return { references, left };
}

const mayGoToPhone = async (tx: Tx, item: ItemRow): Promise<boolean> =>
  !item.anonymous && item.redactedAt === null && !(await readVisibility(tx, item.id)).sensitive;

const hasItAlready = async (tx: Tx, { offerId }: ItemRow, residentId: string): Promise<boolean> =>
  offerId !== null && holdsPlaceIn(tx, offerId, residentId);

async function giveItem(
  tx: Tx,
  line: Line,
  item: ItemRow,
  from: { personId: string; key: Buffer },
  to: To,
): Promise<void> {
  const { residentId, keyId, key } = to;
  const now = line.now();
  await resealItem(tx, item.id, from.key, key);
  await updateItem(tx, item.id, { residentId, keyId, toldByStaff: false }, now);
  await giveOffersTo(tx, item.id, residentId);
  for (const { id, state, sealedSay } of await listOfItem(tx, item.id, from.personId)) {
    const waits = state === 'to_tell' && sealedSay !== null;
    const says = waits ? openJson<Say[]>(from.key, sealedIn.say(from.personId), sealedSay) : null;
    // What was told stays told, and its words lie in the item.
    await giveTo(tx, id, residentId, says && sealJson(key, sealedIn.say(residentId), says));
  }
  await appendEvents(tx, [{ kind: 'person_joined', itemId: item.id, actor: 'resident', at: now }]);
  await owe(tx, 'card', { itemId: item.id });
}
