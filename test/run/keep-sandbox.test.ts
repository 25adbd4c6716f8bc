import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type RunningLine, startLine } from '../../src/main.ts';
import { pickUpPhone } from '../support/phone.ts';
import { until } from '../support/until.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'community-line-kept-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function start(): Promise<RunningLine> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
  if (!config.ok) throw new Error(JSON.stringify(config.bad));
  return startLine(config.config);
}
const telegramOf = (line: RunningLine) => line.services.sandbox?.telegram()?.control ?? never();
const slackOf = (line: RunningLine) => line.services.sandbox?.slack()?.control ?? never();
const never = (): never => {
  throw new Error('both services are emulated here');
};

test('started again, the sandbox goes on where it was: chats, cards, buttons, clock, and what the bot had not fetched', async () => {
  let line = await start();
  const phone = pickUpPhone(telegramOf(line), { chatId: 7_100_000_001 });
  await phone.agree('sq');
  const reference = await phone.sendFeedback('invented words that stay');
  await until(() => cardOf(line, reference) !== undefined);
  line.services.sandbox?.moveAhead(3_600_000);
  // The last moment: said, and fetched by nobody, since the poll that was open is over.
  telegramOf(line).fault({ kind: 'reset', method: 'getUpdates', times: 1_000_000 });
  telegramOf(line).sendText(phone.chatId, '/help');
  await until(() => telegramOf(line).pendingUpdates() > 0 || phone.texts().length > 0);
  telegramOf(line).sendText(phone.chatId, '/my');
  await until(() => telegramOf(line).pendingUpdates() > 0);
  await line.stop();

  line = await start();
  expect(line.services.sandbox?.aheadMs()).toBe(3_600_000);
  expect(
    telegramOf(line)
      .transcript(phone.chatId)
      .some((one) => one.text === 'invented words that stay'),
  ).toBe(true);
  expect(cardOf(line, reference)).toBeDefined();
  await until(() => telegramOf(line).pendingUpdates() === 0);
  await telegramOf(line).waitFor(phone.chatId, (messages) =>
    messages
      .slice(messages.findIndex((one) => one.text === '/my'))
      .find((one) => one.from === 'bot' && JSON.stringify(one).includes(reference)),
  );
  const card = cardOf(line, reference);
  await slackOf(line).click('U0SAMPLELEAD', 'C0LINEITEMS', card?.ts ?? '', 'claim');
  await until(() => JSON.stringify(cardOf(line, reference)?.blocks).includes('Arta Sample'));
  await line.stop();
}, 90_000);

test('what is kept is for the owner of the folder alone, and a half-written file is as none', async () => {
  const folder = join(dataDir, 'sandbox');
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  const whole = await readFile(join(folder, 'telegram.bin'));
  await writeFile(join(folder, 'telegram.bin'), whole.subarray(0, whole.length / 2));
  const line = await start();
  expect(telegramOf(line).chats().length).toBe(4);
  await line.stop();
}, 60_000);

function cardOf(line: RunningLine, reference: string) {
  return slackOf(line)
    .messages('C0LINEITEMS')
    .find((one) => one.metadata?.event_payload.reference === reference);
}
