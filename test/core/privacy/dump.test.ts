import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/core/domain/codes.ts';
import { answerReferral } from '../../../src/core/items/answer-referral.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { noteOnItem } from '../../../src/core/items/note-on-item.ts';
import { referItem } from '../../../src/core/items/refer-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { findItems } from '../../../src/core/items/search/find-items.ts';
import { dump } from '../../support/dump.ts';
import { enterSample } from '../../support/items.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let database: TestDatabase;
let line: TestLine;
beforeAll(async () => {
  database = await createTestDatabase();
  line = await makeTestLine({ url: database.url });
});
afterAll(async () => {
  await line.close();
  await database.drop();
});

const WORDS = {
  sq: 'kungulleshkashqip',
  'sr-Latn': 'tikvicaćošak',
  'sr-Cyrl': 'бундеваџак',
  rom: 'dudumčhavorro',
} as const;
const SAID_BY_STAFF = [
  'staffanswerzq',
  'staffnotezq',
  'staffclosezq',
  'staffremarkzq',
  'staffreturnzq',
  'staffenteredzq',
];

test('a full dump holds no word that anybody wrote, no chat id and no Telegram file, in any language', async () => {
  const staff = await makeStaff(line, ['triage', 'protection', 'lead'], 'WHO');
  const chats: string[] = [];
  for (const language of LANGUAGES) {
    const resident = makeResident(line);
    chats.push(resident.chatId);
    await resident.agree(language);
    const word = WORDS[language];
    await resident.sendFeedback(`${word} një`, { type: 'sensitive_report' });
    await resident.sendFeedback(`${word} dy`, { anonymous: true });
    await resident.sendFeedback(`${word} tri`);
    const { id, reference } = await lastItem(line);
    await resident.act({ kind: 'button', data: `i:add:${id}` });
    const message = { kind: 'text' as const, text: `${word} shtesë`, handle: '4242' };
    await resident.act({ kind: 'message', message });
    await resident.act({
      kind: 'message',
      message: {
        kind: 'voice',
        handle: '4243',
        text: word,
        file: { id: 'telegramfilezq', uniqueId: 'uniquefilezq' },
      },
    });
    await resident.press('messages:!done');
    await resident.act({ kind: 'edited', message: { ...message, text: `${word} ndryshuar` } });
    await noteOnItem(line, staff, reference, { text: 'staffnotezq' });
    await referItem(line, staff, reference, { toAgency: 'UNICEF', remark: 'staffremarkzq' });
    await answerReferral(line, staff, reference, { accept: false, reason: 'staffreturnzq' });
    await replyToItem(line, staff, reference, { text: 'staffanswerzq', changeKey: randomUUID() });
    const closing = { reason: 'answered' as const, whatWasDone: 'staffclosezq', changeKey: randomUUID() };
    expect((await closeItem(line, staff, reference, closing)).ok).toBe(true);
    // Left in the middle: words in a form that was never sent, and a settlement.
    await resident.command('feedback');
    await resident.press('type:question');
    await resident.press('municipality:zvecan');
    await resident.write(`${word} fshat`);
    const found = await findItems(line, staff, word, 10);
    expect(found.ok && found.value.map((entry) => entry.reference)).toEqual([reference]);
  }
  await enterSample(line, staff, { type: 'question', text: 'staffenteredzq' });
  const everything = (await dump(line)).toLowerCase();
  expect(everything).toContain('item_submitted');
  for (const word of [...Object.values(WORDS), ...SAID_BY_STAFF, ...chats, 'telegramfilezq', 'uniquefilezq'])
    expect(everything.includes(word.toLowerCase()), `the dump holds ${word}`).toBe(false);
  const logged = JSON.stringify(line.logged).toLowerCase();
  for (const word of [...Object.values(WORDS), ...chats]) expect(logged).not.toContain(word);
});

test('no instant that is kept ties an anonymous item to the person who sent it', async () => {
  let clock = new Date('2026-05-04T08:00:00Z');
  const timed = await makeTestLine({ url: database.url, now: () => clock });
  const resident = makeResident(timed);
  await resident.agree();
  clock = new Date('2026-05-06T13:24:35Z');
  await resident.sendFeedback('pa emër', { anonymous: true });
  const sentAt = "anonymous and received_at = '2026-05-06T13:00:00Z'";
  expect(await count(line, `items where ${sentAt}`)).toBe(1);
  const hash = line.keyring.lookupHash('chat', resident.chatId).toString('hex');
  const { whole } = await row(
    line,
    `select r::text || (select string_agg(u::text, '') from telegram_updates u) as whole from residents r where r.chat_hash = '\\x${hash}'`,
  );
  expect(whole).toContain('2026-05-06 00:00:00');
  expect(whole).not.toContain('13:24');
  const residentId = `(select id from residents where chat_hash = '\\x${hash}')`;
  expect(await count(line, `deliveries where resident_id = ${residentId}`)).toBe(0);
  await timed.close();
});

test('the dump would show a word that was kept in the clear, as text and as bytes', async () => {
  await rows(line, 'create table if not exists leak (words text, bytes bytea)');
  await rows(line, "insert into leak values ('kept openly', convert_to('ћошак', 'UTF8'))");
  const everything = await dump(line);
  expect(everything).toContain('kept openly');
  expect(everything).toContain('ћошак');
});
