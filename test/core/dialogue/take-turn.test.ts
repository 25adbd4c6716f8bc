import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingsReader } from '../../../src/core/settings/load-settings.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';

let line: TestLine;
beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

const count = async (from: string): Promise<number> =>
  Number(
    (
      (await line.database.read.execute(sql.raw(`select count(*)::int as n from ${from}`))) as unknown as {
        n: number;
      }[]
    )[0]?.n,
  );

test('a resident agrees, sends feedback and hears its reference', async () => {
  const resident = makeResident(line);
  await resident.agree('sq');
  expect(resident.keys()).toContain('menu:title');
  await resident.sendFeedback('Në lagjen tonë nuk ka ujë');
  expect(resident.keys()).toContain('feedback:sent.reference');
  expect(resident.keys()).toContain('about:gender');
});

test('a plain dialogue step costs at most four round trips', async () => {
  const resident = makeResident({ ...line, settings: settingsReader(line.database, line.now) });
  await resident.agree('sr-Latn');
  await resident.command('feedback');
  const before = line.database.roundTrips();
  await resident.press('type:question');
  expect(line.database.roundTrips() - before).toBeLessThanOrEqual(4);
});

test('updates that come at once are all taken: what lost the race is stepped again from where the other left', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.write('një');
  await Promise.all(['dy', 'tre', 'katër'].map((text) => resident.write(text)));
  await resident.write('pesë');
  expect(JSON.stringify(resident.said())).toContain('{"key":"forms:added_count","values":{"count":5}}');
});

test('an update delivered again makes no second item and says the same again', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.command('feedback');
  const first = await resident.press('type:question');
  const items = await count('items');
  const again = await resident.act({ kind: 'button', data: 'forged' }, first.updateId);
  expect(again.say).toEqual(first.say);
  expect(await count('items')).toBe(items);
});

test('before consent nothing but a hash, the language and the form is kept', async () => {
  const resident = makeResident(line);
  await resident.command('start');
  await resident.press('language:sr-Cyrl');
  await resident.write('тајна реч');
  const hash = line.keyring.lookupHash('chat', resident.chatId);
  const [row] = (await line.database.read.execute(
    sql`select * from residents where chat_hash = ${hash}`,
  )) as unknown as Record<string, unknown>[];
  expect(row).toMatchObject({ key_id: null, sealed_address: null, sealed_dialogue: null, sealed_prompt: null });
  expect(JSON.stringify(row)).not.toContain('тајна');
});

test('an anonymous item keeps no link to the person and opens by its receipt', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('pa emër', { anonymous: true });
  const receipt = resident
    .said()
    .flatMap((say) => say.lines)
    .find((said) => said.key === 'feedback:sent_anonymous.receipt')?.values?.receipt as { code: string };
  expect(receipt.code).toMatch(/^(\d{4} ){3}\d{4}$/);
  const [row] = (await line.database.read.execute(
    sql`select resident_id, anonymous from items order by age(xmin) limit 1`,
  )) as unknown as Record<string, unknown>[];
  expect(row).toEqual({ resident_id: null, anonymous: true });
  await resident.act({ kind: 'button', data: 'm:receipt' });
  await resident.write(receipt.code);
  expect(resident.keys()).toContain('receipt:found');
});

test('free text becomes feedback in two taps', async () => {
  const resident = makeResident(line);
  await resident.agree('rom');
  await resident.write('Lačho dive');
  await resident.press('what:send');
  await resident.press('how:now');
  expect(resident.keys()).toContain('feedback:sent.reference');
});

test('forgetting destroys the key and every word', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('fjalë sekrete');
  await resident.command('forget');
  await resident.press('sure:yes');
  await resident.press('really:yes');
  expect(resident.keys()).toContain('forget:done');
  const hash = line.keyring.lookupHash('chat', resident.chatId);
  expect(await count(`residents where chat_hash = '\\x${hash.toString('hex')}'`)).toBe(0);
});

test('a message in no form before consent asks for consent, and says that nothing was kept', async () => {
  const resident = makeResident(line);
  await resident.write('përshëndetje');
  await resident.press('language:sq');
  expect(resident.keys()).toContain('consent:needed');
});

test('a resident who reads the Romani test version switches to the second language with one tap, in the middle of a form', async () => {
  const resident = makeResident(line);
  await resident.agree('rom');
  await resident.command('feedback');
  const switched = await resident.press('m:switch');
  expect([switched.language, switched.secondLanguage]).toEqual(['sq', 'rom']);
  expect(resident.keys()).toContain('feedback:type.ask');
  expect((await resident.press('m:switch')).language).toBe('rom');
});

test('the quick exit stands under every question of a serious report, and leaves nothing to go on with', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.command('feedback');
  await resident.press('type:sensitive_report');
  const left = await resident.press('m:exit');
  expect(left.clearChat).toBe(true);
  await resident.command('menu');
  expect(resident.keys()).toContain('menu:title');
  expect(JSON.stringify(resident.said())).not.toContain('m:resume');
});
