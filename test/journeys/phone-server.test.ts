import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/sandbox/telegram/state.ts';
import { CHANNELS, type LineProcess, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { openRedisWorld, type RedisWorld } from '../support/server-world.ts';
import { until } from '../support/until.ts';
import { type Desk, shownIn, sitDown } from './staff-desk.ts';

let world: RedisWorld;
let desk: Desk;
let telegram: LineProcess;
const ANSWER = 'Jemi pranë jush dhe ju presim nesër në mëngjes';

beforeAll(async () => {
  world = await openRedisWorld({}, { own: true });
  telegram = await world.startPart('telegram');
  await world.startPart('slack');
  await world.startPart('worker');
  const who = [STAFF.protection, '--name', 'Sample protection', '--agency', 'UNFPA', '--role', 'protection'];
  expect((await world.command('staff', 'add', ...who)).code).toBe(0);
  desk = sitDown(world);
});
afterAll(async () => {
  await world.close();
});

type Phone = ReturnType<typeof pickUpPhone>;
const standing = ({ chatId, control }: Phone): ChatMessage[] =>
  control.transcript(chatId).filter(({ deleted }) => !deleted);
const shownOn = (phone: Phone): string => JSON.stringify(standing(phone));

/** The answer of staff to a report of violence stands on the phone, however it came there. */
async function answeredReport(phone: Phone): Promise<void> {
  await phone.agree('sq');
  const reference = await phone.sendFeedback('më rreh çdo natë', { type: 'sensitive_report' });
  await desk.press(STAFF.protection, reference, 'open', undefined, CHANNELS.sensitive);
  await desk.slack.waitForView(STAFF.protection, (view) => shownIn(view).includes('më rreh'), {
    timeoutMs: PATIENCE_MS,
  });
  await desk.slack.clickInView(STAFF.protection, 'reply');
  await desk.send(STAFF.protection, 'reply', { text: ANSWER });
  await until(() => /Jemi pranë jush|n:open/.test(shownOn(phone)));
  if (shownOn(phone).includes('n:open')) {
    await phone.press('n:open');
    await phone.press('n:show');
  }
  await phone.waitForText(ANSWER);
}

/** Six hundred messages between the bot and other residents: numbers count per bot account. */
async function othersTalk(): Promise<void> {
  for (let person = 0; person < 20; person += 1) {
    const phone = pickUpPhone(world.telegram.control);
    for (let turn = 0; turn < 15; turn += 1) phone.write('/start');
    await until(() => standing(phone).filter(({ from }) => from === 'bot').length >= 15);
  }
}

test('quick exit takes the answer of another process away, after 600 messages to others and a restart', async () => {
  const phone = pickUpPhone(world.telegram.control);
  await answeredReport(phone);
  await othersTalk();
  expect(await telegram.stop()).toBe(0);
  telegram = await world.startPart('telegram');
  phone.write('/menu');
  await phone.press('m:exit');
  await until(() => standing(phone).length === 1);
  expect(shownOn(phone)).not.toContain(ANSWER);
  expect(standing(phone)[0]?.from).toBe('bot');
});

test('a quick exit whose process dies in the middle is carried on by another', async () => {
  const phone = pickUpPhone(world.telegram.control);
  await answeredReport(phone);
  phone.write('/menu');
  await phone.waitForButton('m:exit');
  // Telegram holds the first call of the clearing; the process is killed while it waits.
  world.telegram.control.fault({ kind: 'timeout', method: 'deleteMessages', chatId: phone.chatId });
  const { queryId } = await phone.press('m:exit');
  await until(() => world.telegram.control.answerTo(queryId)?.answered === true);
  await telegram.kill();
  await until(() => !shownOn(phone).includes(ANSWER));
  telegram = await world.startPart('telegram');
  await until(() => standing(phone).length === 1 && standing(phone)[0]?.from === 'bot');
});

test('what was opened is gone after ten minutes by the clock of all processes, whoever showed it', async () => {
  const phone = pickUpPhone(world.telegram.control);
  await answeredReport(phone);
  const sql = postgres(world.database.url, { max: 1, onnotice: () => {} });
  const [owed] = await sql`select payload, run_at from outbox where topic = 'end_reading' order by run_at desc limit 1`;
  await sql.end({ timeout: 5 });
  expect(Object.keys(owed?.payload as object)).toEqual(['residentId']);
  expect(new Date(owed?.run_at as Date).getTime()).toBeLessThanOrEqual(Date.now() + 600_000);
});
