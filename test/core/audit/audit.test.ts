import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealActs } from '../../../src/core/audit/seal-acts.ts';
import { verifyActs } from '../../../src/core/audit/verify-acts.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { count, rows } from '../../support/rows.ts';

let line: TestLine;
let clock = new Date('2026-05-04T10:30:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
});
afterAll(() => line.close());

/** As somebody who holds the database may do, whatever its triggers say. */
const tamper = (statement: string) =>
  line.database.transaction(async (tx) => {
    await tx.execute(`set local session_replication_role = replica`);
    await tx.execute(statement);
  });
const act = (kind: string, at: string) =>
  rows(
    line,
    `insert into events (kind, actor, data, at) values ('${kind}', 'staff', '{"b": 1, "a": {"d": 2, "c": 3}}', '${at}') returning id`,
  );
const faults = async (head: string | null = null) => (await verifyActs(line, head)).faults;

beforeEach(async () => {
  for (const table of ['audit_leaves', 'audit_seals', 'events']) await tamper(`delete from ${table}`);
  clock = new Date('2026-05-04T10:30:00Z');
  for (const at of ['08:10', '09:15', '09:59', '10:05']) await act('item_noted', `2026-05-04T${at}Z`);
  await sealActs(line);
});
const nextHour = async () => {
  clock = new Date(clock.getTime() + 3_600_000);
  return sealActs(line);
};

it('what was done in hours that are over is sealed, once, also by two processes; what is done since waits', async () => {
  expect(await verifyActs(line, null)).toMatchObject({ seals: 1, acts: 3, unsealed: 1, faults: [] });
  expect(await sealActs(line)).toBe(0);
  clock = new Date('2026-05-04T11:00:00Z');
  const both = await Promise.all([sealActs(line), sealActs(line)]);
  expect(both.sort()).toEqual([0, 1]);
  expect(await verifyActs(line, null)).toMatchObject({ seals: 2, acts: 4, unsealed: 0, faults: [] });
});

it('a seal is there for good, and so is what it stands over', async () => {
  for (const table of ['audit_seals', 'audit_leaves'])
    for (const statement of [`delete from ${table}`, `truncate ${table} cascade`, `update ${table} set seal = seal`])
      await expect(line.database.read.execute(statement)).rejects.toThrow();
});

it('many are sealed in several batches that follow each other', async () => {
  await rows(
    line,
    `insert into events (kind, actor, at) select 'item_noted', 'staff', '2026-05-04T10:10:00Z' from generate_series(1, 6000) returning id`,
  );
  expect(await nextHour()).toBe(6001);
  expect(await verifyActs(line, null)).toMatchObject({ seals: 3, acts: 6004, faults: [] });
});

describe('whoever holds the database is found out', () => {
  const some = `(select event_id from audit_leaves where seal = 1 order by event_id limit 1)`;
  beforeEach(async () => {
    await nextHour();
    await act('item_closed', '2026-05-04T11:20:00Z');
    await nextHour();
  });

  it.each([
    ['who did it', `update events set actor = 'system' where id = ${some}`],
    ['what was done', `update events set kind = 'item_closed' where id = ${some}`],
    ['when', `update events set at = at - interval '1 minute' where id = ${some}`],
    ['what it says beside', `update events set data = '{"a": {"c": 3, "d": 2}, "b": 2}' where id = ${some}`],
    ['what the seal stands over', `update audit_leaves set seal = 2 where event_id = ${some}`],
    ['the seal', `update audit_seals set seal = decode(repeat('00', 32), 'hex') where number = 1`],
  ])('where %s was changed', async (_, statement) => {
    expect(await faults()).toEqual([]);
    await tamper(statement);
    expect(await faults()).toContainEqual({ kind: 'changed', seal: 1 });
  });

  it('where an event is gone', async () => {
    await tamper(`delete from events where id = ${some}`);
    expect(await faults()).toMatchObject([{ kind: 'missing', seal: 1 }]);
  });

  it('where an event is gone with every trace of it', async () => {
    await tamper(
      `with gone as (delete from audit_leaves where event_id = ${some} returning event_id) delete from events where id in (select event_id from gone)`,
    );
    expect(await faults()).toEqual([{ kind: 'changed', seal: 1 }]);
  });

  it('where a seal in the middle is gone', async () => {
    await tamper(`with gone as (delete from audit_leaves where seal = 2) delete from audit_seals where number = 2`);
    expect(await faults()).toEqual([{ kind: 'gap', seal: 2 }]);
  });

  it('where an event was put in and says that it is old', async () => {
    await act('item_claimed', '2026-05-04T08:30:00Z');
    await nextHour();
    expect(await faults()).toMatchObject([{ kind: 'put_in_later', seal: 4 }]);
  });

  it('where the end was cut off, by the head that was noted', async () => {
    const { head } = await verifyActs(line, null);
    await tamper(`with gone as (delete from audit_leaves where seal = 3) delete from audit_seals where number = 3`);
    expect(await faults()).toEqual([]);
    expect(await faults(head)).toEqual([{ kind: 'head_unknown' }]);
  });
});

it('only the order of keyed hashes stands in the rows, so none of an hour is before another', async () => {
  await rows(
    line,
    `insert into events (kind, actor, at) select 'item_noted', 'staff', '2026-05-04T10:00:00Z'::timestamptz + n * interval '1 second' from generate_series(1, 400) n returning id`,
  );
  await nextHour();
  const order = (await rows(line, `select event_id as id from audit_leaves where seal = 2 order by ctid`)).map(
    ({ id }) => Number(id),
  );
  const inPlace = order.filter((id, place) => id === [...order].sort((a, b) => a - b)[place]).length;
  expect(order).toHaveLength(401);
  expect(inPlace).toBeLessThan(40);
  expect(await count(line, 'audit_leaves')).toBe(404);
});
