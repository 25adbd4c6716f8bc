import { describe, expect, test } from 'vitest';
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

describe('commands of one chat', () => {
  const scope = (chatId: number) => ({ type: 'chat', chat_id: chatId });

  test('are kept for it alone, and go', async () => {
    const { call, resident } = await openStandIn();
    const chatId = await resident();
    expect((await call('setMyCommands', { ...command('help', 'hers'), scope: scope(chatId) })).result).toBe(true);
    expect((await call('getMyCommands', { scope: scope(chatId) })).result).toEqual([
      { command: 'help', description: 'hers' },
    ]);
    expect((await call('getMyCommands')).result).toEqual([]);
    for (const _again of [1, 2]) expect((await call('deleteMyCommands', { scope: scope(chatId) })).result).toBe(true);
    expect((await call('getMyCommands', { scope: scope(chatId) })).result).toEqual([]);
  });

  test.each(['setMyCommands', 'getMyCommands', 'deleteMyCommands'])(
    '%s is refused where nobody ever wrote, and for a scope that is none',
    async (method) => {
      const { call } = await openStandIn();
      const given = command('help', 'a');
      expect(await call(method, { ...given, scope: scope(77) })).toMatchObject({ ok: false, error_code: 400 });
      expect(await call(method, { ...given, scope: { type: 'everybody' } })).toMatchObject({
        ok: false,
        error_code: 400,
      });
      expect(await call(method, { ...given, language_code: 'sq-XK' })).toMatchObject({ ok: false, error_code: 400 });
    },
  );
});

test('what the bot says of itself is read back by language, and is empty where nothing was said', async () => {
  const { call } = await openStandIn();
  await call('setMyName', { name: 'Linja', language_code: 'sq' });
  expect((await call('getMyName', { language_code: 'sq' })).result).toEqual({ name: 'Linja' });
  expect((await call('getMyName')).result).toEqual({ name: '' });
  expect((await call('getMyDescription')).result).toEqual({ description: '' });
  expect((await call('getMyShortDescription', { language_code: 'sq' })).result).toEqual({ short_description: '' });
});
