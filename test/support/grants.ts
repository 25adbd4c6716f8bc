import type { OfferDraft } from '../../src/core/domain/offers/offer.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import type { Line } from '../../src/core/line.ts';
import { publishedOffer, sampleCall } from './offers.ts';
import type { makeResident } from './resident.ts';
import { rows } from './rows.ts';

export type TestResident = ReturnType<typeof makeResident>;

/** The whole form of a call without questions that decide. Amounts as a person types them. */
export async function applyFor(
  resident: TestResident,
  callId: string,
  given: { idea?: string; amount?: string; name?: string } = {},
) {
  await resident.tap(`o:apply:${callId}`);
  await resident.write(given.idea ?? 'An invented bakery');
  await resident.press('idea:!done');
  await resident.press('stage:starting');
  await resident.write(given.amount ?? '1500');
  // Who applied before is asked whether name and phone are still right.
  if (JSON.stringify(resident.said()).includes(':known:other')) await resident.press('known:other');
  await resident.write(given.name ?? 'Sample Person');
  await resident.write('044 123 456');
  return resident.press('check:send');
}

export type AppliedRow = {
  id: string;
  reference: string;
  state: string;
  item_status: string;
  amount_cents: string;
  approved_cents: string | null;
};

/** Applications of a call, oldest first, straight from the database. */
export const applicationsOf = async (line: Line, callId: string): Promise<AppliedRow[]> =>
  (await rows(
    line,
    `select e.id, i.reference, e.state, i.status as item_status, e.amount_cents, e.approved_cents from enquiries e
     join items i on i.id = e.item_id where e.offer_id = '${callId}' order by e.created_at, i.reference`,
  )) as AppliedRow[];

export const openCall = (line: Line, member: StaffMember, changes: Partial<OfferDraft> = {}): Promise<string> =>
  publishedOffer(line, member, sampleCall(line.now(), changes));
