import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rememberStandings } from '../../../src/core/dialogue/remembered.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import { settingsReader } from '../../../src/core/settings/load-settings.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';

let line: TestLine;
beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

/** Somebody in the middle of a message, whose process remembers where they stand. */
async function inTheMiddle() {
  const settings = settingsReader(line.database, line.now);
  const resident = makeResident({ ...line, settings }, undefined, { worker: false });
  await resident.agree();
  await resident.write('një');
  await resident.write('dy');
  return resident;
}
const counted = (resident: ReturnType<typeof makeResident>) =>
  JSON.stringify(resident.said()).match(/added_count","values":\{"count":(\d+)/)?.[1];
const row = async (chatId: string) => {
  const hash = line.keyring.lookupHash('chat', chatId);
  const [found] = (await line.database.read.execute(
    sql`select id, sealed_dialogue from residents where chat_hash = ${hash}`,
  )) as unknown as { id: string; sealed_dialogue: Buffer }[];
  return found;
};

test('the next step of who is in the middle of something is one round trip', async () => {
  const resident = await inTheMiddle();
  const before = line.database.roundTrips();
  await resident.write('tre');
  expect(line.database.roundTrips() - before).toBe(1);
  expect(counted(resident)).toBe('3');
});

test('a step that another process took in between is not lost', async () => {
  const resident = await inTheMiddle();
  const elsewhere = makeResident(line, resident.chatId);
  await elsewhere.write('tre');
  await resident.write('katër');
  expect(counted(resident)).toBe('4');
  await elsewhere.write('pesë');
  expect(counted(elsewhere)).toBe('5');
});

test('a language that another process changed is spoken at once', async () => {
  const resident = await inTheMiddle();
  const elsewhere = makeResident(line, resident.chatId);
  await elsewhere.command('language');
  await elsewhere.press('language:sr-Latn');
  const result = await resident.write('tri');
  expect(result.language).toBe('sr-Latn');
});

test('an update delivered again says the same again and adds nothing', async () => {
  const resident = await inTheMiddle();
  const first = await resident.write('tre');
  const again = await resident.act(
    { kind: 'message', message: { kind: 'text', text: 'tre', handle: '77' } },
    first.updateId,
  );
  expect(again.say).toEqual(JSON.parse(JSON.stringify(first.say)));
  await resident.write('katër');
  expect(counted(resident)).toBe('4');
});

test('whoever is marked as having blocked the line, by no turn of theirs, is not stepped from memory', async () => {
  const resident = await inTheMiddle();
  const { id } = (await row(resident.chatId)) ?? {};
  await line.database.read.execute(sql`update residents set blocked_at = now() where id = ${id}`);
  const result = await resident.write('tre');
  expect(result.plain).toBeUndefined();
  expect(counted(resident)).toBe('3');
});

test('nothing of who was forgotten comes back from memory', async () => {
  const resident = await inTheMiddle();
  const { id } = (await row(resident.chatId)) ?? {};
  await line.database.transaction((tx) => forgetResident(tx, line, id as string, 'system'));
  await resident.write('tre');
  expect(resident.keys()).toContain('consent:pick_language');
  expect(await row(resident.chatId)).toMatchObject({ sealed_dialogue: null });
});

test('what is remembered is let go of after a minute, after a turn that is not plain, and beyond a number', () => {
  let now = new Date('2026-11-01T10:00:00Z');
  const standings = rememberStandings(() => now);
  const one = { kept: {} } as never;
  standings.keep('a', one);
  expect(standings.take('a')).not.toBeNull();
  expect(standings.take('a')).toBeNull();
  standings.keep('a', one);
  now = new Date(now.getTime() + 60_001);
  expect(standings.take('a')).toBeNull();
  for (let chat = 0; chat < 3000; chat += 1) standings.keep(String(chat), one);
  expect(standings.take('0')).toBeNull();
  expect(standings.take('2999')).not.toBeNull();
  now = new Date(now.getTime() + 60_001);
  standings.sweep();
  expect(standings.size()).toBe(0);
});
