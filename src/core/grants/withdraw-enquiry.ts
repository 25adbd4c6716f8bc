import type { Tx } from '../../db/client.ts';
import { dropAppointments } from '../../db/queries/offers/appointments.ts';
import { updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { decideWithdraw } from '../domain/item.ts';
import { decideEnquiryWithdraw } from '../domain/offers/enquiry.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { applyDecision } from '../items/change-item.ts';
import type { Line } from '../line.ts';
import { lockOwnEnquiry } from './lock-own-enquiry.ts';
import { noteEnquiryEvent } from './work-on-enquiry.ts';

/** By the resident, as long as nothing is decided. Refusals: not_found, already_withdrawn, already_decided. */
export async function withdrawEnquiry(
  tx: Tx,
  line: Line,
  residentId: string,
  enquiryId: string,
): Promise<Result<{ reference: string }, 'not_found' | 'already_withdrawn' | 'already_decided'>> {
  const own = await lockOwnEnquiry(tx, residentId, enquiryId);
  if (!own) return refuse('not_found');
  const decision = decideEnquiryWithdraw(own.enquiry);
  if (!decision.ok) return decision;
  const { item } = own;
  const now = line.now();
  await dropAppointments(tx, enquiryId, ['proposed', 'picked']);
  await updateEnquiry(tx, enquiryId, decision.changes, now);
  if (item.status === 'open') await applyDecision(tx, line, item, decideWithdraw(item, now), { kind: 'resident' });
  await noteEnquiryEvent(tx, line, { kind: 'enquiry_withdrawn', data: { enquiryId } }, item.id, null);
  return done({ reference: item.reference });
}
