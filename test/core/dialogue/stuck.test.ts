import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IncomingMessage } from '../../../src/core/domain/message-body.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';

let line: TestLine;
beforeAll(async () => {
  line = await openTestLine();
});
afterAll(() => line.close());

/** What no channel's reader lets through, and an earlier version may have kept. */
const BAD = {
  'a text that is none': { kind: 'text', handle: '900', text: 5 },
  'a file without an id': { kind: 'photo', handle: '900', file: {} },
  'a place nowhere': { kind: 'location', handle: '900', place: { latitude: 'x' } },
  'a kind that is unknown': { kind: 'hologram', handle: '900' },
};

test.each(Object.entries(BAD))(
  'a form that holds %s can never be sent: it is left with a sentence, and the other words in it are offered and sent',
  async (_what, bad) => {
    const resident = makeResident(line);
    await resident.agree('sq');
    await resident.write('Nuk ka ujë në lagje');
    await resident.act({ kind: 'message', message: bad as unknown as IncomingMessage });
    const acts = [() => resident.press('what:send'), () => resident.press('how:now')];
    // Where it is noticed depends on what is wrong with it: when it comes, or when the form is to be sent.
    while (!resident.keys().includes('errors:unknown')) await acts.shift()?.();
    expect(JSON.stringify(resident.said())).toContain('{"key":"forms:added_count","values":{"count":1}}');
    await resident.press('what:send');
    expect(resident.keys().some((key) => key.startsWith('feedback:sent'))).toBe(true);
  },
);

test('what may work later is not given up: it is delivered again', async () => {
  const resident = makeResident(line);
  await resident.agree('sq');
  const away = Object.assign(new Error('invented'), { code: 'ECONNREFUSED' });
  const shaky = makeResident(
    {
      ...line,
      settings: async () => {
        throw away;
      },
    },
    resident.chatId,
  );
  await expect(shaky.write('x')).rejects.toBe(away);
});
