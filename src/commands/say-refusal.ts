import type { Refusal } from '../core/domain/result.ts';
import { Refused } from '../run/foundation.ts';

const SENTENCES = {
  bad_date: 'Dates look like 2026-03-01, and the day must exist.',
  rows_are_internal:
    'It has a row for each person or item, so it is for internal work alone: leave out "--for sharing", or take "--what summary".',
  too_long: 'The purpose is too long: 300 characters at most.',
  period_backwards: 'The period ends before it begins.',
  unknown_staff: 'Nobody with this Slack user id is on the list.',
  no_roles: 'Give at least one role.',
  protection_by_approval: 'Somebody holds protection: an admin asks for it in Slack, and one of them approves.',
  unknown_setting: 'There is no setting of this name; "settings list" shows them all.',
  bad_setting: 'The value does not fit this setting; "settings list" shows what it looks like.',
  not_found: 'There is no such item.',
  try_again: 'Somebody did the same at this moment; look with "offers list", then try again.',
  own_code_taken: 'An offer of this own code is there already; "offers list" shows it.',
  offer_not_found: 'There is no offer of this code; "offers list" shows them.',
  not_for_grants: 'A grant call has no participants: take "--what grants".',
  only_for_grants: 'This offer is no grant call: take "--what participants".',
} as const satisfies Record<string, string>;
type ConsoleCode = keyof typeof SENTENCES;

/** What only a person in Slack can meet: the command line asks nobody and answers no request. */
type InSlackAlone = 'role_needed' | 'own_role';

/** A refusal of core as the sentence a command ends with. */
export function refused({ code }: Refusal<ConsoleCode | InSlackAlone>): Refused {
  return new Refused(code in SENTENCES ? SENTENCES[code as ConsoleCode] : `It was refused: ${code}.`);
}
