import type { Ineligible } from '../domain/offers/eligibility.ts';
import type { SayLine } from '../domain/say.ts';
import { ownKey } from './forms/applicant.ts';

/** What is wrong with an answer; without a question, with all of it. */
export type WrongAnswer = { question: string | null; line: SayLine };

/** Who may not apply, said at the answers that decide it. */
export const whyIneligible = (reasons: readonly Ineligible[]): WrongAnswer[] =>
  reasons.map((reason) => ({ question: questionOf(reason), line: { key: 'offers:not_eligible.title' } }));

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
