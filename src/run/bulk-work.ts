import { ACTIVITIES } from '../core/activities.ts';
import { type OwedWork, owed, type Payload, SLICED, type SlicedTopic } from '../core/domain/owed.ts';
import { DONE, type JobResult } from '../core/domain/work/job-result.ts';
import type { Slice } from '../core/domain/work/slice.ts';
import type { Line } from '../core/line.ts';
import { oweMany } from '../db/queries/work/outbox.ts';
import type { Handlers } from '../queue/jobs.ts';

/** So long at one piece of work, and then another's turn comes. Short enough to end well while the line stops. */
const SLICE_MS = 3000;

/** Work that goes to very many, by whichever activities it is: batches of at most 200 people, each safe to repeat after a kill at any point. */
export function bulkWork(line: Line): Pick<Handlers, SlicedTopic> {
  const handler = (topic: SlicedTopic) => [topic, (payload: Payload<SlicedTopic>) => carryOut(line, topic, payload)];
  return Object.fromEntries(SLICED.map(handler));
}

/** Who has a part in it does it one after the other; what is done already is soon over when it is begun anew. */
async function carryOut<T extends SlicedTopic>(line: Line, topic: T, payload: Payload<T>): Promise<JobResult> {
  const parts = ACTIVITIES.flatMap((activity) => activity.owed?.[topic] ?? []);
  if (parts.length === 0) return { kind: 'refused', reason: 'nobody_does_it' };
  return slice(line, owed(topic, payload), async (again) => {
    for (const part of parts) if ((await part(line, payload, again)) === 'more') return 'more';
    return 'done';
  });
}

/** What is left after a slice is owed anew: as work of its own, which has not been tried yet. `again`: whether there is time for one more batch. */
async function slice(line: Line, rest: OwedWork, work: (again: () => boolean) => Promise<Slice>): Promise<JobResult> {
  const until = performance.now() + SLICE_MS;
  if ((await work(() => performance.now() < until)) === 'more') await oweMany(line.database.read, [rest]);
  return DONE;
}
