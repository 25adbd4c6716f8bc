import { afterAll, beforeAll, expect, test } from 'vitest';
import { texts } from '../../bots/telegram/bot-world.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';

let line: TestLine;
/** As it was told, in groups of four. */
let receipt: string;

beforeAll(async () => {
  line = await openTestLine();
  const sender = makeResident(line);
  await sender.agree();
  await sender.sendFeedback('pa emër', { anonymous: true });
  const said = sender.said().flatMap(({ lines }) => lines);
  const told = said.find(({ key }) => key === 'feedback:sent_anonymous.receipt')?.values?.receipt;
  receipt = (told as { code: string }).code;
});
afterAll(() => line.close());

const CARD = '4929 1234 5678 9012';

async function somebody() {
  const person = makeResident(line);
  await person.agree();
  return person;
}

test.each([
  ['as it stands', (number: string) => number],
  ['with other dashes', (number: string) => number.replaceAll(' ', '‑')],
  ['with invisible characters', (number: string) => `\u202a${number.replaceAll(' ', '\u200b')}\u202c`],
  [
    'in our own message',
    (number: string) =>
      `${texts.say('sq', 'feedback:sent_anonymous.receipt', { receipt: number })}\n${texts.say('sq', 'feedback:sent_anonymous.keep_it')}`,
  ],
  [
    'in a message with the time it was sent',
    (number: string) => `Community Line, [28.11.2026 15:03]\nNumri juaj sekret: ${number}`,
  ],
])('whoever is asked for the receipt may write it %s', async (_, written) => {
  const person = await somebody();
  await person.tap('m:receipt');
  await person.write(written(receipt));
  expect(person.keys()).toContain('receipt:found');
});

test('written beside its door it opens it, at rest and in any form, and never becomes words of a draft', async () => {
  const person = await somebody();
  await person.write(receipt);
  expect(person.keys()).toContain('receipt:found');
  expect(person.keys()).not.toContain('receipt:rest_not_kept');
  await person.command('menu');
  await person.write('ujë');
  await person.write(`Numri im është ${receipt.replaceAll(' ', '-')}, a ka përgjigje?`);
  expect(person.keys()).toEqual(expect.arrayContaining(['receipt:rest_not_kept', 'receipt:found']));
  await person.command('feedback');
  await person.press('type:complaint');
  await person.write(receipt);
  expect(person.keys()).toContain('receipt:found');
});

test('the number of a card stays words, and counts as no wrong receipt', async () => {
  const person = await somebody();
  for (let time = 0; time < 7; time += 1) {
    await person.write(`Kartela ${CARD} nuk punon`);
    expect(person.keys()).not.toContain('errors:receipt_unknown');
    expect(person.keys()).toContain(time === 0 ? 'freetext:ask' : 'forms:added_count');
  }
  await person.command('menu');
  await person.tap('m:receipt');
  await person.write(receipt);
  expect(person.keys()).toContain('receipt:found');
});

test('after twenty in an hour what is written elsewhere is words, and the door itself still opens', async () => {
  const person = await somebody();
  for (let time = 0; time < 20; time += 1) await person.write(CARD.replace('4929', String(1000 + time)));
  await person.write(receipt);
  expect(person.keys()).not.toContain('receipt:found');
  await person.command('menu');
  await person.tap('m:receipt');
  await person.write(receipt);
  expect(person.keys()).toContain('receipt:found');
});
