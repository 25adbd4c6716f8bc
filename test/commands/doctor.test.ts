import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHANNELS, openWorld, STAFF, type TestWorld } from '../support/line-process.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
  await world.start();
});
afterAll(() => world.close());

test('beside a healthy line the doctor finds nothing to mend', async () => {
  const { code, out, err } = await world.command('doctor');
  expect(out).not.toContain('BAD');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const about of [
    'database',
    'queue',
    'outbox',
    'clock',
    'commit timestamps',
    'disk',
    'telegram',
    'webhook',
    'slack scopes',
    'SLACK_CHANNEL',
    'rota',
    'search',
  ])
    expect(out).toContain(about);
});

test('the doctor says that nobody holds protection, and when nobody is on duty', async () => {
  const before = await world.command('doctor');
  expect(before.out).toMatch(/^warn protection: nobody holds the role/m);
  expect(before.out).toMatch(/^warn rota: is empty/m);
  const added = await world.command(
    ...['staff', 'add', STAFF.protection, '--name', 'Sample', '--agency', 'OHCHR', '--role', 'protection'],
  );
  expect(added.code).toBe(0);
  expect(added.out).toContain('What Slack calls them is not asked here');
  const { code, out } = await world.command('doctor');
  expect(out).toMatch(/^ok {3}protection: held by 1$/m);
  expect(code).toBe(0);
});

test('an archived channel and a refused token are each one line that says what to do, and no value is shown', async () => {
  world.slack.control.setArchived(CHANNELS.main, true);
  world.telegram.control.fault({ kind: '403', method: 'getMe' });
  const { code, out, err } = await world.command('doctor');
  world.slack.control.setArchived(CHANNELS.main, false);
  expect(code).toBe(1);
  expect(out).toMatch(/^BAD {2}SLACK_CHANNEL: is archived; choose another channel$/m);
  expect(out).toMatch(/^BAD {2}telegram: TELEGRAM_BOT_TOKEN is refused/m);
  expect(err).toBe('Things to mend: 2.\n');
  for (const secret of [world.env.TELEGRAM_BOT_TOKEN, world.env.SLACK_BOT_TOKEN])
    expect(out + err).not.toContain(secret);
});

test('a public channel for sensitive items is refused', async () => {
  world.slack.control.addChannel({ id: 'C0PUBLIC0001', name: 'public', botIsMember: true });
  const { code, out } = await world.commandWith({ SLACK_SENSITIVE_CHANNEL: 'C0PUBLIC0001' }, 'doctor');
  expect(code).toBe(1);
  expect(out).toContain('sensitive items need a private channel');
});
