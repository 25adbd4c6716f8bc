import { createPostgresBackend, type Job, Queue, type QueueOptions, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { JobData } from './jobs.ts';

export type BackendConfig = { kind: 'redis'; url: string } | { kind: 'postgres'; url: string };

export type OpenQueue = {
  add(jobs: { id: string; data: JobData }[]): Promise<void>;
  /** Jobs not yet taken. */
  waiting(): Promise<number>;
  close(): Promise<void>;
};
export type OpenWorker = { close(): Promise<void> };

export type Backend = {
  queue(lane: string): OpenQueue;
  /** `work` must not throw for an expected refusal; a throw fails the job, and the sweeper finds its row. */
  worker(
    lane: string,
    concurrency: number,
    work: (data: unknown) => Promise<void>,
    onError: (error: Error) => void,
  ): OpenWorker;
  /** Throws when the queue's store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** Job names carry no meaning; what is to be done stands in the outbox. */
const NAME = 'owed';
const SCHEMA = 'queue';
const KEPT = { removeOnComplete: true, removeOnFail: true } as const;
/** After a crash another worker takes the job within seconds instead of a minute. */
const CRASH = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 10 } as const;

/** The only place that knows Redis from PostgreSQL. `prefix` keeps several lines on one server apart. */
export async function openBackend(config: BackendConfig, options: { prefix?: string } = {}): Promise<Backend> {
  return config.kind === 'redis' ? openRedis(config.url, options.prefix ?? 'community-line') : openPostgres(config.url);
}

async function openRedis(url: string, prefix: string): Promise<Backend> {
  // Producers refuse within a second when Redis is away, and the row waits in the outbox; workers wait for it without end.
  const producer = quiet(new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, connectTimeout: 2_000 }));
  return {
    queue: (lane) => openQueue(new Queue(lane, { connection: producer, prefix, skipWaitingForReady: true })),
    worker: (lane, concurrency, work, onError) => {
      const connection = quiet(new Redis(url, { maxRetriesPerRequest: null }));
      const worker = new Worker(lane, (job: Job) => work(job.data), { connection, prefix, concurrency, ...CRASH });
      worker.on('error', onError);
      return { close: () => worker.close().finally(() => connection.disconnect()) };
    },
    ping: async () => {
      await producer.ping();
    },
    close: async () => {
      producer.disconnect();
    },
  };
}

/** Errors of a connection come out where it is used; without a listener ioredis prints them. */
function quiet(redis: Redis): Redis {
  return redis.on('error', () => {});
}

async function openPostgres(url: string): Promise<Backend> {
  const classes = withBackend(createPostgresBackend);
  const connection = { connectionString: url, schema: SCHEMA, max: 4 };
  const first = new classes.Queue('schema', { connection: { ...connection, migrate: true } });
  await first.waitUntilReady();
  return {
    queue: (lane) => openQueue(new classes.Queue(lane, { connection })),
    worker: (lane, concurrency, work, onError) => {
      const worker = new classes.Worker(lane, (job: Job) => work(job.data), { connection, concurrency, ...CRASH });
      worker.on('error', onError);
      return { close: () => worker.close() };
    },
    ping: async () => {
      await first.getJobCountByTypes('waiting');
    },
    close: () => first.close(),
  };
}

type AnyQueue = Pick<Queue, 'addBulk' | 'getJobCountByTypes' | 'close' | 'on'> & { opts?: QueueOptions };

function openQueue(queue: unknown): OpenQueue {
  const opened = queue as AnyQueue;
  opened.on('error', () => {});
  return {
    add: async (jobs) => {
      await opened.addBulk(jobs.map(({ id, data }) => ({ name: NAME, data, opts: { jobId: id, ...KEPT } })));
    },
    waiting: () => opened.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized'),
    close: () => opened.close(),
  };
}
