import { z } from 'zod';

const id = z.uuid();

/** What is owed to the outside, by topic: ids only, and the worker reads the state when it gets there. */
export const PAYLOADS = {
  /** Say to a resident what they are still to be told. */
  resident: z.object({ residentId: id }),
  /** Post or update an item's card. */
  card: z.object({ itemId: id }),
  /** Show a resident's message in the item's thread. */
  thread: z.object({ messageId: id }),
  /** Take back what was posted about an item. */
  redact: z.object({ itemId: id }),
  /** Tell staff of something that must not be missed. */
  alert: z.object({ itemId: id, reason: z.string() }),
} as const;

export type Topic = keyof typeof PAYLOADS;
export type Payload<T extends Topic> = z.infer<(typeof PAYLOADS)[T]>;
export const TOPICS = Object.keys(PAYLOADS) as Topic[];

/** Each lane is a queue with workers of its own, so that an answer to a person is never behind anything else. */
export const LANES = { answers: 8, cards: 4 } as const;
export type Lane = keyof typeof LANES;
export const laneOf = (topic: string): Lane => (topic === 'resident' ? 'answers' : 'cards');

/** What a job comes to. `retry` honours a wait the provider asked for; `refused` will never work and is parked. */
export type JobResult =
  | { kind: 'done' }
  | { kind: 'retry'; reason: string; afterSeconds?: number }
  | { kind: 'refused'; reason: string };

export type Handlers = { [T in Topic]: (payload: Payload<T>, job: { attempt: number }) => Promise<JobResult> };

export const JobData = z.object({ outboxId: z.number().int(), generation: z.number().int() });
export type JobData = z.infer<typeof JobData>;

/** A custom id must be no integer and hold no colon (BullMQ, "Job Ids"). */
export const jobIdOf = (data: JobData): string => `o-${data.outboxId}-${data.generation}`;
