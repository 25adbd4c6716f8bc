import type { Tx } from '../../db/client.ts';
import type { Answers } from '../domain/form.ts';
import type { Line } from '../line.ts';
import type { Entered } from '../offers/resident/offer-keeper.ts';
import type { Applying } from '../offers/submit-for-offer.ts';
import { whyNotEntered } from '../offers/why-not-entered.ts';
import { readEnquiryAnswers } from './forms/enquiry.ts';
import { sayReceived } from './say-of-enquiry.ts';
import { submitEnquiry } from './submit-enquiry.ts';

/** An application of somebody whom staff enter, under the same rules; and what they are to be told of it. */
export async function enterEnquiry(
  tx: Tx,
  line: Line,
  who: Applying,
  offerId: string,
  key: string,
  answers: Answers,
): Promise<Entered> {
  const sent = await submitEnquiry(tx, line, who, offerId, key, readEnquiryAnswers(answers));
  if (!sent.ok) return { ok: false, why: whyNotEntered(sent) };
  const { facts, row, reference } = sent.value;
  const say = sayReceived(facts, { language: who.language, second: null }, reference, row.id);
  return { ok: true, itemId: row.itemId, reference, kind: 'confirmation', say };
}
