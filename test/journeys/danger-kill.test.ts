import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CARD_EVENT } from '../../src/bots/slack/cards/render-card.ts';
import { CALL_EVENT } from '../../src/bots/slack/deliver/call-in-danger.ts';
import { addStaff } from '../../src/core/staff/add-staff.ts';
import { HELD_SECONDS } from '../../src/queue/holds.ts';
import { submitSample } from '../support/items.ts';
import { makeTestLine, TEST_DATA_KEY, type TestLine } from '../support/line.ts';
import { CHANNELS, type LineProcess, STAFF } from '../support/line-process.ts';
import type { TestRedis } from '../support/redis.ts';
import { openRedisWorld, openServerWorld, type ServerWorld } from '../support/server-world.ts';
import { until } from '../support/until.ts';
import { buildGates, closeGate } from './kill-gates.ts';

describe.each(['redis', 'postgres'] as const)('workers with their queue on %s', (kind) => {
  let redis: TestRedis | undefined;
  let world: ServerWorld;
  let line: TestLine;
  let sql: postgres.Sql;
  let first: LineProcess;
  beforeAll(async () => {
    const env = { DATA_KEY: TEST_DATA_KEY.toString('base64') };
    if (kind === 'redis') {
      const opened = await openRedisWorld(env, { own: true });
      [world, redis] = [opened, opened.redis];
    } else world = await openServerWorld({ ...env, QUEUE_BACKEND: 'postgres' });
    line = await makeTestLine({ url: world.database.url });
    sql = postgres(world.database.url, { max: 2, onnotice: () => {} });
    await addStaff(line, 'sample', {
      ...{ slackUserId: STAFF.protection, displayName: 'Sample', agency: 'OHCHR', roles: ['protection'] },
    });
    first = await world.startPart('worker');
    await buildGates(world.database.url, { queueInDatabase: false });
    // Every hold that a worker takes or renews, beside the database's time of that moment.
    await sql.unsafe(`create table held (outbox_id bigint, generation int, attempts int, held_until timestamptz, at timestamptz default clock_timestamp());
      create function note_hold() returns trigger language plpgsql as $$ begin
        insert into held (outbox_id, generation, attempts, held_until)
          values (new.id, new.generation, new.attempts, new.held_until);
        return new;
      end $$;
      create trigger note_hold after update on outbox for each row
        when (new.state = 'queued' and new.held_until is not null) execute function note_hold()`);
  });
  afterAll(async () => {
    await sql.end({ timeout: 5 });
    await line.close();
    await world.close();
  });

  const report = () =>
    submitSample(line, [{ kind: 'text', text: 'fjalëshpikur' }], {
      type: 'sensitive_report',
      sector: 'rights_and_safety',
      channel: 'phone',
      sensitive: true,
      safety: 'not_safe',
      from: 'entered_by_staff',
    });
  const inChannel = (event: string, reference: string) =>
    world.slack.control
      .messages(CHANNELS.sensitive)
      .filter((one) => one.metadata?.event_type === event && JSON.stringify(one).includes(reference));
  const direct = () =>
    world.slack.control.directMessages(STAFF.protection).filter((one) => one.metadata?.event_type === CALL_EVENT);
  const settled = async (itemId: string) =>
    (
      await sql`select 1 from outbox where urgent and state <> 'parked' and run_at <= now() and payload->>'itemId' = ${itemId}`
    ).length === 0 &&
    (await sql`select 1 from slack_posts where kind = 'card' and item_id = ${itemId} and shown_version > 0`).length ===
      1;

  test('what a killed worker had begun for somebody in danger is another’s as soon as its hold is over, once', async () => {
    const told = direct().length;
    const gate = await closeGate(world.database.url, 'cardNotRecorded');
    let reference: string;
    let itemId: string;
    let second: LineProcess;
    try {
      ({ reference, itemId } = await report());
      // Slack has the card; the worker is about to write that down.
      await gate.reached();
      second = await world.startPart('worker');
      await first.kill();
    } finally {
      await gate.open();
    }
    await until(() => settled(itemId));
    first = second;
    expect(inChannel(CARD_EVENT, reference)).toHaveLength(1);
    expect(inChannel(CALL_EVENT, reference)).toHaveLength(1);
    expect(direct()).toHaveLength(told + 1);
    const holds = await sql<{ outbox_id: string; generation: number; attempts: number; held_until: Date; at: Date }[]>`
      select * from held order by outbox_id, generation, at`;
    // However slow this machine is: no hold ever reaches further than this beyond the moment in which its worker said that it lives.
    for (const hold of holds)
      expect(hold.held_until.getTime() - hold.at.getTime()).toBeLessThanOrEqual(HELD_SECONDS * 1000);
    // The work that stood at the gate was begun twice, the second time after the first hold had ended, and not before.
    // Not what was tried again after an answer: that was let go of.
    const again = holds.filter((hold) => hold.generation === 2 && hold.attempts === 0);
    expect(again.length).toBeGreaterThan(0);
    for (const hold of again) {
      const before = holds.filter((one) => one.outbox_id === hold.outbox_id && one.generation === 1).at(-1);
      expect(hold.at.getTime()).toBeGreaterThan(before?.held_until.getTime() ?? Number.POSITIVE_INFINITY);
    }
  });

  if (kind === 'redis')
    test('Redis gone holds neither the card nor the call of somebody in danger', async () => {
      const told = direct().length;
      await redis?.kill();
      const { reference, itemId } = await report();
      await until(() => settled(itemId));
      expect(inChannel(CARD_EVENT, reference)).toHaveLength(1);
      expect(inChannel(CALL_EVENT, reference)).toHaveLength(1);
      expect(direct()).toHaveLength(told + 1);
      await redis?.restart();
    });
});
