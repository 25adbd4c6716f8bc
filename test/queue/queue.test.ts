import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { owed } from '../../src/core/domain/owed.ts';
import type { JobResult } from '../../src/core/domain/work/job-result.ts';
import { connect, type Database } from '../../src/db/client.ts';
import { countByState, listParked, owe, oweMany } from '../../src/db/queries/work/outbox.ts';
import { streamRows } from '../../src/db/read-rows.ts';
import { type Backend, type BackendChoice, openBackend } from '../../src/queue/backend.ts';
import { startHolds } from '../../src/queue/holds.ts';
import type { Handlers } from '../../src/queue/jobs.ts';
import { startRecurring } from '../../src/queue/recurring.ts';
import { type RelayOptions, startRelay } from '../../src/queue/relay.ts';
import { startSweeper } from '../../src/queue/sweeper.ts';
import { startUrgent } from '../../src/queue/urgent.ts';
import { perform, startWorkers } from '../../src/queue/workers.ts';
import { everyTopic } from '../support/every-topic.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const aRow = z.record(z.string(), z.unknown());
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const done = async (): Promise<JobResult> => ({ kind: 'done' });
const cards = (count: number) => Array.from({ length: count }, (_, n) => owed('card', { itemId: `${n}` }));

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
  async function workers(on: Backend, handlers: Handlers, more: object = {}) {
    const holds = await startHolds({ database, log: quiet });
    const all = { database, backend: on, handlers, holds, now, log: quiet, random: () => 0.5, ...more };
    const started = startWorkers(all);
    const urgent = await startUrgent({ database, now, log: quiet, perform: (row) => perform(all, row) });
    running.push(
      holds.stop,
      () => started.stop(),
      () => urgent.stop(10_000),
    );
    return started;
  }
  function sweep() {
    const sweeper = startSweeper({ database, now, log: quiet });
    running.push(sweeper.stop);
    return sweeper;
  }
  const counts = () => countByState(database.read);
  const rows = async (columns: string): Promise<Record<string, unknown>[]> => {
    const all: Record<string, unknown>[] = [];
    for await (const some of streamRows(database, aRow, `select ${columns} from outbox`, [], 100)) all.push(...some);
    return all;
  };
  const held = async () => (await rows('held_until')).filter((row) => row.held_until !== null).length;
  const nothingOwed = () => until(async () => Object.values(await counts()).every((count) => count === 0));

  test('two relays and two sets of workers do each piece of work once', async () => {
    const on = backend();
    const seen: string[] = [];
    const handlers = everyTopic(async (payload) => {
      seen.push(payload.itemId ?? '');
      return { kind: 'done' };
    });
    await workers(on, handlers);
    await workers(on, handlers);
    await Promise.all([relay(on, { batch: 20 }), relay(on, { batch: 20 })]);
    await oweMany(database.read, cards(200));
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
    const handlers = everyTopic(done);
    handlers.remind = async () => {
      begun += 1;
      await held;
      bulk += 1;
      return { kind: 'done' };
    };
    handlers.resident = async () => {
      answered = bulk;
      return { kind: 'done' };
    };
    await oweMany(
      database.read,
      Array.from({ length: 2000 }, (_, n) => owed('remind', { sessionId: `${n}`, kind: 'day_before' })),
    );
    await workers(on, handlers);
    await relay(on);
    await until(() => begun > 0);
    await owe(database.read, 'resident', { residentId: 'r' });
    // No bulk work can end before this: an answer behind any of it would never come.
    await until(() => answered >= 0).finally(release);
    expect(answered).toBe(0);
    await until(() => bulk === 2000);
    await nothingOwed();
    expect(bulk).toBe(2000);
  });

  test('a job delivered three times has its effect once', async () => {
    const on = backend();
    const seen: string[] = [];
    const handlers = everyTopic(async (payload) => {
      seen.push(payload.itemId ?? '');
      return { kind: 'done' };
    });
    const again = on.queue('cards');
    await relay(on, {
      afterClaim: async (rows) => {
        for (const { id, generation } of rows) {
          for (const copy of ['a', 'b']) {
            await again.add('card', { outboxId: id, generation }, { jobId: `${copy}-${id}` });
          }
        }
      },
    });
    await workers(on, handlers);
    await workers(on, handlers);
    await oweMany(database.read, cards(30));
    await nothingOwed();
    await until(async () => (await again.getJobCountByTypes('waiting', 'active')) === 0);
    expect(seen).toHaveLength(30);
  });

  test('a retry waits as long as the provider said, and no attempt comes earlier', async () => {
    const on = backend();
    const attempts: number[] = [];
    const handlers = everyTopic(done);
    handlers.card = async (_payload, { attempt }) => {
      attempts.push(attempt);
      return attempt === 1 ? { kind: 'retry', afterSeconds: 30, reason: 'busy' } : { kind: 'done' };
    };
    await workers(on, handlers);
    const carrier = await relay(on);
    await oweMany(database.read, cards(1));
    await until(async () => attempts.length === 1 && (await counts()).waiting === 1);
    pass(29);
    carrier.wake();
    await owe(database.read, 'thread', { messageId: 'm', version: '0' });
    await until(async () => (await counts()).queued === 0 && (await counts()).waiting === 1);
    expect(attempts).toEqual([1]);
    pass(1);
    carrier.wake();
    await nothingOwed();
    expect(attempts).toEqual([1, 2]);
  });

  test('a slow handler keeps its row past many holds, and nobody does it beside it', async () => {
    const on = backend();
    let begun = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = everyTopic(async () => {
      begun += 1;
      await held;
      return { kind: 'done' };
    });
    await workers(on, slow);
    await workers(on, slow);
    await relay(on);
    sweep();
    await oweMany(database.read, [...cards(1), owed('urgent_card', { itemId: 'u' })]);
    await until(() => begun === 2);
    const holds = async () => (await rows('held_until')).map((row) => new Date(row.held_until as string));
    const first = await holds();
    expect(first).toHaveLength(2);
    // The first holds are over by the database's own clock: only what was renewed since is left.
    await until(async () => (await database.clock()) > (first.at(-1) as Date) && (await holds()).length === 2).finally(
      release,
    );
    await nothingOwed();
    expect(begun).toBe(2);
  });

  test('what a dead worker holds is taken up by another as soon as its hold is over', async () => {
    const on = backend();
    const begun: string[] = [];
    let bury = () => {};
    const dead = new Promise<never>((resolve) => {
      bury = resolve as () => void;
    });
    await relay(on);
    const dying = startWorkers({
      ...{ database, backend: on, now, log: quiet },
      // Dies in the middle: it neither goes on nor says that it lives.
      holds: { during: () => dead, stop: async () => {} },
      handlers: everyTopic(done),
    });
    await oweMany(database.read, cards(1));
    await until(async () => (await held()) === 1);
    await dying.stop(0);
    const [hold] = await rows('held_until');
    await workers(
      on,
      everyTopic(async (payload) => {
        begun.push(payload.itemId ?? '');
        return { kind: 'done' };
      }),
    );
    sweep();
    await nothingOwed().finally(bury);
    expect(begun).toEqual(['0']);
    // Not before: the hold of who lives is never taken.
    expect((await database.clock()) > new Date(hold?.held_until as string)).toBe(true);
  });

  test('refused work is parked and told of', async () => {
    const on = backend();
    const told: string[] = [];
    const onStuck = async (row: { reason: string | null }) => {
      told.push(row.reason ?? '');
    };
    await workers(
      on,
      everyTopic(async () => ({ kind: 'refused', reason: 'not_in_channel' })),
      { onStuck },
    );
    await relay(on);
    await oweMany(database.read, cards(1));
    await until(() => told.length === 1);
    expect(await listParked(database.read)).toMatchObject([{ state: 'parked', reason: 'not_in_channel' }]);
  });

  test('what is owed to a resident is never given up, and staff are told once that it gets nowhere', async () => {
    const on = backend();
    const told: string[] = [];
    let attempts = 0;
    const handlers = everyTopic(done);
    handlers.resident = async (_payload, { attempt }) => {
      attempts = attempt;
      return attempt < 45 ? { kind: 'retry', afterSeconds: 0, reason: 'no_answer' } : { kind: 'done' };
    };
    const onStuck = async (row: { topic: string; state: string; attempts: number }) => {
      told.push(`${row.topic} ${row.state} ${row.attempts + 1}`);
    };
    await workers(on, handlers, { onStuck });
    await relay(on);
    await owe(database.read, 'resident', { residentId: 'r' });
    await nothingOwed();
    expect(attempts).toBe(45);
    expect(told).toEqual(['resident queued 40']);
  });

  test('a relay that dies between claim and queue leaves work that is done later', async () => {
    const on = backend();
    const dying = await relay(on, {
      afterClaim: async () => {
        throw new Error('died');
      },
    });
    await oweMany(database.read, cards(10));
    await until(async () => (await counts()).queued === 10);
    await dying.stop();
    await workers(on, everyTopic(done));
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
    const started = await workers(
      on,
      everyTopic(async () => {
        began = true;
        await held;
        return { kind: 'done' };
      }),
    );
    await relay(on);
    await oweMany(database.read, cards(1));
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
      await oweMany(database.read, cards(50));
      await until(async () => (await counts()).queued === 50);
      await carrier.stop();
      await redis?.flush();
      await workers(on, everyTopic(done));
      await relay(on);
      pass(121);
      sweep();
      await nothingOwed();
    });

    test('work waits while Redis is away and is done when it is back', async () => {
      const on = backend();
      await workers(on, everyTopic(done));
      await relay(on);
      const sweeper = sweep();
      await oweMany(database.read, cards(5));
      await nothingOwed();
      await redis?.kill();
      await oweMany(database.read, cards(5));
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
