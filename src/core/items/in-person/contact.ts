import type { Tx } from '../../../db/client.ts';
import { appendEvents } from '../../../db/queries/items/events.ts';
import { lockItemByReference } from '../../../db/queries/items/items.ts';
import { lockResident } from '../../../db/queries/residents/residents.ts';
import { owe } from '../../../db/queries/work/outbox.ts';
import type { EnteredChannel } from '../../domain/codes.ts';
import { hasNoChannel } from '../../domain/codes.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { mayWorkOn, refuseRole, type StaffMember } from '../../domain/staff/permissions.ts';
import type { Line } from '../../line.ts';
import { type Contact, openContact, saveContact } from '../../residents/person.ts';
import { seeRow } from '../hidden/see-item.ts';

export type ShownContact = { contact: Contact; way: EnteredChannel };

/** How to reach whom an item was entered for; each look is written down. Refusals: not_found, role_needed, no_contact, words_destroyed. */
export const showContact = (line: Line, member: StaffMember | null, reference: string): Promise<Result<ShownContact>> =>
  atPerson(line, member, reference, 'contact_shown', async (_tx, { contact, way }) => ({ contact, way }));

/** What is known of it now, in place of what was. The same refusals. */
export const changeContact = (
  line: Line,
  member: StaffMember | null,
  reference: string,
  contact: Contact,
): Promise<Result<ShownContact>> =>
  atPerson(line, member, reference, 'contact_changed', async (tx, { key, residentId, way }) => {
    await saveContact(tx, key, residentId, contact);
    return { contact, way };
  });

type AtPerson = ShownContact & { key: Buffer; residentId: string };

async function atPerson(
  line: Line,
  member: StaffMember | null,
  reference: string,
  kind: 'contact_shown' | 'contact_changed',
  work: (tx: Tx, person: AtPerson) => Promise<ShownContact>,
): Promise<Result<ShownContact>> {
  return line.database.transaction(async (tx): Promise<Result<ShownContact>> => {
    const seen = await seeRow(tx, member, await lockItemByReference(tx, reference));
    if (!seen) return refuse('not_found');
    if (!mayWorkOn(seen.member, seen.visible)) return refuseRole('work_on_items', seen.member);
    const { row } = seen;
    if (row.redactedAt !== null || row.keyId === null) return refuse('words_destroyed');
    const resident = row.toldByStaff && row.residentId !== null ? await lockResident(tx, row.residentId) : null;
    if (!resident || !hasNoChannel(resident)) return refuse('no_contact');
    const key = await line.keyring.key(tx, row.keyId);
    if (key === null) return refuse('words_destroyed');
    const contact = openContact(key, resident);
    const shown = await work(tx, { contact, way: resident.channel, key, residentId: resident.id });
    await appendEvents(tx, [{ kind, itemId: row.id, actor: 'staff', staffId: seen.member.id, at: line.now() }]);
    if (kind === 'contact_changed') await owe(tx, 'card', { itemId: row.id });
    return done(shown);
  });
}
