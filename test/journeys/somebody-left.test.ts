import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pickUpPhone } from '../support/phone.ts';
import { openServerWorld, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
beforeAll(async () => {
  world = await openServerWorld({ QUEUE_BACKEND: 'postgres' });
});
afterAll(async () => {
  await world.close();
});

async function chats(): Promise<string[]> {
  const sql = postgres(world.database.url, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<{ hash: string }[]>`select encode(chat_hash, 'hex') as hash from residents order by id`;
    return rows.map((row) => row.hash);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

test('when somebody leaves, keys are made anew beside the running line: residents are known to it, and to the one that starts with the new DATA_KEY', async () => {
  const phones = [pickUpPhone(world.telegram.control), pickUpPhone(world.telegram.control)];
  const running = await world.start();
  for (const phone of phones) {
    await phone.agree('sq');
    await phone.sendFeedback('fjalë para rrotullimit');
  }
  const before = await chats();
  const file = join(world.dataDir, 'next-key');
  const next = Buffer.alloc(32, 11).toString('base64');
  await writeFile(file, next);
  expect(await world.command('keys', 'rotate', '--new-data-key-file', file)).toMatchObject({ code: 0, err: '' });
  const after = await chats();
  expect(after.length).toBe(2);
  for (const hash of before) expect(after).not.toContain(hash);
  const [first, second] = phones as [(typeof phones)[0], (typeof phones)[0]];
  await first.sendFeedback('te procesi i vjetër');
  expect((await running.stop()) ?? 0).toBe(0);
  const restarted = await world.start({ DATA_KEY: next });
  await second.sendFeedback('te procesi i ri');
  expect(await chats()).toEqual(after);
  await restarted.stop();
});
