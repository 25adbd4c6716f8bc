import { OWED, type Topic } from '../../src/core/domain/owed.ts';
import type { JobResult } from '../../src/core/domain/work/job-result.ts';
import type { Handlers } from '../../src/queue/jobs.ts';

export const TOPICS = Object.keys(OWED) as Topic[];

/** One handler for whatever is owed. */
export function everyTopic(
  handler: (payload: Record<string, string>, job: { attempt: number }, topic: Topic) => Promise<JobResult>,
): Handlers {
  const all = {} as Handlers;
  for (const topic of TOPICS) all[topic] = (payload, job) => handler(payload, job, topic);
  return all;
}
