import type { Refusal } from '../core/domain/result.ts';
import { Refused } from '../run/foundation.ts';

const SENTENCES: Record<string, string> = {
  bad_date: 'Dates look like 2026-03-01, and the day must exist.',
  period_backwards: 'The period ends before it begins.',
  unknown_staff: 'Nobody with this Slack user id is on the list.',
  no_roles: 'Give at least one role.',
  protection_by_approval: 'Somebody holds protection: an admin asks for it in Slack, and one of them approves.',
  unknown_setting: 'There is no setting of this name; "settings list" shows them all.',
  bad_setting: 'The value does not fit this setting; "settings list" shows what it looks like.',
  not_found: 'There is no such item.',
  try_again: 'Somebody did the same at this moment; look with "offers list", then try again.',
  offer_not_found: 'There is no offer of this code; "offers list" shows them.',
  not_for_grants: 'A grant call has no participants: take "--what grants".',
  only_for_grants: 'This offer is no grant call: take "--what participants".',
};

/** A refusal of core as the sentence a command ends with. */
export function refused(refusal: Refusal): Refused {
  return new Refused(SENTENCES[refusal.code] ?? `It was refused: ${refusal.code}.`);
}
