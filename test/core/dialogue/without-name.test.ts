import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';

let line: TestLine;
beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

test('who speaks into what they add by a receipt is told that a voice may tell who they are', async () => {
  const person = makeResident(line);
  await person.agree();
  await person.sendFeedback('një ankesë', { anonymous: true });
  const receipt = JSON.stringify(person.said())
    .match(/"receipt":\{"code":"([\d ]+)"/)?.[1]
    ?.replaceAll(' ', '');
  expect(receipt).toMatch(/^\d{16}$/);
  await person.tap(`r:add:${receipt}`);
  await person.speak();
  expect(person.keys()).toContain('telling-files:voice_without_name');
});
