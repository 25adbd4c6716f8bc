import type { Answers } from '../../domain/form.ts';
import { firstAgainst, reasonsAgainst } from '../../domain/offers/eligibility.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { applicantOf, readerOf } from '../forms/applicant.ts';
import { eligibilityForm } from '../forms/eligibility.ts';
import { notEligible } from './not-eligible.ts';
import { type Applying, openApplication } from './open-application.ts';

/** "You may apply", whether there is a seat, and on to the form; or why not. */
export async function completeEligibility(visit: KnownVisit, applying: Applying, answers: Answers): Promise<Answer> {
  const { keeper, offer } = applying;
  const applicant = applicantOf(answers);
  const first = firstAgainst(offer.rules, offer.questions, applicant);
  const reasons = first ? [first] : reasonsAgainst(offer.rules, offer.questions, applicant);
  if (reasons.length > 0) return { say: [await notEligible(visit, keeper, offer, reasons, applicant)] };
  const asked = eligibilityForm(offer, readerOf(visit.context)).questions;
  // What was skipped here is not asked once more in the form.
  const given = Object.fromEntries(asked.map(({ key }) => [key, answers[key] ?? null]));
  const may = asked.some(({ skippable }) => !skippable) ? [{ key: 'offers:may_apply' }] : [];
  return openApplication(visit, applying, given, may);
}
