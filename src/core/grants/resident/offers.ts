import { readEnquiryOf } from '../../../db/queries/offers/enquiries.ts';
import { euros } from '../../domain/money.ts';
import { type CallFacts, isCall, type Reader, wordsFor } from '../../domain/offers/offer.ts';
import type { SayLine } from '../../domain/say.ts';
import type { OfferKeeper } from '../../offers/resident/offer-keeper.ts';
import { enquiryButton } from '../buttons.ts';
import { enquiryForm } from '../forms/enquiry.ts';
import { showEnquiry } from './show-enquiry.ts';

/** Calls for small grants, as a resident finds them. */
export const calls: OfferKeeper = {
  kinds: ['grant_call'],
  list: 'grants',
  row: () => 'offers:row_grant',
  facts: ({ facts }, reader) => (isCall(facts) ? moneyLines(facts, reader) : []),
  wayIn: () => 'offers:button.apply',
  async mine(visit, offerId) {
    const row = await readEnquiryOf(visit.tx, offerId, visit.resident.id);
    return row && enquiryButton('show', row.id);
  },
  async showMine(visit, offerId) {
    const row = await readEnquiryOf(visit.tx, offerId, visit.resident.id);
    return row && showEnquiry(visit, row.id);
  },
  form: enquiryForm,
};

const moneyLines = (facts: CallFacts, { language, second }: Reader): SayLine[] => [
  { key: 'offers:maximum', values: { amount: euros(facts.maximumCents ?? 0) } },
  ...(facts.papers.length > 0
    ? [
        {
          key: 'offers:papers',
          values: { papers: { list: facts.papers.map(({ texts }) => ({ text: wordsFor(texts, language, second) })) } },
        },
      ]
    : []),
];
