import type { Answers } from '../../domain/form.ts';
import { completeAddition } from '../../items/resident/complete-addition.ts';
import type { About } from '../../turn/standing.ts';
import type { Answer, KnownVisit } from '../../turn/visit.ts';
import { feedbackForm } from '../forms/feedback.ts';
import { FreeTextAnswers } from '../forms/free-text.ts';
import { sendFeedback } from './send-feedback.ts';

/** Words outside any form: sent as they are, given to the item they belong to, or told more of first. */
export async function completeFreeText(
  visit: KnownVisit,
  given: Answers,
  about: About | undefined,
  key: string,
): Promise<Answer> {
  const { choice, to, messages } = FreeTextAnswers.parse(given);
  if (choice === 'add' && about) return completeAddition(visit, { messages }, offeredAt(about, to), key);
  if (choice === 'details') return { say: [], next: { form: feedbackForm, prefill: { messages } } };
  return sendFeedback(visit, key, { type: null, municipality: null, sector: null, anonymous: false, messages });
}

/** The one at this place of those that were offered. */
const offeredAt = (about: About, place: number): About | undefined =>
  place === 0 ? about : 'itemId' in about ? about.also?.[place - 1] : undefined;
