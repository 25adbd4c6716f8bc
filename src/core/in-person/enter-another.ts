import { deleteJoinCode } from '../../db/queries/residents/join-codes.ts';
import { noteSeen } from '../../db/queries/residents/residents.ts';
import { done, type Refusal, type Result, refuse } from '../domain/result.ts';
import type { StaffMember } from '../domain/staff/permissions.ts';
import { isBlank } from '../domain/text/fold.ts';
import { dayOf } from '../domain/time/moments.ts';
import { type EnteredItem, submissionOf } from '../items/taken-in/enter-item.ts';
import { type Submitted, submitItem } from '../items/taken-in/submit-item.ts';
import type { Line } from '../line.ts';
import { readAboutYou } from '../turn/about-you.ts';
import { atPerson } from './at-person.ts';

export type AnotherItem = Omit<EnteredItem, 'language' | 'aboutYou' | 'contact'>;

/**
 * Another matter of a person without a channel whom staff met before, by the number of the first: theirs like that one, under the same key, with
 * the same way to reach them and what they told of themselves. Refusals: not_found, role_needed, no_contact, words_destroyed, empty_text.
 */
export async function enterAnother(
  line: Line,
  member: StaffMember | null,
  reference: string,
  entered: AnotherItem,
): Promise<Result<Submitted> | Refusal> {
  const text = entered.text.trim();
  if (isBlank(text)) return refuse('empty_text');
  return atPerson(line, member, reference, async (visit, row, by): Promise<Result<Submitted>> => {
    const { tx, resident, key, language } = visit;
    if (row.keyId === null) return refuse('words_destroyed');
    const aboutYou = readAboutYou(visit) ?? {};
    const from = { residentId: resident.id, keyId: row.keyId, key, address: null };
    const submitted = await submitItem(tx, line, submissionOf(by, { ...entered, text, language, aboutYou }, from));
    // A code that was said or printed brings nothing of who has something to hide to a phone.
    if (entered.type === 'sensitive_report' || entered.safety === 'not_safe') await deleteJoinCode(tx, resident.id);
    await noteSeen(tx, resident.id, dayOf(line.now()));
    return done(submitted);
  });
}
