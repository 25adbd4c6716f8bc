import type { Tx } from '../../db/client.ts';
import { readItemByReference } from '../../db/queries/items/items.ts';
import { readEnquiryByItem } from '../../db/queries/offers/enquiries.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import type { Verdict } from '../domain/offers/enquiry.ts';
import { isCall } from '../domain/offers/offer.ts';
import type { Say } from '../domain/say.ts';
import type { Line } from '../line.ts';
import { readFactsOf } from '../offers/offer-facts.ts';
import { readPerson } from '../offers/sheet/read-person.ts';
import { askedFor } from './ask-for-papers.ts';
import { appealDaysFor } from './decide-enquiry.ts';
import { enquiryOf } from './enquiry-facts.ts';
import { sayComplete, sayDecision, sayPapersAsked, sayTimes } from './say-of-enquiry.ts';

type Found = Awaited<ReturnType<typeof read>>;

/** The application by the number of its item or of its appeal, and who would be told; null where nobody would. */
async function read(tx: Tx, line: Line, reference: string) {
  const item = await readItemByReference(tx, reference);
  const row = item && (await readEnquiryByItem(tx, item.id));
  const offer = row && (await readOffer(tx, row.offerId));
  const person = row && (await readPerson(tx, line, row));
  const facts = offer && (await readFactsOf(tx, offer));
  if (!row || !person || !facts || !isCall(facts)) return null;
  return { row, facts, person, enquiry: await enquiryOf(tx, row) };
}

const preview = async (
  line: Line,
  reference: string,
  say: (found: NonNullable<Found>) => Promise<Say[]> | Say[],
): Promise<Say[] | null> => {
  const found = await read(line.database.read, line, reference);
  return found && say(found);
};

/** What they will get of a decision, before it is made: the same words in the same order. Who may see it was asked before. */
export const previewDecision = (
  line: Line,
  reference: string,
  made: { verdict: Verdict; reason: string },
): Promise<Say[] | null> =>
  preview(line, reference, async ({ row, facts, person, enquiry }) =>
    sayDecision(facts, person.reader, person.reference, row.id, {
      ...made,
      ...(await appealDaysFor(line.database.read, line, enquiry, made.verdict)),
    }),
  );

export const previewPapers = (
  line: Line,
  reference: string,
  { papers, words }: { papers: string[]; words: string },
): Promise<Say[] | null> =>
  preview(line, reference, ({ row, facts, person }) => {
    const asked = askedFor(papers, words).map((key) => ({ key, state: 'asked' as const }));
    return sayPapersAsked(facts, person.reader, person.reference, row.id, asked, words);
  });

export const previewComplete = (
  line: Line,
  reference: string,
  { waived, why }: { waived: readonly string[]; why: string },
): Promise<Say[] | null> =>
  preview(line, reference, ({ row, facts, person }) => {
    const told = waived.map((key) => ({ key, state: 'waived' as const, reason: why }));
    return sayComplete(facts, person.reader, person.reference, row.id, told);
  });

export const previewTimes = (
  line: Line,
  reference: string,
  { times, place }: { times: Date[]; place: string },
): Promise<Say[] | null> =>
  preview(line, reference, ({ row, facts, person }) => {
    const shown = times
      .toSorted((a, b) => a.getTime() - b.getTime())
      .map((startsAt, index) => ({ id: `${row.id.slice(0, 7)}${index}`, startsAt, place, state: 'proposed' as const }));
    return sayTimes(facts, person.reader, person.reference, row.id, shown, line.now());
  });
