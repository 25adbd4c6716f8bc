import { UUID } from '../../core/domain/uuid.ts';

/** Buttons of offers whose value begins with no id: a reference, or the kind of a new one. */
const WITHOUT_ID = /^offer_(new_|person$|name$)/;

/**
 * Whether a button's value can be one that we wrote. A reference is read by its check character where it is used; an id goes to the
 * database, so it is one before it gets there.
 */
export function isOurs(action: string, value: string): boolean {
  const hasId = action === 'grant_pipeline' || (action.startsWith('offer_') && !WITHOUT_ID.test(action));
  return !hasId || UUID.test(value.split(':', 1)[0] ?? '');
}
