import { DONE, type JobResult } from '../core/domain/job-result.ts';
import { type OwedWork, owed } from '../core/domain/owed.ts';
import { endApplications } from '../core/grants/end-applications.ts';
import type { Line } from '../core/line.ts';
import { finishParticipants } from '../core/trainings/many/finish-participants.ts';
import { remindOfSession } from '../core/trainings/many/remind-of-session.ts';
import { tellChanges } from '../core/trainings/many/tell-changes.ts';
import { oweMany } from '../db/queries/work/outbox.ts';
import type { Handlers } from '../queue/jobs.ts';

/** So long at one piece of work, and then another's turn comes. Short enough to end well while the line stops. */
const SLICE_MS = 3000;

/** Work that goes to very many: batches of at most 200 people, each safe to repeat after a kill at any point. */
export const bulkWork = (line: Line): Pick<Handlers, 'remind' | 'finish' | 'tell_changes'> => ({
  remind: (payload) =>
    slice(line, owed('remind', payload), async (again) => {
      let after: number | null = 0;
      do after = await remindOfSession(line, payload.sessionId, payload.kind, after);
      while (after !== null && again());
      return after === null ? 'done' : 'more';
    }),
  finish: (payload) =>
    slice(line, owed('finish', payload), (again) => batches(() => finishParticipants(line, payload.offerId), again)),
  tell_changes: (payload) =>
    slice(line, owed('tell_changes', payload), (again) =>
      batches(async () => (await tellChanges(line, payload.offerId)) || endApplications(line, payload.offerId), again),
    ),
});

type Outcome = 'done' | 'more';

/** What is left after a slice is owed anew: as work of its own, which has not been tried yet. `again`: whether there is time for one more batch. */
async function slice(line: Line, rest: OwedWork, work: (again: () => boolean) => Promise<Outcome>): Promise<JobResult> {
  const until = performance.now() + SLICE_MS;
  if ((await work(() => performance.now() < until)) === 'more') await oweMany(line.database.read, [rest]);
  return DONE;
}

async function batches(batch: () => Promise<boolean>, again: () => boolean): Promise<Outcome> {
  let more = true;
  while (more) {
    more = await batch();
    if (more && !again()) return 'more';
  }
  return 'done';
}
