import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '../../src/db/client.ts';
import { countByState, enqueue, enqueueMany, listParked } from '../../src/db/queries/outbox.ts';
import { type Backend, type BackendChoice, openBackend } from '../../src/queue/backend.ts';
import type { Handlers, JobResult } from '../../src/queue/jobs.ts';
import { startRecurring } from '../../src/queue/recurring.ts';
import { type RelayOptions, startRelay } from '../../src/queue/relay.ts';
import { startSweeper } from '../../src/queue/sweeper.ts';
import { startWorkers } from '../../src/queue/workers.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const done = async (): Promise<JobResult> => ({ kind: 'done' });
const everything = (handler: (payload: Record<string, string>) => Promise<JobResult>): Handlers => ({
  resident: handler,
  card: handler,
  thread: handler,
  redact: handler,
  alert: handler,
  offer_day: handler,
  announce: handler,
  bulk: handler,
});
const cards = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ topic: 'card', payload: { itemId: `${n}` }, mergeKey: `card:${n}` }));

describe.each(['postgres', 'redis'] as const)('the queue on %s', (kind) => {
  let redis: TestRedis | undefined;
  let home: TestDatabase;
  let database: Database;
  let choice: BackendChoice;
  let clock = new Date('2026-01-01T10:00:00Z');
  const now = () => clock;
  const pass = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1000);
  };
  const running: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    if (kind === 'redis') redis = await startTestRedis({ own: true });
    home = await createTestDatabase();
    database = connect(home.url);
    choice = redis ? { kind: 'redis', url: redis.url } : { kind: 'postgres', url: home.url };
  });
  afterEach(async () => {
    for (const stop of running.splice(0).reverse()) await stop();
    for await (const _ of database.stream('delete from outbox returning id', [], 1000));
  });
  afterAll(async () => {
    await database?.close();
    await home?.drop();
    await redis?.stop();
  });

  function backend(prefix = `t${randomUUID().slice(0, 8)}`): Backend {
    const opened = openBackend(choice, { prefix });
    running.push(opened.close);
    return opened;
  }
  async function relay(on: Backend, more: Partial<RelayOptions> = {}) {
    const started = await startRelay({ database, backend: on, now, log: quiet, ...more });
    running.push(started.stop);
    return started;
  }
  function workers(on: Backend, handlers: Handlers, more: object = {}) {
    const started = startWorkers({ database, backend: on, handlers, now, log: quiet, random: () => 0.5, ...more });
    running.push(() => started.stop());
    return started;
  }
  function sweep() {
    const sweeper = startSweeper({ database, now, log: quiet });
    running.push(sweeper.stop);
    return sweeper;
  }
  const counts = () => countByState(database.read);
  const nothingOwed = () => until(async () => Object.values(await counts()).every((count) => count === 0));

  test('two relays and two sets of workers do each piece of work once', async () => {
    const on = backend();
    const seen: string[] = [];
    const handlers = everything(async (payload) => {
      seen.push(payload.itemId ?? '');
      return { kind: 'done' };
    });
    workers(on, handlers);
    workers(on, handlers);
    await Promise.all([relay(on, { batch: 20 }), relay(on, { batch: 20 })]);
    await enqueueMany(database.read, cards(200));
    await nothingOwed();
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  });

  test('an answer overtakes 2,000 pieces of bulk work', async () => {
    const on = backend();
    let bulk = 0;
    let begun = 0;
    let answered = -1;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const handlers = everything(done);
    handlers.bulk = async () => {
      begun += 1;
      await held;
      bulk += 1;
      return { kind: 'done' };
    };
    handlers.resident = async () => {
      answered = bulk;
      return { kind: 'done' };
    };
    await enqueueMany(
      database.read,
      Array.from({ length: 2000 }, () => ({ topic: 'bulk', payload: { work: 'nothing' } })),
    );
    workers(on, handlers);
    await relay(on);
    await until(() => begun > 0);
    await enqueue(database.read, { topic: 'resident', payload: { residentId: 'r' } });
    // No bulk work can end before this: an answer behind any of it would never come.
    await until(() => answered >= 0).finally(release);
    expect(answered).toBe(0);
    await until(() => bulk === 2000, 90_000);
    await nothingOwed();
    expect(bulk).toBe(2000);
  }, 120_000);

  test('a job delivered three times has its effect once', async () => {
    const on = backend();
    const seen: string[] = [];
    const handlers = everything(async (payload) => {
      seen.push(payload.itemId ?? '');
      return { kind: 'done' };
    });
    const again = on.queue<object>('cards');
    await relay(on, {
      afterClaim: async (rows) => {
        for (const { id, generation } of rows) {
          for (const copy of ['a', 'b']) {
            await again.add('card', { outboxId: id, generation }, { jobId: `${copy}-${id}` });
          }
        }
      },
    });
    workers(on, handlers);
    workers(on, handlers);
    await enqueueMany(database.read, cards(30));
    await nothingOwed();
    await until(async () => (await again.getJobCountByTypes('waiting', 'active')) === 0);
    expect(seen).toHaveLength(30);
  });

  test('a retry waits as long as the provider said, and no attempt comes earlier', async () => {
    const on = backend();
    const attempts: number[] = [];
    const handlers = everything(done);
    handlers.card = async (_payload, { attempt }) => {
      attempts.push(attempt);
      return attempt === 1 ? { kind: 'retry', afterSeconds: 30, reason: 'busy' } : { kind: 'done' };
    };
    workers(on, handlers);
    const carrier = await relay(on);
    await enqueueMany(database.read, cards(1));
    await until(async () => attempts.length === 1 && (await counts()).waiting === 1);
    pass(29);
    carrier.wake();
    await enqueue(database.read, { topic: 'thread', payload: { messageId: 'm' } });
    await until(async () => (await counts()).queued === 0 && (await counts()).waiting === 1);
    expect(attempts).toEqual([1]);
    pass(1);
    carrier.wake();
    await nothingOwed();
    expect(attempts).toEqual([1, 2]);
  });

  test('refused work is parked and told of', async () => {
    const on = backend();
    const told: string[] = [];
    const onParked = async (row: { reason: string | null }) => {
      told.push(row.reason ?? '');
    };
    workers(
      on,
      everything(async () => ({ kind: 'refused', reason: 'not_in_channel' })),
      { onParked },
    );
    await relay(on);
    await enqueueMany(database.read, cards(1));
    await until(() => told.length === 1);
    expect(await listParked(database.read)).toMatchObject([{ state: 'parked', reason: 'not_in_channel' }]);
  });

  test('a relay that dies between claim and queue leaves work that is done later', async () => {
    const on = backend();
    const dying = await relay(on, {
      afterClaim: async () => {
        throw new Error('died');
      },
    });
    await enqueueMany(database.read, cards(10));
    await until(async () => (await counts()).queued === 10);
    await dying.stop();
    workers(on, everything(done));
    await relay(on);
    pass(121);
    sweep();
    await nothingOwed();
  });

  test('stopping finishes what runs', async () => {
    const on = backend();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = false;
    const started = workers(
      on,
      everything(async () => {
        began = true;
        await held;
        return { kind: 'done' };
      }),
    );
    await relay(on);
    await enqueueMany(database.read, cards(1));
    await until(() => began);
    const stopped = started.stop();
    release();
    await stopped;
    expect((await counts()).queued).toBe(0);
  });

  test('a recurring job runs once a period though two processes have it', async () => {
    const on = backend();
    const name = `job-${randomUUID()}`;
    let ran = 0;
    let heard = 0;
    const jobs = [
      {
        name,
        everySeconds: 1,
        run: async () => {
          ran += 1;
        },
      },
    ];
    const asked = () => {
      heard += 1;
      return clock;
    };
    for (const _ of [1, 2]) {
      const recurring = startRecurring({ database, backend: on, jobs, now: asked, log: quiet, upsertEveryMs: 500 });
      running.push(recurring.stop);
    }
    await until(() => heard >= 2 && ran === 1);
    pass(1);
    await until(() => ran === 2);
  });

  if (kind === 'redis') {
    test('an emptied Redis between relay and work loses nothing', async () => {
      const on = backend();
      const carrier = await relay(on);
      await enqueueMany(database.read, cards(50));
      await until(async () => (await counts()).queued === 50);
      await carrier.stop();
      await redis?.flush();
      workers(on, everything(done));
      await relay(on);
      pass(121);
      sweep();
      await nothingOwed();
    });

    test('work waits while Redis is away and is done when it is back', async () => {
      const on = backend();
      workers(on, everything(done));
      await relay(on);
      const sweeper = sweep();
      await enqueueMany(database.read, cards(5));
      await nothingOwed();
      await redis?.kill();
      await enqueueMany(database.read, cards(5));
      await until(async () => (await counts()).waiting === 5);
      await redis?.restart();
      await until(async () => {
        // What was under way when it died is stranded; time passes until all is done.
        pass(130);
        sweeper.wake();
        return (await counts()).waiting + (await counts()).queued === 0;
      });
    });
  }
});
