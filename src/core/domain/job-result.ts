/**
 * What a delivery comes to: done, to be tried again (after so many seconds; without, the queue backs off by itself), or refused for good.
 * The same shape as in queue/jobs.ts, which a bot does not import.
 */
export type JobResult =
  | { kind: 'done' }
  | { kind: 'retry'; afterSeconds?: number; reason: string }
  | { kind: 'refused'; reason: string };

export const DONE: JobResult = { kind: 'done' };
