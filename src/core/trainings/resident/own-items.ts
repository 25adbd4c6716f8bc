import { listStatesOfItems, readRegistrationByItem } from '../../../db/queries/offers/registrations.ts';
import type { OwnItems } from '../../activity.ts';
import { stateKey } from '../state-key.ts';
import { showRegistration } from './show-registration.ts';

/** Registrations among what they sent: told by their place, not by whether somebody still works on them. */
export const ownRegistrations: OwnItems = {
  async states(tx, itemIds, now) {
    const found = await listStatesOfItems(tx, [...itemIds]);
    return new Map(found.map((row) => [row.itemId, stateKey(row, now)]));
  },
  async show(visit, { id }) {
    const registration = await readRegistrationByItem(visit.tx, id);
    return registration && showRegistration(visit, registration.id);
  },
};
