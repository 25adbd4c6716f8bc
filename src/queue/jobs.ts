import { z } from 'zod';

/** A lane is a queue with workers of its own: answers to a person never stand behind bulk work. */
export const lanes = {
  answers: { concurrency: 10, strandedAfterSeconds: 45 },
  cards: { concurrency: 4, strandedAfterSeconds: 60 },
  // Thousands may lie in the queue for a while without being lost.
  bulk: { concurrency: 2, strandedAfterSeconds: 1800 },
} as const;

export type Lane = keyof typeof lanes;
/** Not a queue: workers take its rows from the outbox itself (urgent.ts). */
const URGENT = 'urgent';
export const RECURRING = 'recurring';

const id = z.string().min(1);

const Call = z.object({ itemId: id, calling: id, stage: id, round: id });

/** What can be owed to the outside. Payloads hold ids only. What is `promised` is tried until it is done, and never set aside. */
export const topics = {
  /** What they are to be told, and what is marked to go from their chat: one row for both, which tells nobody which. */
  resident: { lane: 'answers', payload: z.object({ residentId: id }), promised: true },
  card: { lane: 'cards', payload: z.object({ itemId: id }) },
  /** The card of somebody who is in danger. */
  urgent_card: { lane: URGENT, payload: z.object({ itemId: id }) },
  danger_call: { lane: URGENT, payload: Call },
  /** In the restricted channel, and to one person. */
  danger_post: { lane: URGENT, payload: Call.extend({ whom: id }) },
  danger_tell: { lane: URGENT, payload: Call.extend({ whom: id, staffId: id }) },
  /** What somebody sent without a name: made soon, whatever else waits, because it may be somebody in danger. */
  envelope: { lane: URGENT, payload: z.object({ residentId: id }) },
  thread: { lane: 'cards', payload: z.object({ messageId: id }) },
  /** A resident's file to the direct messages of who asked to see it, and away from there. */
  show_media: { lane: 'cards', payload: z.object({ lookId: id }) },
  end_look: { lane: 'cards', payload: z.object({ lookId: id }), promised: true },
  /** A file that an earlier version put into a thread, out of it. */
  unpost_file: { lane: 'bulk', payload: z.object({ postId: id }), promised: true },
  /** What an earlier version sent to somebody's direct messages and left there. */
  recall_recordings: { lane: 'bulk', payload: z.object({ staffId: id }), promised: true },
  offer_day: { lane: 'cards', payload: z.object({ offerId: id, day: id }) },
  /** What stands in a resident's chat is taken back: what was opened ten minutes ago, what we said of an item. */
  end_reading: { lane: 'answers', payload: z.object({ residentId: id }), promised: true },
  take_back_item: { lane: 'answers', payload: z.object({ residentId: id, itemId: id }), promised: true },
  farewell: { lane: 'answers', payload: z.object({ id, sealed: id }), promised: true },
  redact: { lane: 'cards', payload: z.object({ itemId: id }) },
  /** To one who holds `protection`: somebody may be named in an item, and it is theirs to decide. */
  named_notice: { lane: 'cards', payload: z.object({ itemId: id, staffId: id, toId: id }) },
  /** To one staff member: what became of a role, and whether they are to decide. */
  role_notice: { lane: 'cards', payload: z.object({ grantId: id, staffId: id, news: id }) },
  alert: { lane: 'cards', payload: z.object({ itemId: id, reason: id }) },
  /** To a resident, like `resident`, but for what goes to very many. */
  announce: { lane: 'bulk', payload: z.object({ residentId: id }) },
  bulk: {
    lane: 'bulk',
    payload: z.looseObject({ work: id }) as unknown as z.ZodType<{ work: string } & Record<string, string>>,
  },
} as const satisfies Record<
  string,
  { lane: Lane | typeof URGENT; payload: z.ZodType<Record<string, string>>; promised?: true }
>;

export type Topic = keyof typeof topics;
export type Payload<T extends Topic> = z.infer<(typeof topics)[T]['payload']>;
export type JobData = { outboxId: number; generation: number };

export type JobResult =
  | { kind: 'done' }
  | { kind: 'retry'; afterSeconds?: number; reason: string }
  | { kind: 'refused'; reason: string };

export type Handlers = { [T in Topic]: (payload: Payload<T>, job: { attempt: number }) => Promise<JobResult> };

/** Never which work: a line has its moment, and the row says whose it is. */
type Facts = {
  name?: string;
  code?: string;
  topic?: string;
  reason?: string | null;
  lane?: string;
  job?: string;
  rows?: number;
};
export type QueueLog = {
  info(facts: Facts, message: string): void;
  warn(facts: Facts, message: string): void;
  error(facts: Facts, message: string): void;
};

export function isTopic(name: string): name is Topic {
  return Object.hasOwn(topics, name);
}

/** A topic of a newer version goes to the slow lane, whose worker parks it. */
export function laneOf(topic: string): Lane | typeof URGENT {
  return isTopic(topic) ? topics[topic].lane : 'bulk';
}

export const isPromised = (topic: string): boolean => isTopic(topic) && 'promised' in topics[topic];

/** Not an integer and without a colon: BullMQ takes neither. */
export function jobId(data: JobData): string {
  return `o-${data.outboxId}-${data.generation}`;
}

/** Of an error, what may be logged: messages of drivers quote values. */
export function errorIds(error: unknown): { name: string; code?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? { name: error.name, code } : { name: error.name };
}
