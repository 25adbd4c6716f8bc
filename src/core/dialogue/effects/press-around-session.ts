import { readCertificate } from '../../../db/queries/offers/certificates.ts';
import type { RegistrationRow } from '../../../db/queries/offers/registrations.ts';
import { SATISFACTIONS, type Satisfaction } from '../../domain/codes.ts';
import type { OfferFacts } from '../../domain/offers/offer.ts';
import type { Say } from '../../domain/say.ts';
import { readerOf } from '../../offers/forms/applicant.ts';
import { titleOf } from '../../offers/offer-says.ts';
import { itemButton } from '../../residents/says.ts';
import { answerAfterwards } from '../../trainings/answer-afterwards.ts';
import { openForCode } from '../../trainings/attend-by-code.ts';
import { confirmComing } from '../../trainings/confirm-coming.ts';
import { attendForm } from '../../trainings/forms/attend.ts';
import { betterForm } from '../../trainings/forms/better.ts';
import { sayCertificate, sayQuestion } from '../../trainings/says-after.ts';
import { refused } from '../../turn/say-refused.ts';
import { type Answer, type KnownVisit, onOffer } from '../../turn/visit.ts';

export type PressedRegistration = { visit: KnownVisit; row: RegistrationRow; facts: OfferFacts; rest: string };
type Press = (pressed: PressedRegistration) => Promise<Answer>;

/** The buttons of a registration from the first reminder to the last question. */
export const AROUND_SESSION: Record<string, Press> = {
  coming,
  calendar,
  here,
  certificate,
  useful: (pressed) => answer(pressed, 'useful'),
  recommend: (pressed) => answer(pressed, 'recommend'),
};

async function coming({ visit, row, facts }: PressedRegistration): Promise<Answer> {
  const confirmed = await confirmComing(visit.tx, visit.line, visit.resident.id, row.id);
  if (!confirmed.ok) return refused(confirmed.code);
  const title = titleOf(facts, readerOf(visit.context));
  return {
    say: [{ lines: [{ key: 'reminders:coming', values: { title } }], buttons: [[itemButton.menu()]] }],
  };
}

/** Made when it is sent; the button stands in messages that may be months old. */
async function calendar({ row, facts }: PressedRegistration): Promise<Answer> {
  const say: Say = {
    lines: [{ key: 'reminders:calendar' }],
    file: { name: `${facts.code}.ics`, make: { kind: 'calendar', registrationId: row.id } },
    buttons: [[itemButton.menu()]],
  };
  return { say: [say] };
}

async function here({ visit, row, facts }: PressedRegistration): Promise<Answer> {
  const open = await openForCode(visit.tx, visit.line, visit.resident.id, row.id);
  if (!open.ok) return refused(open.code);
  return { say: [], parks: true, next: { form: attendForm, ...onOffer(facts, { registrationId: row.id }) } };
}

async function certificate({ visit, row }: PressedRegistration): Promise<Answer> {
  const found = await readCertificate(visit.tx, row.id);
  if (!found) return refused('no_certificate');
  return { say: [sayCertificate(row.id, found.code)] };
}

/** One question leads to the next; the last is a form, since it is written or spoken. */
async function answer(
  { visit, row, facts, rest }: PressedRegistration,
  question: 'useful' | 'recommend',
): Promise<Answer> {
  const given = SATISFACTIONS.find((code) => code === rest) as Satisfaction | undefined;
  if (!given) return refused('not_found');
  const answered = await answerAfterwards(visit.tx, visit.resident.id, row.id, question, given);
  if (!answered.ok) return refused(answered.code);
  if (question === 'useful') return { say: [{ ...sayQuestion('recommend', row.id), replace: true }] };
  return { say: [], parks: true, next: { form: betterForm, ...onOffer(facts, { registrationId: row.id }) } };
}
