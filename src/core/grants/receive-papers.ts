import type { Tx } from '../../db/client.ts';
import { readOffer } from '../../db/queries/offers/offers.ts';
import { setPapers } from '../../db/queries/offers/papers.ts';
import type { Address } from '../domain/address.ts';
import type { IncomingMessage } from '../domain/message-body.ts';
import { decideReceivePaper, isMissing } from '../domain/offers/enquiry.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { addToItem } from '../items/add-to-item.ts';
import type { Line } from '../line.ts';
import { readPapers } from './enquiry-facts.ts';
import { lockOwnEnquiry } from './lock-own-enquiry.ts';
import { noteEnquiryEvent } from './work-on-enquiry.ts';

/**
 * Photos or documents of a paper that the call wants or that was asked for, as messages of the item. Refusals: not_found, unknown_paper, already_decided,
 * already_withdrawn, words_destroyed.
 */
export async function receivePapers(
  tx: Tx,
  line: Line,
  from: { residentId: string; address: Address },
  enquiryId: string,
  paper: string,
  files: IncomingMessage[],
): Promise<
  Result<
    { reference: string; missing: number },
    'not_found' | 'unknown_paper' | 'already_decided' | 'already_withdrawn' | 'words_destroyed'
  >
> {
  const own = await lockOwnEnquiry(tx, from.residentId, enquiryId);
  if (!own) return refuse('not_found');
  const offer = await readOffer(tx, own.row.offerId);
  const papers = await readPapers(tx, enquiryId, { papers: offer?.papers ?? [] });
  const decision = decideReceivePaper(
    own.enquiry,
    papers.find(({ key }) => key === paper),
  );
  if (!decision.ok) return decision;
  const added = await addToItem(
    tx,
    line,
    from,
    own.item.id,
    files.map((file) => ({ ...file, paper })),
  );
  if (!added.ok) return added;
  await setPapers(tx, enquiryId, [{ key: paper, state: 'received' }], line.now());
  await noteEnquiryEvent(
    tx,
    line,
    { kind: 'paper_received', data: { enquiryId, files: files.length } },
    own.item.id,
    null,
  );
  const missing = papers.filter((one) => isMissing(one) && one.key !== paper).length;
  return done({ reference: added.value.reference, missing });
}
