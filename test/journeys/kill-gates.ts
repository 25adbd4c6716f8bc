import postgres from 'postgres';
import { until } from '../support/until.ts';

/**
 * Points at which the line is held until it is killed there. Each is a trigger in the test's database that waits for an advisory lock:
 * the process stands still exactly between two of its steps, and nothing in it knows of the test.
 */
export const GATES = {
  /** A step of a form is written but not committed: its update was fetched and is not confirmed. */
  beforeCommitOfStep: 1,
  /** The item, its words and its outbox rows are written but not committed. */
  beforeCommitOfSubmission: 2,
  /** Committed; the answer was not begun. */
  beforeAnswer: 3,
  /** Committed; the relay has not claimed the outbox row. */
  beforeRelay: 4,
  /** The relay claimed; the queue on PostgreSQL does not have the job yet. */
  beforeQueue: 5,
  /** The queue has the job; the worker has not begun. */
  beforeWork: 6,
  /** Slack has the card; that it has is not recorded. */
  cardNotRecorded: 7,
  /** The resident has the staff member's reply; that they have is not recorded. */
  replyNotRecorded: 8,
  /** The resident has the reference; that they have is not recorded. */
  referenceNotRecorded: 9,
  /** The claim is committed; nothing of it went out. */
  afterClaim: 10,
  /** The closing is committed; nothing of it went out. */
  afterClose: 11,
  /** The work is done; its outbox row is still there. */
  workNotFinished: 12,
} as const;
export type Gate = keyof typeof GATES;

const LOCKS = 7001;

const HOLD = `create or replace function kill_gate() returns trigger language plpgsql as $$
  begin
    perform pg_advisory_xact_lock_shared(${LOCKS}, tg_argv[0]::int);
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end $$`;
const HOLD_AFTER = `create or replace function kill_gate_after() returns trigger language plpgsql as $$
  begin
    if (select kind from events where item_id = (new.payload->>'itemId')::uuid order by id desc limit 1) = tg_argv[1] then
      perform pg_advisory_xact_lock_shared(${LOCKS}, tg_argv[0]::int);
    end if;
    return new;
  end $$`;

const atCommit = (table: string, gate: Gate) =>
  `create constraint trigger kill_${GATES[gate]} after insert on ${table} deferrable initially deferred
   for each row execute function kill_gate(${GATES[gate]})`;
const before = (what: string, gate: Gate, when: string) =>
  `create trigger kill_${GATES[gate]} before ${what} for each row when (${when}) execute function kill_gate(${GATES[gate]})`;
const claimedByRelay = `old.state = 'waiting' and new.state = 'queued'`;
const afterEvent = (gate: Gate, kind: string) =>
  `create trigger kill_${GATES[gate]} before update on outbox for each row when (${claimedByRelay} and new.topic = 'card')
   execute function kill_gate_after(${GATES[gate]}, '${kind}')`;

const TRIGGERS = [
  HOLD,
  HOLD_AFTER,
  atCommit('telegram_updates', 'beforeCommitOfStep'),
  atCommit('items', 'beforeCommitOfSubmission'),
  before(
    'update on residents',
    'beforeAnswer',
    'old.delivering_until is distinct from new.delivering_until and new.delivering_until is not null',
  ),
  before('update on outbox', 'beforeRelay', claimedByRelay),
  before(
    'update on outbox',
    'beforeWork',
    `old.state = 'queued' and old.queued_at is not null and new.state = 'queued' and new.queued_at is null`,
  ),
  before(
    'update on slack_posts',
    'cardNotRecorded',
    `new.kind = 'card' and old.sealed_ts is null and new.sealed_ts is not null`,
  ),
  before(
    'update on deliveries',
    'replyNotRecorded',
    `old.state = 'pending' and new.state = 'sent' and new.kind = 'answer'`,
  ),
  before(
    'update on deliveries',
    'referenceNotRecorded',
    `old.state = 'pending' and new.state = 'sent' and new.kind = 'confirmation'`,
  ),
  afterEvent('afterClaim', 'item_claimed'),
  afterEvent('afterClose', 'item_closed'),
  before('delete on outbox', 'workNotFinished', `old.state = 'queued'`),
];
const QUEUE_TRIGGER = before('insert on line_queue.job', 'beforeQueue', 'true');

/** Puts the triggers in; once a database. `queueInDatabase` where the queue is on PostgreSQL and its tables are there. */
export async function buildGates(url: string, { queueInDatabase }: { queueInDatabase: boolean }): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (const statement of [...TRIGGERS, ...(queueInDatabase ? [QUEUE_TRIGGER] : [])]) await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export type Closed = {
  /** Resolves when the line stands at the gate. */
  reached(): Promise<void>;
  /**
   * Opens it after the line was killed. What stood there is rolled back as by a dead process; with `goesThrough` it still has its
   * effect, and nobody hears of it.
   */
  open(options?: { goesThrough?: boolean }): Promise<void>;
};

/** Holds the line at one point from now on. */
export async function closeGate(url: string, gate: Gate): Promise<Closed> {
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const holder = await sql.reserve();
  await holder`select pg_advisory_lock(${LOCKS}::int, ${GATES[gate]}::int)`;
  const waiting = () =>
    sql<{ pid: number }[]>`select pid from pg_locks where locktype = 'advisory' and classid = ${LOCKS}
      and objid = ${GATES[gate]} and not granted`;
  return {
    reached: () =>
      until(async () => (await waiting()).length > 0).catch((cause) => {
        throw new Error(`the line never came to ${gate}`, { cause });
      }),
    open: async ({ goesThrough = false } = {}) => {
      if (!goesThrough) {
        for (const { pid } of await waiting()) await sql`select pg_terminate_backend(${pid}, 5000)`;
      }
      holder.release();
      // Ends the session, and its lock with it.
      await sql.end({ timeout: 5 });
    },
  };
}
