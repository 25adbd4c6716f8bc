import { randomUUID } from 'node:crypto';
import type { OfferDraft } from '../../src/core/domain/offers/offer.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import type { Line } from '../../src/core/line.ts';
import { draftOffer } from '../../src/core/offers/draft-offer.ts';
import { publishOffer } from '../../src/core/offers/publish-offer.ts';

const DAY_MS = 86_400_000;

/** An invented training, ten days from `now`, for everybody. */
export function sampleOffer(now: Date, changes: Partial<OfferDraft> = {}): OfferDraft {
  const start = new Date(now.getTime() + 10 * DAY_MS);
  const text = (title: string) => ({ title, place: 'Invented hall 1', description: 'An invented description.' });
  return {
    kind: 'training',
    agency: 'UNDP',
    municipality: 'mitrovica_south',
    sector: 'jobs_and_business',
    teachingLanguages: ['sq', 'sr'],
    texts: {
      sq: text('Trajnim i shpikur'),
      'sr-Latn': text('Izmišljena obuka'),
      rom: text('Čačutno treningo'),
      en: text('Invented training'),
    },
    seats: 2,
    waitingSeats: 10,
    heldSeats: {},
    heldUntil: null,
    rules: {},
    questions: [],
    papers: [],
    deadline: null,
    maximumCents: null,
    budgetCents: null,
    ownCode: null,
    sessions: [{ startsAt: start, endsAt: new Date(start.getTime() + 4 * 3_600_000) }],
    ...changes,
  };
}

/** The same as a call for grants. */
export const sampleCall = (now: Date, changes: Partial<OfferDraft> = {}): OfferDraft => ({
  ...sampleOffer(now),
  kind: 'grant_call',
  seats: null,
  waitingSeats: 0,
  sessions: [],
  deadline: new Date(now.getTime() + 30 * DAY_MS),
  maximumCents: 300_000,
  budgetCents: 1_000_000,
  papers: [
    { key: 'id', texts: { sq: 'Letërnjoftimi', 'sr-Latn': 'Lična karta', rom: 'Lična karta', en: 'Identity card' } },
  ],
  ...changes,
});

/** Drafts and publishes it; throws with the problems when it cannot be. */
export async function publishedOffer(line: Line, member: StaffMember, draft: OfferDraft): Promise<string> {
  const drafted = await draftOffer(line, member, draft, randomUUID());
  if (!drafted.ok) throw new Error(JSON.stringify(drafted));
  const published = await publishOffer(line, member, drafted.value.offerId);
  if (!published.ok) throw new Error(JSON.stringify(published));
  return drafted.value.offerId;
}
