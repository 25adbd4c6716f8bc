import { expect, test } from 'vitest';
import { openStandIn } from './open-stand-in.ts';

const command = (name: string, description = 'a') => ({ commands: [{ command: name, description }] });

test('commands are kept for each language and scope apart', async () => {
  const { call } = await openStandIn();
  const scope = { type: 'all_private_chats' };
  await call('setMyCommands', { ...command('help', 'for all') });
  await call('setMyCommands', { ...command('help', 'albanian'), language_code: 'sq', scope });
  expect((await call('getMyCommands')).result).toEqual([{ command: 'help', description: 'for all' }]);
  expect((await call('getMyCommands', { language_code: 'sq', scope })).result[0].description).toBe('albanian');
  expect((await call('getMyCommands', { language_code: 'sq' })).result).toEqual([]);
});

test.each([
  ['a name with capitals', command('Help')],
  ['a name over 32', command('a'.repeat(33))],
  ['no description', command('help', '')],
  ['a description over 256', command('help', 'a'.repeat(257))],
  ['over 100 commands', { commands: Array(101).fill({ command: 'a', description: 'a' }) }],
  ['a language that is no two letters', { ...command('help'), language_code: 'sr-Latn' }],
])('commands with %s are refused', async (_what, params) => {
  const { call } = await openStandIn();
  expect(await call('setMyCommands', params)).toMatchObject({ ok: false, error_code: 400 });
});

test('name, description and short description end at 64, 512 and 120 characters', async () => {
  const { call } = await openStandIn();
  for (const [method, what, most] of [
    ['setMyName', 'name', 64],
    ['setMyDescription', 'description', 512],
    ['setMyShortDescription', 'short_description', 120],
  ] as const) {
    expect((await call(method, { [what]: 'a'.repeat(most) })).result).toBe(true);
    expect((await call(method, { [what]: 'a'.repeat(most + 1) })).error_code).toBe(400);
  }
});
