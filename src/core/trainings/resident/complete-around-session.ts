import { readRegistration } from '../../../db/queries/offers/registrations.ts';
import type { Answers } from '../../domain/form.ts';
import { addToItem } from '../../items/add-to-item.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import { refused } from '../../turn/say-refused.ts';
import { type About, ownIn } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { attendByCode } from '../attend-by-code.ts';
import { AttendAnswers, attendForm } from '../forms/attend.ts';
import { BetterAnswers } from '../forms/better.ts';

const registrationOf = (about: About | undefined): string | undefined => ownIn(about).registrationId;

/** A wrong code is asked for again, until it was wrong too often. */
export async function completeAttendance(
  visit: KnownVisit,
  answers: Answers,
  about: About | undefined,
): Promise<Answer> {
  const registrationId = registrationOf(about);
  if (!about || registrationId === undefined) return refused('not_found');
  const { code } = AttendAnswers.parse(answers);
  const noted = await attendByCode(visit.tx, visit.line, visit.resident.id, registrationId, code);
  if (noted.ok) {
    const key = noted.value.fresh ? 'attendance:noted' : 'attendance:noted_before';
    return { say: [{ lines: [{ key }] }] };
  }
  const again =
    noted.code === 'wrong_code'
      ? { next: { form: attendForm, about, ...(visit.context.offer && { offer: visit.context.offer }) } }
      : {};
  return { ...refused(noted.code), ...again };
}

/** What should be better goes into their registration's item, which comes before a person with it; skipped, it is the end of the questions. */
export async function completeBetter(visit: KnownVisit, answers: Answers, about: About | undefined): Promise<Answer> {
  const { messages } = BetterAnswers.parse(answers);
  if (!messages?.length) return { say: [{ lines: [{ key: 'afterwards:done' }] }] };
  const registrationId = registrationOf(about);
  const row = registrationId === undefined ? null : await readRegistration(visit.tx, registrationId);
  if (!row) return refused('not_found');
  const from = { residentId: visit.resident.id, address: visit.address };
  const added = await addToItem(visit.tx, visit.line, from, row.itemId, messages);
  if (!added.ok) return refused(added.code);
  return {
    say: [
      {
        lines: [{ key: 'afterwards:done_words', values: { reference: added.value.reference } }],
        buttons: [[itemButton.list()], [itemButton.menu()]],
      },
    ],
    promised: { itemId: row.itemId },
  };
}
