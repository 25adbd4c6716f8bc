import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';

let line: TestLine;
beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

const WORDS = 'Uji nuk vjen';
let handle = 0;

async function somebody() {
  const person = makeResident(line);
  await person.agree();
  const command = (name: string, text = WORDS) =>
    person.act({ kind: 'command', name, words: { kind: 'text', handle: `w${++handle}`, text } });
  const quotes = () => person.said().flatMap(({ quote }) => quote ?? []);
  return { ...person, command, quotes };
}

test('what follows /feedback is the beginning of the message, shown as it was read', async () => {
  const person = await somebody();
  await person.command('feedback');
  expect(person.keys()).toEqual(['forms:first_words', 'feedback:type.ask']);
  expect(person.quotes()).toEqual([WORDS]);
  await person.press('type:complaint');
  await person.press('municipality:zvecan');
  await person.press('settlement:!skip');
  await person.press('sector:public_services');
  expect(person.keys()).toContain('forms:added_count');
  await person.write('prej dje');
  await person.press('messages:!done');
  expect(person.quotes()).toEqual([`${WORDS}\n\nprej dje`]);
});

test.each(['menu', 'help', 'trainings', 'grants', 'my', 'privacy'])(
  'what follows /%s is offered like other words, under what the command says',
  async (name) => {
    const person = await somebody();
    await person.command(name);
    expect(person.keys().length).toBeGreaterThan(1);
    expect(person.keys()).toContain('freetext:ask');
    await person.press('what:send');
    await person.press('how:now');
    expect(person.keys()).toContain('feedback:sent.title');
  },
);

test.each(['language', 'forget'])(
  'what follows /%s is put aside and asked about, and answers nothing',
  async (name) => {
    const person = await somebody();
    await person.command(name, 'po');
    expect(person.keys()).toContain('forms:aside.ask');
    expect(person.quotes()).toEqual(['po']);
    await person.press('!keep');
    expect(person.keys()).not.toContain('forget:done');
  },
);

test('within a form the words of another command begin its message, and those of an unknown one are words', async () => {
  const person = await somebody();
  await person.write('ujë');
  await person.command('feedback');
  expect(person.quotes()).toEqual([WORDS]);
  await person.press('type:question');
  await person.write('/uji nuk vjen');
  expect(person.quotes()).toEqual(['/uji nuk vjen']);
});

test('/cancel with words behind it leaves no form and loses no word', async () => {
  const person = await somebody();
  await person.command('cancel');
  expect(person.keys()).toEqual(expect.arrayContaining(['forms:nothing_to_cancel', 'freetext:ask']));
  await person.command('cancel', 'më shumë');
  expect(person.quotes()).toContain('më shumë');
});

test('before somebody agreed nothing of it is kept, and they are told so', async () => {
  const person = makeResident(line);
  await person.command('start');
  await person.press('language:sq');
  await person.act({ kind: 'command', name: 'feedback', words: { kind: 'text', handle: 'e1', text: WORDS } });
  expect(person.keys()).toContain('consent:needed');
  expect(JSON.stringify(person.said())).not.toContain(WORDS);
});
