import type { Tx } from '../../db/client.ts';
import { updateItem } from '../../db/queries/items/items.ts';
import {
  type AppointmentRow,
  dropAppointments,
  holdAdviser,
  isAdviserTaken,
  listAppointments,
  setAppointmentState,
} from '../../db/queries/offers/appointments.ts';
import { updateEnquiry } from '../../db/queries/offers/enquiries.ts';
import { owe } from '../../db/queries/work/outbox.ts';
import { decidePick } from '../domain/offers/enquiry.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import { tellStaff } from '../items/staff-news/tell-staff.ts';
import type { Line } from '../line.ts';
import { lockOwnEnquiry } from './lock-own-enquiry.ts';
import { timeName } from './say-of-enquiry.ts';
import { noteEnquiryEvent } from './work-on-enquiry.ts';

/**
 * The resident takes one of the times, `name` being the beginning of its id. Picked twice it is picked once. Refusals: not_found, time_gone
 * (dropped, past, or taken by somebody else of the same adviser), already_decided, already_withdrawn.
 */
export async function pickAppointment(
  tx: Tx,
  line: Line,
  residentId: string,
  enquiryId: string,
  name: string,
): Promise<
  Result<
    { at: Date; place: string; fresh: boolean },
    'not_found' | 'time_gone' | 'already_decided' | 'already_withdrawn'
  >
> {
  const own = await lockOwnEnquiry(tx, residentId, enquiryId);
  if (!own) return refuse('not_found');
  const now = line.now();
  const wanted = (await listAppointments(tx, enquiryId)).find(({ id }) => timeName(id) === name);
  const decision = decidePick(own.enquiry, wanted, now);
  if (!decision.ok) return decision;
  if (!wanted) return refuse('time_gone');
  const value = { at: wanted.startsAt, place: wanted.place };
  if (wanted.state === 'picked') return done({ ...value, fresh: false });
  if (!(await take(tx, enquiryId, wanted))) return refuse('time_gone');
  await updateEnquiry(tx, enquiryId, decision.changes, now);
  await updateItem(tx, own.item.id, { lastWord: 'resident' }, now);
  await noteEnquiryEvent(tx, line, { kind: 'time_picked', data: { enquiryId } }, own.item.id, null);
  await owe(tx, 'card', { itemId: own.item.id });
  await tellStaff(tx, line, own.item.id, 'time_picked');
  return done({ ...value, fresh: true });
}

/** False when the adviser's hour went to somebody else; then it is no longer offered here. */
async function take(tx: Tx, enquiryId: string, wanted: AppointmentRow): Promise<boolean> {
  await holdAdviser(tx, wanted.proposedById);
  if (await isAdviserTaken(tx, wanted)) {
    await setAppointmentState(tx, wanted.id, 'dropped');
    return false;
  }
  await dropAppointments(tx, enquiryId, ['proposed', 'picked'], wanted.id);
  await setAppointmentState(tx, wanted.id, 'picked');
  return true;
}
