import { setTimeout as wait } from 'node:timers/promises';
import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Log } from '../core/domain/log.ts';

export type BackendChoice = { kind: 'redis'; url: string } | { kind: 'postgres'; url: string };
export type WorkerChoice = { concurrency: number };
/** A job as the queue hands it out; what it holds is read by whoever works on it. */
export type Process = (job: { name: string; data: unknown }) => Promise<void>;
type Closable = {
  close(force?: boolean): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
};
export type JobQueue = Closable & Pick<Queue<object>, 'add' | 'addBulk' | 'upsertJobScheduler' | 'getJobCountByTypes'>;

export type Backend = {
  kind: BackendChoice['kind'];
  /** For producers: refuses within a second when the server is away, and never hangs. */
  queue(name: string): JobQueue;
  /** For consumers: waits for the server as long as it takes. */
  worker(name: string, process: Process, choice: WorkerChoice): Closable;
  /**
   * Before anything is asked of what `queue` and `worker` gave out. Throws when PostgreSQL does not answer; Redis may be away, and is
   * waited for.
   */
  ready(): Promise<void>;
  ping(): Promise<void>;
  /** Closes what `queue` and `worker` gave out, too. */
  close(): Promise<void>;
};

type Options = { prefix?: string; log?: Pick<Log, 'warn'> };

// A job whose worker died before it had begun the row is handed out again soon; the row tells whether it is still owed.
const WORKER = { lockDuration: 6000, stalledInterval: 3000, maxStalledCount: 3 };
const KEEP_NOTHING = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** The one place that knows Redis from PostgreSQL. */
export function openBackend(choice: BackendChoice, options: Options = {}): Backend {
  const opened: Closable[] = [];
  const failed = sparingly((error, unsaid) =>
    options.log?.warn({ err: error, ...(unsaid > 0 && { count: unsaid }) }, 'queue connection failed'),
  );
  const keep = <T extends Closable>(thing: T): T => {
    // Without a listener an error would end the process.
    thing.on('error', failed);
    opened.push(thing);
    return thing;
  };
  const make = choice.kind === 'redis' ? onRedis(choice.url, options) : onPostgres(choice.url, options);
  return {
    kind: choice.kind,
    queue: (name) => keep(make.queue(name)),
    worker: (name, process, workerChoice) => keep(make.worker(name, process, workerChoice)),
    ready: async () => {
      if (choice.kind === 'postgres') await Promise.all(opened.map((thing) => thing.waitUntilReady()));
    },
    ping: make.ping,
    close: async () => {
      await Promise.allSettled(opened.map((thing) => thing.close()));
      await make.close();
    },
  };
}

const SAY_EVERY_MS = 10_000;

/** However often something fails: told of once in so long, with how many times were left out since. */
function sparingly(tell: (error: Error, unsaid: number) => void): (error: Error) => void {
  let silentUntil = Number.NEGATIVE_INFINITY;
  let unsaid = 0;
  return (error) => {
    const now = performance.now();
    if (now < silentUntil) {
      unsaid += 1;
      return;
    }
    silentUntil = now + SAY_EVERY_MS;
    tell(error, unsaid);
    unsaid = 0;
  };
}

type Make = {
  queue(name: string): JobQueue;
  worker(name: string, process: Process, choice: WorkerChoice): Closable;
  ping(): Promise<void>;
  close(): Promise<void>;
};

function onRedis(url: string, options: Options): Make {
  const prefix = options.prefix ?? 'line';
  const retryStrategy = (times: number) => Math.min(times * 100, 2000);
  const probe = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy });
  probe.on('error', () => {});
  return {
    queue: (name) =>
      new Queue<object>(name, {
        prefix,
        connection: { url, maxRetriesPerRequest: 1, retryStrategy },
        skipWaitingForReady: true,
        defaultJobOptions: KEEP_NOTHING,
      }),
    worker: (name, process, choice) =>
      new Worker<unknown>(name, process, {
        prefix,
        connection: { url, maxRetriesPerRequest: null, retryStrategy },
        ...WORKER,
        ...choice,
      }),
    ping: async () => {
      await probe.ping();
    },
    close: async () => probe.disconnect(),
  };
}

const AGAIN_MS = 1000;

/** A client of pg's pool that is lent out has no listener of its own: an error on it, when the server goes, would end the process. */
function heardClient(config: pg.ClientConfig): pg.Client {
  return new pg.Client(config).on('error', () => {});
}

/**
 * BullMQ's own for PostgreSQL, which tries again without a pause whatever fails but by a refused connection (a server that is starting or
 * stopping, a name that is not found), so fast that the process hears no signal any more. What a worker asks again and again here fails
 * no faster than once a second.
 */
const patientBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given);
  const patiently =
    <Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      try {
        return await ask.apply(backend, asked);
      } catch (error) {
        await wait(AGAIN_MS);
        throw error;
      }
    };
  return Object.assign(backend, {
    moveToActive: patiently(backend.moveToActive),
    waitForJob: patiently(backend.waitForJob),
    moveStalledJobsToWait: patiently(backend.moveStalledJobsToWait),
  });
};

function onPostgres(url: string, options: Options): Make {
  // BullMQ's tables stay out of ours. Its migrations take a lock, so every connection may ask for them.
  const schema = `${(options.prefix ?? 'line').replaceAll(/[^a-z0-9_]/g, '_')}_queue`;
  const connection = () => ({
    ...{ connectionString: url, schema, migrate: true, max: 2, connectionTimeoutMillis: 5000 },
    Client: heardClient,
  });
  const probe = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 5000 });
  probe.on('error', () => {});
  return {
    queue: (name) => new Queue(name, { connection: connection(), defaultJobOptions: KEEP_NOTHING }, patientBackend),
    worker: (name, process, choice) =>
      new Worker(
        name,
        process,
        { connection: connection(), runRetryDelay: AGAIN_MS, ...WORKER, ...choice },
        patientBackend,
      ),
    ping: async () => {
      await probe.query('select 1');
    },
    close: () => probe.end(),
  };
}
