import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pickUpPhone } from '../support/phone.ts';
import { copyDatabase } from '../support/postgres.ts';
import { openServerWorld, type ServerWorld } from '../support/server-world.ts';

let world: ServerWorld;
beforeAll(async () => {
  world = await openServerWorld({ QUEUE_BACKEND: 'postgres' });
});
afterAll(async () => {
  await world.close();
});

async function ask(url: string, statement: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return Number((await sql.unsafe(statement))[0]?.n);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

test('a resident who was told that everything is erased stays erased, though the line is killed at once and the database of before restored', async () => {
  const phone = pickUpPhone(world.telegram.control);
  let line = await world.start();
  await phone.agree('sq');
  await phone.sendFeedback('fjalë për t’u harruar');
  const words = 'select count(*) as n from messages where sealed_body is not null';
  expect(await ask(world.database.url, words)).toBe(1);
  await line.stop();
  const backup = await copyDatabase(world.database.url);
  try {
    expect(await ask(backup.url, words)).toBe(1);
    line = await world.start();
    phone.control.sendText(phone.chatId, '/forget');
    await phone.press(':sure:yes');
    await phone.press(':really:yes');
    await phone.waitForText('U fshi gjithçka');
    await line.kill();
    const restored = await world.start({ DATABASE_URL: backup.url });
    expect(await ask(backup.url, words)).toBe(0);
    // Telegram may deliver the last tap again: to the line of before it comes from a stranger, of whom a hash is kept for a day.
    expect(await ask(backup.url, 'select count(*) as n from residents where consented_at is not null')).toBe(0);
    expect(await ask(backup.url, 'select count(*) as n from person_keys')).toBe(0);
    await restored.stop();
  } finally {
    await backup.drop();
  }
});
