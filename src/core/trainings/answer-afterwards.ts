import type { Tx } from '../../db/client.ts';
import { readRegistration, updateRegistration } from '../../db/queries/offers/registrations.ts';
import type { Satisfaction } from '../domain/codes.ts';
import { done, type Result, refuse } from '../domain/result.ts';

/** Was it useful, would they recommend it: the last answer counts. Refusals: not_found (nobody asked them yet, too). */
export async function answerAfterwards(
  tx: Tx,
  residentId: string,
  registrationId: string,
  question: 'useful' | 'recommend',
  answer: Satisfaction,
): Promise<Result<null, 'not_found'>> {
  const row = await readRegistration(tx, registrationId);
  if (row?.residentId !== residentId || row.finishedAt === null) return refuse('not_found');
  await updateRegistration(tx, row.id, { [question]: answer });
  return done(null);
}
