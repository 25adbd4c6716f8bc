import type { CallFacts } from '../../src/core/domain/offers/offer.ts';

/** A call as a form knows it; invented. */
export const sampleCall = (over: Partial<CallFacts> = {}): CallFacts => ({
  ...{ id: '0b9f3c2e-2222-4222-8333-444455556666', code: 'G-7K3QM9', kind: 'grant_call', status: 'published' },
  ...{ agency: 'UNDP', municipality: 'zvecan', sector: 'jobs_and_business', teachingLanguages: [] },
  ...{ texts: { en: { title: 'Small grants', place: '', description: 'Invented.' } }, rules: {}, questions: [] },
  ...{ deadline: new Date('2027-01-31T22:59:00Z'), formVersion: 1, promiseVersion: 1, sessions: [] },
  ...{ maximumCents: 300_000, papers: [] },
  ...over,
});
