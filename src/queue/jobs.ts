import { z } from 'zod';
import { isTopic, type Lane, type Payload, readPayload, type Topic } from '../core/domain/owed.ts';
import type { JobResult } from '../core/domain/work/job-result.ts';

/** The lanes that are queues, each with workers of its own. */
export const lanes = {
  answers: { concurrency: 10, strandedAfterSeconds: 45 },
  cards: { concurrency: 4, strandedAfterSeconds: 45 },
  // Thousands may lie in the queue for a while without being lost.
  bulk: { concurrency: 2, strandedAfterSeconds: 1800 },
} as const satisfies Record<QueueLane, object>;

export type QueueLane = Exclude<Lane, 'urgent'>;
export const QUEUE_LANES = Object.keys(lanes) as QueueLane[];
export const RECURRING = 'recurring';

/** What a job carries: ids alone. */
export const JobData = z.object({ outboxId: z.number(), generation: z.number() });
export type JobData = z.infer<typeof JobData>;

type Handler<T extends Topic> = (payload: Payload<T>, job: { attempt: number }) => Promise<JobResult>;
export type Handlers = { [T in Topic]: Handler<T> };

/** Has what a row says carried out. A topic of a newer version, and a payload that is not whole, are refused. */
export async function carryOut(
  handlers: Handlers,
  row: { topic: string; payload: unknown },
  job: { attempt: number },
): Promise<JobResult> {
  return isTopic(row.topic)
    ? carryOutTopic(handlers, row.topic, row.payload, job)
    : { kind: 'refused', reason: 'unknown_topic' };
}

async function carryOutTopic<T extends Topic>(
  handlers: Handlers,
  topic: T,
  row: unknown,
  job: { attempt: number },
): Promise<JobResult> {
  const payload = readPayload(topic, row);
  return payload ? handlers[topic](payload, job) : { kind: 'refused', reason: 'bad_payload' };
}

/** Not an integer and without a colon: BullMQ takes neither. */
export function jobId(data: JobData): string {
  return `o-${data.outboxId}-${data.generation}`;
}
