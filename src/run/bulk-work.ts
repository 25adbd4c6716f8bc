import { DONE, type JobResult } from '../core/domain/job-result.ts';
import { endApplications } from '../core/grants/end-applications.ts';
import type { Line } from '../core/line.ts';
import { finishParticipants } from '../core/registrations/finish-participants.ts';
import { remindOfSession } from '../core/registrations/remind-of-session.ts';
import { tellChanges } from '../core/registrations/tell-changes.ts';
import { enqueue } from '../db/queries/outbox.ts';

type Payload = { work: string } & Record<string, string>;
/** Does the work to its end, a batch a step; `again` says whether there is time for one more. */
type Work = (line: Line, payload: Payload, again: () => boolean) => Promise<'done' | 'more'>;

/** So long at one piece of work, and then another's turn comes. Short enough to end well while the line stops. */
const SLICE_MS = 3000;

/** Work that goes to very many, by its name: batches of at most 200 people, each safe to repeat after a kill at any point. */
const BULK_WORK: Record<string, Work> = {
  remind: async (line, { sessionId = '', kind = '' }, again) => {
    let after: number | null = 0;
    do after = await remindOfSession(line, sessionId, kind, after);
    while (after !== null && again());
    return after === null ? 'done' : 'more';
  },
  finish: (line, { offerId = '' }, again) => batches(() => finishParticipants(line, offerId), again),
  tell_changes: (line, { offerId = '' }, again) =>
    batches(async () => (await tellChanges(line, offerId)) || endApplications(line, offerId), again),
};

/** What is left after a slice is owed anew: as work of its own, which has not been tried yet. */
export async function doBulkWork(line: Line, payload: Payload): Promise<JobResult> {
  const work = Object.hasOwn(BULK_WORK, payload.work) ? BULK_WORK[payload.work] : undefined;
  if (!work) return { kind: 'refused', reason: 'unknown_work' };
  const until = performance.now() + SLICE_MS;
  const left = await work(line, payload, () => performance.now() < until);
  const { work: name, ...about } = payload;
  const mergeKey = [name, ...Object.values(about)].join(':');
  if (left === 'more') await enqueue(line.database.read, { topic: 'bulk', payload, mergeKey });
  return DONE;
}

async function batches(batch: () => Promise<boolean>, again: () => boolean): Promise<'done' | 'more'> {
  let more = true;
  while (more) {
    more = await batch();
    if (more && !again()) return 'more';
  }
  return 'done';
}
