import { readCertificate } from '../../../db/queries/offers/certificates.ts';
import type { RegistrationRow } from '../../../db/queries/offers/registrations.ts';
import type { Satisfaction } from '../../domain/codes.ts';
import type { OfferFacts } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { titleOf } from '../../offers/say-of-offer.ts';
import { itemButton } from '../../residents/say-of-item.ts';
import { refused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';
import { answerAfterwards } from '../answer-afterwards.ts';
import { openForCode } from '../attend-by-code.ts';
import { confirmComing } from '../confirm-coming.ts';
import { attendForm } from '../forms/attend.ts';
import { betterForm } from '../forms/better.ts';
import { sayCertificate, sayQuestion } from '../say-afterwards.ts';

export type PressedRegistration = { visit: KnownVisit; row: RegistrationRow; facts: OfferFacts };

export async function coming({ visit, row, facts }: PressedRegistration): Promise<Answer> {
  const confirmed = await confirmComing(visit.tx, visit.line, visit.resident.id, row.id);
  if (!confirmed.ok) return refused(confirmed.code);
  const title = titleOf(facts, readerOf(visit.context));
  return {
    say: [{ lines: [{ key: 'reminders:coming', values: { title } }], buttons: [[itemButton.menu()]] }],
  };
}

/** Made when it is sent; the button stands in messages that may be months old. */
export async function calendar({ row, facts }: PressedRegistration): Promise<Answer> {
  const say: Say = {
    lines: [{ key: 'reminders:calendar' }],
    file: { name: `${facts.code}.ics`, make: { kind: 'calendar', registrationId: row.id } },
    buttons: [[itemButton.menu()]],
  };
  return { say: [say] };
}

export async function here({ visit, row, facts }: PressedRegistration): Promise<Answer> {
  const open = await openForCode(visit.tx, visit.line, visit.resident.id, row.id);
  if (!open.ok) return refused(open.code);
  return { say: [], parks: true, next: { form: attendForm, ...onOffer(facts, { registrationId: row.id }) } };
}

export async function certificate({ visit, row }: PressedRegistration): Promise<Answer> {
  const found = await readCertificate(visit.tx, row.id);
  if (!found) return refused('no_certificate');
  return { say: [sayCertificate(row.id, found.code)] };
}

/** One question leads to the next; the last is a form, since it is written or spoken. */
export async function answer(
  { visit, row, facts }: PressedRegistration,
  question: 'useful' | 'recommend',
  given: Satisfaction,
): Promise<Answer> {
  const answered = await answerAfterwards(visit.tx, visit.resident.id, row.id, question, given);
  if (!answered.ok) return refused(answered.code);
  if (question === 'useful') return { say: [{ ...sayQuestion('recommend', row.id), replace: true }] };
  return { say: [], parks: true, next: { form: betterForm, ...onOffer(facts, { registrationId: row.id }) } };
}
