import { expect, test } from 'vitest';
import { queue } from '../../../src/bots/slack/items/lists.ts';

test.each(['sometimes', 'constructor', '__proto__'])(
  'a word that names no list (%s) is answered with what can be written',
  async (rest) => {
    const said: unknown[] = [];
    const slack = { chat: { postMessage: async (message: unknown) => said.push(message) } };
    const bot = { slack, surfaces: { help: () => 'what can be written' } };
    await queue({ bot, member: null, aside: { userId: 'U1' }, rest } as never);
    expect(said).toEqual([{ channel: 'U1', text: 'what can be written' }]);
  },
);
