import { expect, test } from 'vitest';
import { examineMoments } from '../../src/commands/doctor/examine.ts';
import type { Tx } from '../../src/db/client.ts';

/** What a server answers whose setting this is: no session can change it. */
const serverWith = (value: string): Tx => ({ execute: async () => [{ value }] }) as unknown as Tx;

test.each([
  ['on', 'bad'],
  ['off', 'ok'],
])('where PostgreSQL has track_commit_timestamp %s, the doctor says: %s', async (value, level) => {
  expect(await examineMoments(serverWith(value))).toMatchObject({ level, about: 'commit timestamps' });
});
