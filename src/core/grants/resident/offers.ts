import { listDetailsOfApplications, readEnquiryOf } from '../../../db/queries/offers/enquiries.ts';
import { type CallFacts, isCall, type Reader, wordsFor } from '../../domain/offers/offer.ts';
import type { SayLine } from '../../domain/say.ts';
import type { OfferKeeper } from '../../offers/resident/offer-keeper.ts';
import { enquiryButton } from '../buttons.ts';
import { openEnquiry } from '../details.ts';
import { enterEnquiry } from '../enter-enquiry.ts';
import { enquiryForm } from '../forms/enquiry.ts';
import { sayCallCancelled } from '../say-of-enquiry.ts';
import { showEnquiry } from './show-enquiry.ts';

/** A name that was only spoken is none: then an earlier one is looked for. */
const MOST_LOOKED_AT = 5;

/** Calls for small grants, as a resident finds them. */
export const calls: OfferKeeper = {
  kinds: ['grant_call'],
  list: 'grants',
  row: () => 'offers:row_grant',
  listed: ({ facts }) => [
    ...(isCall(facts) ? [{ key: 'offers:listed.amount', values: { amount: { cents: facts.maximumCents ?? 0 } } }] : []),
  ],
  facts: ({ facts }, reader) => (isCall(facts) ? moneyLines(facts, reader) : []),
  wayIn: () => 'offers:button.apply',
  // Each is told of their own application; whoever writes it sees it without a number.
  cancelled: (offer, reader, because) =>
    sayCallCancelled(offer, reader, 'E-…', wordsFor(because, reader.language, reader.second)),
  async contact({ tx, key, resident }) {
    for (const row of await listDetailsOfApplications(tx, resident.id, MOST_LOOKED_AT)) {
      const { name, phone } = openEnquiry(key, row) ?? {};
      if (name && phone) return { name, phone, at: row.createdAt };
    }
    return null;
  },
  async mine(visit, offerId) {
    const row = await readEnquiryOf(visit.tx, offerId, visit.resident.id);
    return row && enquiryButton('show', row.id);
  },
  async showMine(visit, offerId) {
    const row = await readEnquiryOf(visit.tx, offerId, visit.resident.id);
    return row && showEnquiry(visit, row.id);
  },
  form: enquiryForm,
  enter: enterEnquiry,
};

const moneyLines = (facts: CallFacts, { language, second }: Reader): SayLine[] => [
  { key: 'offers:maximum', values: { amount: { cents: facts.maximumCents ?? 0 } } },
  ...(facts.papers.length > 0
    ? [
        {
          key: 'offers:papers',
          values: { papers: { list: facts.papers.map(({ texts }) => ({ text: wordsFor(texts, language, second) })) } },
        },
      ]
    : []),
];
