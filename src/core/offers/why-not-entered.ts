import type { Ineligible } from '../domain/offers/eligibility.ts';
import type { SayLine } from '../domain/say.ts';
import { ownKey } from './forms/applicant.ts';

/** What is wrong with an answer; without a question, with all of it. */
export type WrongAnswer = { question: string | null; line: SayLine };

/** Why nothing came of what somebody was entered with: who may not apply hears it at the answers that decide it, else with the whole. */
export const whyNotEntered = (
  refused: { code: string } | { code: 'not_eligible'; reasons: readonly Ineligible[] },
): WrongAnswer[] =>
  'reasons' in refused
    ? refused.reasons.map((reason) => ({ question: questionOf(reason), line: { key: 'offers:not_eligible.title' } }))
    : [{ question: null, line: { key: `errors:${refused.code}` } }];

function questionOf(reason: Ineligible): string {
  switch (reason.because) {
    case 'too_young':
    case 'too_old':
      return 'age';
    case 'own_question':
      return ownKey(reason.key);
    case 'municipality':
    case 'gender':
    case 'community':
      return reason.because;
  }
}
