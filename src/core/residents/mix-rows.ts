import type { Tx } from '../../db/client.ts';
import {
  dropStaleMoments,
  listSeenResidents,
  rewriteAnonymousItems,
  rewritePersonKeys,
  rewriteResidents,
  rewriteSeenResidents,
} from '../../db/queries/residents/mix-rows.ts';
import { dropSaid } from '../../db/queries/work/slack-posts.ts';
import { dayOf } from '../domain/time/moments.ts';
import type { Line } from '../line.ts';

/** Enough others to be lost among; more would hold their rows for longer. */
const AMONG = 1000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Rows say to the day when somebody was there: today's and yesterday's are one crowd. */
const sinceWhen = (line: Line): Date => dayOf(new Date(line.now().getTime() - DAY_MS));

/**
 * Writes a resident's row and those of the others of these two days anew, together and in random order: which of them was written when
 * the anonymous item was can be told from them no more. Also the keys, among which that of the item lies. Waits for nobody's row, and
 * takes those of the others last, so that their turns wait no longer than their own rows take to be written.
 */
export async function mixAfter(tx: Tx, line: Line, residentId: string): Promise<void> {
  await rewritePersonKeys(tx, sinceWhen(line), AMONG);
  await rewriteSeenResidents(tx, sinceWhen(line), residentId, AMONG);
}

/** Every hour: the rows touched in it, of residents and of anonymous items, and the moments that a killed process left behind. */
export async function mixRows(line: Line): Promise<void> {
  const { database } = line;
  const now = line.now();
  await dropStaleMoments(database.read, new Date(now.getTime() - HOUR_MS));
  await dropSaid(database.read, { before: new Date(now.getTime() - DAY_MS) });
  const seen = await listSeenResidents(database.read, sinceWhen(line));
  for (let from = 0; from < seen.length; from += AMONG)
    await database.transaction((tx) => rewriteResidents(tx, seen.slice(from, from + AMONG)));
  await database.transaction((tx) => rewritePersonKeys(tx, sinceWhen(line), 10 * AMONG));
  await database.transaction((tx) => rewriteAnonymousItems(tx, new Date(now.getTime() - 2 * HOUR_MS)));
}
