import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import type { Line } from '../../src/core/line.ts';
import { openTestLine, type TestLine } from './line.ts';
import { makeStaff } from './staff.ts';

/** Of a file of tests about registrations: a line of its own on a clock that stands at `start` before each test, and who runs its offers. */
export function holdRegistrations(start: Date): { line: TestLine; ana: StaffMember; clock: Date } {
  const held = { clock: start } as { line: TestLine; ana: StaffMember; clock: Date };
  beforeAll(async () => {
    held.line = await openTestLine({ now: () => held.clock });
    held.ana = await makeStaff(held.line, ['triage']);
  });
  afterAll(() => held.line.close());
  beforeEach(() => {
    held.clock = start;
  });
  return held;
}

/** The same line, killed in the transaction of this number, after what it had to do and before it is committed. */
export function dyingIn(line: Line, transaction: number): Line {
  let begun = 0;
  return {
    ...line,
    database: {
      ...line.database,
      transaction: (work) =>
        line.database.transaction(async (tx) => {
          const value = await work(tx);
          begun += 1;
          if (begun === transaction) throw new Error('killed');
          return value;
        }),
    },
  };
}
