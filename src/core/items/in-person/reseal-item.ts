import type { Tx } from '../../../db/client.ts';
import {
  readSealedOf,
  replaceSealedOf,
  SEALED_OF_ITEMS,
  type SealedOfItem,
} from '../../../db/queries/items/sealed-of-items.ts';
import { type SealedPlace, sealedIn } from '../../privacy/places.ts';
import { open, seal } from '../../privacy/seal.ts';

const PLACES: Record<SealedOfItem, (id: string) => SealedPlace> = {
  message: sealedIn.message,
  messageVersion: sealedIn.messageVersion,
  settlement: sealedIn.settlement,
  referralRemark: (id) => sealedIn.referral(id, 'remark'),
  referralAnswer: (id) => sealedIn.referral(id, 'answer'),
  named: sealedIn.named,
  quotation: sealedIn.quotation,
  registration: sealedIn.registration,
  enquiry: sealedIn.enquiry,
  enquiryReason: sealedIn.enquiryReason,
  paperReason: (id) => {
    const [enquiryId = '', paper = ''] = id.split(':');
    return sealedIn.paperReason(enquiryId, paper);
  },
};

/** All words of an item, sealed under another key: from then on they go with it. The caller holds the item's row. */
export async function resealItem(tx: Tx, itemId: string, from: Buffer, to: Buffer): Promise<void> {
  for (const what of Object.keys(SEALED_OF_ITEMS) as SealedOfItem[])
    for (const { id, sealed } of await readSealedOf(tx, what, itemId))
      await replaceSealedOf(tx, what, id, seal(to, PLACES[what](id), open(from, PLACES[what](id), sealed)));
}
