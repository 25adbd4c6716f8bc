import { expect, it } from 'vitest';
import { offerProblems } from '../../../src/core/domain/offers/check-offer.ts';
import { missingLanguages } from '../../../src/core/domain/offers/offer.ts';
import { sampleOffers } from '../../../src/sandbox/samples/sample-offers.ts';

it.each(['2026-01-01T00:00:00Z', '2026-03-01T22:59:00Z', '2026-10-10T12:00:00Z', '2027-03-01T05:00:00Z'])(
  'the sample offers made at %s could be published, in every language, and say that they are invented',
  (now) => {
    const offers = sampleOffers(new Date(now));
    expect(offers.map(({ kind }) => kind)).toEqual(['training', 'training', 'training', 'placement', 'grant_call']);
    for (const offer of offers) {
      expect(offerProblems(offer, new Date(now))).toEqual([]);
      expect(missingLanguages(offer.texts)).toEqual([]);
      expect(offer.texts.en?.description).toContain('(Invented sample.)');
    }
  },
);
