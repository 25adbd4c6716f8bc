import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pickUpPhone } from '../../support/phone.ts';
import { type SandboxHere, startSandboxHere } from '../../support/sandbox-here.ts';
import { until } from '../../support/until.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'community-line-kept-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const start = () => startSandboxHere(dataDir);

test('started again, the sandbox goes on where it was: chats, cards, buttons, clock, and what the bot had not fetched', async () => {
  let here = await start();
  const phone = pickUpPhone(here.telegram, { chatId: 7_100_000_001 });
  await phone.agree('sq');
  const reference = await phone.sendFeedback('invented words that stay');
  await until(() => cardOf(here, reference) !== undefined);
  here.sandbox.moveAhead(3_600_000);
  // The last moment: said, and fetched by nobody, since the poll that was open is over.
  here.telegram.fault({ kind: 'reset', method: 'getUpdates', times: 1_000_000 });
  here.telegram.sendText(phone.chatId, '/help');
  await until(() => here.telegram.pendingUpdates() > 0 || phone.texts().length > 0);
  here.telegram.sendText(phone.chatId, '/my');
  await until(() => here.telegram.pendingUpdates() > 0);
  await here.line.stop();

  here = await start();
  expect(here.sandbox.aheadMs()).toBe(3_600_000);
  expect(here.telegram.transcript(phone.chatId).some((one) => one.text === 'invented words that stay')).toBe(true);
  expect(cardOf(here, reference)).toBeDefined();
  await until(() => here.telegram.pendingUpdates() === 0);
  await here.telegram.waitFor(phone.chatId, (messages) =>
    messages
      .slice(messages.findIndex((one) => one.text === '/my'))
      .find((one) => one.from === 'bot' && /"i:[a-z]+:/.test(JSON.stringify(one))),
  );
  const card = cardOf(here, reference);
  await here.slack.click('U0SAMPLELEAD', 'C0LINEITEMS', card?.ts ?? '', 'claim');
  await until(() => JSON.stringify(cardOf(here, reference)?.blocks).includes('Arta Sample'));
  await here.line.stop();
});

test('what is kept is for the owner of the folder alone, and a half-written file is as none', async () => {
  const folder = join(dataDir, 'sandbox');
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  const whole = await readFile(join(folder, 'telegram.bin'));
  await writeFile(join(folder, 'telegram.bin'), whole.subarray(0, whole.length / 2));
  const here = await start();
  expect(here.telegram.chats().length).toBe(4);
  await here.line.stop();
});

function cardOf({ slack }: SandboxHere, reference: string) {
  return slack.messages('C0LINEITEMS').find((one) => one.metadata?.event_payload.reference === reference);
}
