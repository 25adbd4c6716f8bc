/** What a piece of owed work comes to: done, to be tried again (after so many seconds; without, the queue backs off by itself), or refused for good. */
export type JobResult =
  | { kind: 'done' }
  | { kind: 'retry'; afterSeconds?: number; reason: string }
  | { kind: 'refused'; reason: string };

export const DONE: JobResult = { kind: 'done' };
