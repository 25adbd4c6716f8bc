import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from '../support/line-process.ts';

/** Nothing configured: the line brings its own stand-ins, staff and items. */
const NOTHING = {
  TELEGRAM_BOT_TOKEN: '',
  TELEGRAM_API_ROOT: '',
  SLACK_BOT_TOKEN: '',
  SLACK_APP_TOKEN: '',
  SLACK_API_URL: '',
  SLACK_CHANNEL: '',
  SLACK_SENSITIVE_CHANNEL: '',
  SLACK_LEADS_CHANNEL: '',
};

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld(NOTHING);
  await world.start();
});
afterAll(() => world.close());

test('with nothing configured a person can send feedback, claim and answer it as staff, and read the answer, all by typing', async () => {
  const first = await world.typeInto(
    ['/feedback', '5', '2', '1', '5', 'invented words', '1', '1', ':quit'],
    'chat',
    '--lang',
    'sr-Latn',
  );
  expect(first).toMatchObject({ code: 0, err: '' });
  const reference = /F-[0-9A-Z]{6}/.exec(first.out)?.[0] ?? '';
  expect(reference).not.toBe('');
  const staff = await world.typeInto(
    [
      ':staff cards',
      `:staff claim ${reference}`,
      `:staff reply ${reference} Ovo je izmišljen odgovor`,
      `:staff line show ${reference}`,
      ':quit',
    ],
    'chat',
  );
  expect(staff.out).toContain(reference);
  expect(staff.out).toContain('Ovo je izmišljen odgovor');
  expect(staff.out).not.toContain('! ');
});

test('the samples are there once, however often the line starts', async () => {
  const seeded = await world.command('seed');
  expect(seeded.out).toContain('Sample items added: 0.');
});
