import { UUID } from '../../core/domain/uuid.ts';

/** Buttons of offers whose value begins with no id: a reference, or the kind of a new one. */
const WITHOUT_ID = /^offer_(new_|person$|name$)/;

/** Buttons whose value is the id of an offer and nothing more. */
const ID_ALONE = new Set([
  'grant_pipeline',
  'offer_publish',
  'offer_close',
  'offer_finish',
  'offer_sheet',
  'offer_registration_list',
]);

/**
 * Whether a button's value can be one that we wrote. A reference is read by its check character where it is used; an id goes to the
 * database, so it is one before it gets there.
 */
export function isOurs(action: string, value: string): boolean {
  if (ID_ALONE.has(action)) return UUID.test(value);
  const hasId = action.startsWith('offer_') && !WITHOUT_ID.test(action);
  return !hasId || UUID.test(value.split(':', 1)[0] ?? '');
}
