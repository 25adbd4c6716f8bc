import type { Tx } from '../../db/client.ts';
import { readItem } from '../../db/queries/items/items.ts';
import { readEnquiryByItem, sumApproved } from '../../db/queries/offers/enquiries.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import type { Eyes } from '../activity.ts';
import { facet } from '../domain/facet.ts';
import type { BusinessStage, EnquiryState, PaperStanding } from '../domain/offers/enquiry.ts';
import { type PaperNeeded, textFor } from '../domain/offers/offer.ts';
import { sensitiveFor } from '../domain/staff/permissions.ts';
import { paperNameForStaff, readSteps } from './enquiry-facts.ts';

/** An application as its card shows it: codes, euros and the call, nothing of who applied. */
export type EnquiryView = {
  id: string;
  offerId: string;
  callCode: string;
  /** In English, or the first there is. */
  callTitle: string;
  state: EnquiryState;
  stage: BusinessStage;
  amountCents: number;
  approvedCents: number | null;
  maximumCents: number;
  /** Of the call's budget, without this application and those that the reader may not see. */
  leftCents: number;
  picked: { startsAt: Date; place: string } | null;
  proposed: { startsAt: Date; place: string }[];
  /** Every one: of the call, and what was asked for beside. The name is null for what staff asked in their own words. */
  papers: (PaperStanding & { name: string | null; reason: string | null })[];
  /** What the call asks for, by its key. */
  callPapers: { key: string; name: string }[];
  /** The number of the application itself, and of an appeal against its decision. */
  reference: string;
  appeal: { reference: string; open: boolean } | null;
};

export const enquiryFacet = facet<EnquiryView>('enquiry');

/** Null when the item is no application, nor an appeal. */
export async function viewEnquiry(tx: Tx, item: { id: string }, { key, reader }: Eyes): Promise<EnquiryView | null> {
  const row = await readEnquiryByItem(tx, item.id);
  const offer = row && (await readOffer(tx, row.offerId));
  const main = row && (await readItem(tx, row.itemId));
  if (!row || !offer || !main) return null;
  const appeal = row.appealItemId === null ? null : await readItem(tx, row.appealItemId);
  const facts = { papers: offer.papers as PaperNeeded[] };
  const { times, papers } = await readSteps(tx, row.id, facts, key);
  const { id, offerId, state, amountCents, approvedCents } = row;
  return {
    ...{ id, offerId, state, amountCents, approvedCents },
    callCode: offer.code,
    callTitle: textFor(offer.texts, 'en', null)?.text.title ?? offer.code,
    stage: row.businessStage,
    maximumCents: offer.maximumCents ?? 0,
    leftCents: (offer.budgetCents ?? 0) - (await sumApproved(tx, offer.id, row.id, sensitiveFor(reader))).seen,
    picked: times.find((time) => time.state === 'picked') ?? null,
    proposed: times.filter((time) => time.state === 'proposed'),
    papers: papers.map((paper) => ({ ...paper, name: paperNameForStaff(facts, paper.key) })),
    callPapers: facts.papers.map((paper) => ({
      key: paper.key,
      name: paperNameForStaff(facts, paper.key) ?? paper.key,
    })),
    reference: main.reference,
    appeal: appeal && { reference: appeal.reference, open: appeal.status === 'open' },
  };
}
