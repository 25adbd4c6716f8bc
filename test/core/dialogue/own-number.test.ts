import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { rows } from '../../support/rows.ts';

let line: TestLine;
beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

test('the number of an item of theirs shows it, however it is pasted; of another it is words', async () => {
  const person = makeResident(line);
  await person.agree();
  await person.sendFeedback('ujë');
  const [item] = await rows(line, 'select reference from items order by received_at desc limit 1');
  const reference = String(item?.reference);
  const asItIs = async (typed: string, by = person) => {
    await by.command('menu');
    await by.write(typed);
    return by.keys();
  };
  for (const typed of [
    reference,
    ` *${reference.toLowerCase()}*`,
    `<${reference.replace('-', '‑')}>`,
    `\u200b${reference}.`,
  ])
    expect(await asItIs(typed)).not.toContain('freetext:ask');
  expect(await asItIs(`a ka lajme për ${reference}?`)).toContain('freetext:ask');
  const other = makeResident(line);
  await other.agree();
  expect(await asItIs(reference, other)).toContain('freetext:ask');
});
