import type { Tx } from '../../db/client.ts';
import { noteComing } from '../../db/queries/offers/participants.ts';
import { done, type Result, refuse } from '../domain/result.ts';
import type { Line } from '../line.ts';

/** "I'm coming", as often as they like. It moves no seat, so nobody waits for the offer. Refusals: already_cancelled (no seat any more). */
export async function confirmComing(
  tx: Tx,
  line: Line,
  residentId: string,
  registrationId: string,
): Promise<Result<null, 'already_cancelled'>> {
  const noted = await noteComing(tx, residentId, registrationId, line.now());
  return noted ? done(null) : refuse('already_cancelled');
}
