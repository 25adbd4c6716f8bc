import type { ItemRow } from '../../../db/queries/items/items.ts';
import { readRegistrationByItem } from '../../../db/queries/offers/registrations.ts';
import type { KnownVisit } from '../../turn/visit.ts';
import { openDetails } from '../details.ts';

/** What is kept of a registration beside its messages. */
export async function downloadRegistration({ tx, key }: KnownVisit, item: ItemRow): Promise<object> {
  const registration = await readRegistrationByItem(tx, item.id);
  if (!registration) return {};
  const { status, share, createdAt, useful, recommend } = registration;
  const details = openDetails(key, registration);
  return { registration: { status, share, createdAt: createdAt.toISOString(), useful, recommend, details } };
}
