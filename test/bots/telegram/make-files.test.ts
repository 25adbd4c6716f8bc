import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Say } from '../../../src/core/domain/say.ts';
import { sayToResident } from '../../../src/core/residents/say-to-resident.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { row } from '../../support/rows.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, shown, texts } from './bot-world.ts';

let world: BotWorld;
let make: () => Promise<Uint8Array | null>;
beforeAll(async () => {
  world = await openBotWorld({ makeFile: () => make() });
  world.bot.start();
});
afterAll(() => world.close());
beforeEach(() => {
  make = async () => Buffer.from('an invented file');
});

const MISSING = texts.say('sq', 'afterwards:file_missing');

/** Somebody to whom a certificate is owed, with a word before it. */
async function owed() {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  await until(() => world.control.pendingUpdates() === 0);
  const hash = world.line.keyring.lookupHash('chat', String(phone.chatId)).toString('hex');
  const found = await row(world.line, `select id, key_id from residents where chat_hash = '\\x${hash}'`);
  const residentId = String(found.id);
  const key = await world.line.keyring.key(world.line.database.read, String(found.key_id));
  if (!key) throw new Error('no key');
  const say: Say[] = [
    { lines: [{ key: 'afterwards:done' }] },
    {
      lines: [{ key: 'afterwards:certificate_code', values: { code: 'C-TEST01' } }],
      file: { name: 'C-TEST01.pdf', make: { kind: 'certificate', registrationId: randomUUID() } },
    },
  ];
  await world.line.database.transaction((tx) =>
    sayToResident(tx, world.line, { residentId, key, kind: 'notice', say }),
  );
  const said = () => shown(world.control, phone.chatId).join('\n');
  const times = (words: string) => said().split(words).length - 1;
  return { residentId, chatId: phone.chatId, said, times };
}
const files = (chatId: number) => JSON.stringify(world.control.transcript(chatId)).split('C-TEST01.pdf').length - 1;

test('a file is made when it is sent, with the words under it', async () => {
  const { residentId, chatId, times } = await owed();
  expect(await world.bot.deliver({ residentId }, 1)).toEqual({ kind: 'done' });
  expect(files(chatId)).toBe(1);
  expect(times('C-TEST01')).toBeGreaterThan(0);
  expect(times(MISSING)).toBe(0);
});

test('while a file is made the chat shows that one is on its way, and Telegram being away from that keeps nothing back', async () => {
  const { residentId, chatId } = await owed();
  const typing: number[] = [];
  const end = world.control.onTyping((chat) => typing.push(chat));
  make = async () => {
    expect(typing).toEqual([chatId]);
    return Buffer.from('an invented file');
  };
  expect(await world.bot.deliver({ residentId }, 1)).toEqual({ kind: 'done' });
  end();
  const other = await owed();
  make = async () => Buffer.from('an invented file');
  world.control.fault({ kind: '500', method: 'sendChatAction' });
  expect(await world.bot.deliver({ residentId: other.residentId }, 1)).toEqual({ kind: 'done' });
  expect([files(chatId), files(other.chatId)]).toEqual([1, 1]);
});

test('a file that cannot be made is tried again before any word of it is said, and said once when it can', async () => {
  const { residentId, chatId, times } = await owed();
  const works = make;
  make = async () => {
    throw new Error('invented failure');
  };
  expect(await world.bot.deliver({ residentId }, 1)).toEqual({ kind: 'retry', reason: 'no_file' });
  expect(times('C-TEST01')).toBe(0);
  make = works;
  expect(await world.bot.deliver({ residentId }, 2)).toEqual({ kind: 'done' });
  expect(files(chatId)).toBe(1);
});

test('a file that can never be made keeps nobody from the words, and they are told', async () => {
  const { residentId, chatId, times } = await owed();
  make = async () => {
    throw new Error('invented failure');
  };
  expect(await world.bot.deliver({ residentId }, 4)).toEqual({ kind: 'done' });
  expect(files(chatId)).toBe(0);
  expect(times('C-TEST01')).toBe(1);
  expect(times(MISSING)).toBe(1);
});

test('where nothing is left to make it of, the words go at once without it', async () => {
  const { residentId, chatId, times } = await owed();
  make = async () => null;
  expect(await world.bot.deliver({ residentId }, 1)).toEqual({ kind: 'done' });
  expect(files(chatId)).toBe(0);
  expect(times(MISSING)).toBe(1);
});
