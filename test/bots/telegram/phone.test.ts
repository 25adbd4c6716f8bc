import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import type { ChatMessage } from '../../../src/sandbox/telegram/state.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { count, lastItem, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, texts } from './bot-world.ts';

const HARMLESS = texts.say('sq', 'help:quick_exit.text');
const NOTICE = texts.say('sq', 'discreet:notice.title');
const MINUTE = 60_000;

let world: BotWorld;
let staff: StaffMember;
/** What the test added to the machine's clock. */
let later = 0;
let next = 1;
beforeAll(async () => {
  world = await openBotWorld({ timeoutSeconds: 5, now: () => new Date(Date.now() + later) });
  world.bot.start();
  staff = await makeStaff(world.line, ['triage', 'protection']);
});
afterAll(() => world.close());

type Phone = ReturnType<typeof pickUpPhone>;
const standing = ({ chatId }: Phone): ChatMessage[] =>
  world.control.transcript(chatId).filter(({ deleted }) => !deleted);
const shownOn = (phone: Phone): string => JSON.stringify(standing(phone));
const settled = () => until(() => world.control.pendingUpdates() === 0);
const owed = (topic: string) => count(world.line, `outbox where topic = '${topic}'`);

/** What a worker would do now: everything due by the world's clock. */
async function work(): Promise<void> {
  const due = `from outbox where run_at <= '${world.line.now().toISOString()}'`;
  const found = (await row(world.line, `select coalesce(json_agg(o), '[]'::json) as all from (select * ${due}) o`)).all;
  for (const { id, topic, payload } of found as { id: number; topic: string; payload: Record<string, string> }[]) {
    const done = await carryOut(topic, payload);
    if (done) await row(world.line, `delete from outbox where id = ${id} returning id`);
  }
}

async function carryOut(topic: string, payload: Record<string, string>): Promise<boolean> {
  const { residentId = '', itemId = '' } = payload;
  const jobs: Record<string, () => Promise<{ kind: string }>> = {
    resident: () => world.bot.deliver({ residentId }),
    end_reading: () => world.bot.endLook(residentId),
    take_back_item: () => world.bot.takeBackItem(residentId, itemId),
    chat_menu: () => world.bot.putMenu({ residentId, as: payload.as ?? '' }),
    farewell: () => world.bot.takeBackFarewell(payload),
  };
  const job = jobs[topic];
  return !job || (await job()).kind === 'done';
}

/** Reports something serious; gives the phone and the item. */
async function reported(words = 'më rrahin çdo natë') {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  const reference = await phone.sendFeedback(words, { type: 'sensitive_report' });
  await settled();
  const item = await row(world.line, `select id, resident_id from items where reference = '${reference}'`);
  return { phone, reference, itemId: String(item.id), residentId: String(item.resident_id) };
}

async function answer(reference: string, text: string): Promise<void> {
  const said = await replyToItem(world.line, staff, reference, { text, changeKey: `phone-${next++}` });
  if (!said.ok) throw new Error(said.code);
  await work();
}

async function open(phone: Phone): Promise<void> {
  await phone.press('n:open');
  await phone.press('n:show');
  await phone.waitForButton('n:close');
  await settled();
}

test('once a serious report is sent the chat shows none of its words, and its number goes with a tap', async () => {
  const { phone, reference } = await reported('fjalët e mia të rënda');
  await until(() => !standing(phone).some(({ from, text }) => from === 'bot' && text?.includes('fjalët e mia')));
  expect(shownOn(phone)).not.toContain(texts.say('sq', 'feedback:safe.ask'));
  await phone.press('n:noted');
  await until(() => !shownOn(phone).includes(reference));
  expect(shownOn(phone)).toContain('n:mine');
});

test("one tap takes the resident's own messages of the report away, and no others", async () => {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  phone.write('/help');
  await phone.answered();
  await phone.sendFeedback('e rëndë dhe e gjatë', { type: 'sensitive_report' });
  await phone.press('n:mine');
  await until(() => !shownOn(phone).includes('e rëndë dhe e gjatë'));
  const theirs = standing(phone).filter(({ from }) => from === 'resident');
  expect(theirs.map(({ text }) => text)).toContain('/help');
  expect(theirs.map(({ text }) => text)).not.toContain('/feedback');
  // Whom to call, that nobody is sent, and the way out.
  expect(shownOn(phone)).toContain(texts.say('sq', 'danger:sends_nobody'));
  expect(shownOn(phone)).toMatch(/\b192\b/);
  expect(shownOn(phone)).toContain('m:exit');
  expect(shownOn(phone)).not.toContain('n:mine');
});

test('an answer to a serious report arrives as one neutral notice, is opened by a step, protected, and gone by the button', async () => {
  const { phone, reference } = await reported();
  await answer(reference, 'jemi me ju');
  await answer(reference, 'ejani nesër');
  const notices = standing(phone).filter(({ text }) => text === NOTICE);
  expect(notices).toHaveLength(1);
  expect(shownOn(phone)).not.toContain('jemi me ju');
  expect(notices[0]?.text).not.toContain(reference);
  await phone.press('n:open');
  await phone.waitForText(texts.say('sq', 'discreet:ask.alone'));
  expect(shownOn(phone)).not.toContain('jemi me ju');
  await phone.press('n:show');
  const first = await phone.waitForText('jemi me ju');
  await phone.waitForText('ejani nesër');
  expect(first.protected).toBe(true);
  await phone.press('n:close');
  await until(() => !/jemi me ju|ejani nesër|n:open|n:show|n:later/.test(shownOn(phone)));
});

test('what was opened is gone after ten minutes, the notice with it, and no row names the item', async () => {
  const { phone, reference, residentId } = await reported();
  await answer(reference, 'përgjigje dhjetë minuta');
  await open(phone);
  const { payload } = await row(
    world.line,
    `select payload from outbox where topic = 'end_reading' order by created_at desc, id desc limit 1`,
  );
  expect(Object.keys(payload as object)).toEqual(['residentId']);
  expect(await owed('end_reading')).toBeGreaterThan(0);
  await work();
  expect(shownOn(phone)).toContain('përgjigje dhjetë minuta');
  later += 10 * MINUTE;
  await work();
  expect(shownOn(phone)).not.toMatch(/përgjigje dhjetë minuta|n:open|n:show/);
  expect(
    (await row(world.line, `select state from deliveries where resident_id = '${residentId}' and kind = 'answer'`))
      .state,
  ).toBe('sent');
});

test('a notice that is tapped before it is noted that it arrived opens what it is about, once', async () => {
  const { phone, reference, residentId } = await reported();
  await answer(reference, 'lexuar menjëherë');
  // As it lies at the moment the notice stands in the chat, and the process that sent it has not heard so.
  const theirs = `where resident_id = '${residentId}' and kind = 'answer'`;
  await rows(world.line, `update deliveries set state = 'pending' ${theirs}`);
  await phone.press('n:open');
  await phone.press('n:show');
  await phone.waitForText('lexuar menjëherë');
  await settled();
  expect((await row(world.line, `select state from deliveries ${theirs}`)).state).toBe('sent');
  await work();
  expect(standing(phone).filter(({ text }) => text === NOTICE)).toEqual([]);
});

test('a notice with nothing behind it says so and goes', async () => {
  const { phone, reference } = await reported();
  await answer(reference, 'lexuar dy herë');
  await phone.press('n:open');
  const { messageId, data } = await phone.waitForButton('n:show');
  await phone.press('n:show');
  await phone.waitForText('lexuar dy herë');
  await settled();
  const { queryId } = phone.control.pressButton(phone.chatId, messageId, data, { forged: true });
  await until(() => phone.control.answerTo(queryId)?.answered === true);
  expect(phone.control.answerTo(queryId)?.text).toBe(texts.say('sq', 'discreet:nothing'));
  await until(() => !standing(phone).some((message) => message.messageId === messageId));
  expect(shownOn(phone)).toContain('lexuar dy herë');
});

test('what was noted only a minute after it was opened is gone too, a little later', async () => {
  const { phone, reference } = await reported();
  await answer(reference, 'përgjigje e shënuar vonë');
  await phone.press('n:open');
  await phone.press('n:show');
  await phone.waitForText('përgjigje e shënuar vonë');
  later += MINUTE;
  await phone.waitForButton('n:close');
  await settled();
  // The end that was owed comes due before the ten minutes of what was noted late are over.
  later += 9 * MINUTE;
  await work();
  later += 2 * MINUTE;
  await work();
  expect(shownOn(phone)).not.toMatch(/përgjigje e shënuar vonë|n:open|n:show|n:close/);
});

test('after reading it can be read again from /my, by the same step; the row says date and state alone', async () => {
  const { phone, reference, itemId } = await reported('fjalë për /my');
  await phone.press('n:noted');
  await answer(reference, 'përgjigje për /my');
  await open(phone);
  await phone.press('n:close');
  await until(() => !shownOn(phone).includes('përgjigje për /my'));
  phone.write('/my');
  const list = await phone.waitForButton(`i:show:${itemId}`);
  const message = standing(phone).find(({ messageId }) => messageId === list.messageId);
  expect(JSON.stringify(message)).not.toContain(reference);
  expect(JSON.stringify(message)).not.toContain(texts.say('sq', 'codes:feedback_type.sensitive_report'));
  world.control.pressButton(phone.chatId, list.messageId, list.data);
  await phone.waitForButton(`n:item:${itemId}`);
  expect(shownOn(phone)).not.toContain('përgjigje për /my');
  await phone.press(`n:item:${itemId}`);
  await phone.waitForText('përgjigje për /my');
  expect((await phone.waitForText('fjalë për /my')).protected).toBe(true);
});

test('the download holds no serious report', async () => {
  const { phone, reference } = await reported('nuk shkarkohet');
  await phone.press('n:noted');
  phone.write('/privacy');
  await phone.press('m:download');
  const sent = await world.control.waitFor(phone.chatId, (messages) =>
    messages.find(({ file }) => file?.name === 'community-line.json'),
  );
  const bytes = world.control.fileBytes(sent.file?.fileId ?? '')?.toString() ?? '';
  expect(bytes).toContain('items');
  expect(bytes).not.toContain('nuk shkarkohet');
  expect(bytes).not.toContain(reference);
});

test('from a serious report on, the answer to any other item comes by the notice too', async () => {
  const { phone } = await reported();
  const ordinary = await phone.sendFeedback('uji mungon');
  await settled();
  await answer(ordinary, 'uji kthehet nesër');
  expect(shownOn(phone)).not.toContain('uji kthehet nesër');
  expect(shownOn(phone)).toContain(NOTICE);
  await open(phone);
  expect(shownOn(phone)).toContain('uji kthehet nesër');
});

test('an anonymous report sets no mark: the answer to another item arrives in words', async () => {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  phone.write('/feedback');
  await phone.press('type:sensitive_report');
  await phone.press('safe:yes');
  await phone.press('privacy:anonymous');
  await phone.press('municipality:zvecan');
  await phone.waitForButton('messages:!done');
  phone.write('pa emër');
  await phone.press('messages:!done');
  await phone.press('check:send');
  await phone.press('n:noted');
  await settled();
  expect(shownOn(phone)).not.toMatch(/\d{4} \d{4} \d{4} \d{4}/);
  const ordinary = await phone.sendFeedback('rruga');
  await settled();
  await answer(ordinary, 'rruga rregullohet');
  expect(shownOn(phone)).toContain('rruga rregullohet');
});

test('when staff mark an item sensitive, what we said of it goes, and what comes later comes by the notice', async () => {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  const reference = await phone.sendFeedback('fqinji');
  await settled();
  await answer(reference, 'e lexuam');
  expect(shownOn(phone)).toContain('e lexuam');
  expect((await markSensitive(world.line, staff, reference)).ok).toBe(true);
  await work();
  expect(shownOn(phone)).not.toContain('e lexuam');
  await answer(reference, 'do të flasim');
  expect(shownOn(phone)).not.toContain('do të flasim');
});

test('rating is inside what was opened, and goes with it', async () => {
  const { phone, reference } = await reported();
  const closed = await closeItem(world.line, staff, reference, {
    reason: 'acted_on',
    whatWasDone: 'u bë',
    changeKey: `phone-${next++}`,
  });
  expect(closed.ok).toBe(true);
  await work();
  expect(shownOn(phone)).not.toMatch(/u bë|:rate:/);
  await open(phone);
  expect(shownOn(phone)).toContain(':rate:');
  await phone.press(':yes');
  await phone.waitForText(texts.say('sq', 'items:rated.yes'));
  await phone.press('n:close');
  await until(
    () => !/u bë|:rate:/.test(shownOn(phone)) && !shownOn(phone).includes(texts.say('sq', 'items:rated.yes')),
  );
  expect(
    (await row(world.line, `select loop_closed_at from items where reference = '${reference}'`)).loop_closed_at,
  ).not.toBeNull();
});

test('free text is never offered to the serious report by its number', async () => {
  const { phone, reference } = await reported();
  await phone.press('n:noted');
  await until(() => !shownOn(phone).includes(reference));
  phone.write('edhe diçka');
  await phone.waitForButton('what:send');
  expect(shownOn(phone)).not.toContain(reference);
});

test('an edit of a sent serious report, an addition and a withdrawal name no number', async () => {
  const { phone, reference, itemId } = await reported('para ndryshimit');
  await phone.press('n:noted');
  await until(() => !shownOn(phone).includes(reference));
  world.control.editLast(phone.chatId, 'pas ndryshimit');
  await phone.waitForText(texts.say('sq', 'help:edited_noted'));
  const old = await phone.waitForButton('m:menu');
  world.control.pressButton(phone.chatId, old.messageId, `i:add:${itemId}`, { forged: true });
  await phone.waitForText(texts.say('sq', 'discreet:add.ask'));
  phone.write('shtesë e rëndë');
  await phone.press('messages:!done');
  await phone.waitForText(texts.say('sq', 'discreet:add.added'));
  world.control.pressButton(phone.chatId, old.messageId, `i:withdraw:${itemId}`, { forged: true });
  await phone.press('sure:yes');
  await settled();
  await until(
    async () => (await row(world.line, `select status from items where id = '${itemId}'`)).status === 'closed',
  );
  expect(shownOn(phone)).not.toContain(reference);
});

test('the notice deleted by hand is no way to lose an answer: /my opens it, and news brings a new one', async () => {
  const { phone, reference } = await reported();
  await answer(reference, 'e para');
  const notice = standing(phone).find(({ text }) => text === NOTICE) as ChatMessage;
  world.control.deleteByHand(phone.chatId, notice.messageId);
  phone.write('/my');
  await phone.press('n:ask');
  await phone.waitForButton('n:show');
  await answer(reference, 'e dyta');
  expect(standing(phone).filter(({ text }) => text === NOTICE)).toHaveLength(1);
  await open(phone);
  expect(shownOn(phone)).toMatch(/e para.*e dyta/s);
});

test('a second tap on open, or one on another phone, opens nothing twice', async () => {
  const { phone, reference } = await reported();
  await answer(reference, 'vetëm një herë këtu');
  await phone.press('n:open');
  const { messageId, data } = await phone.waitForButton('n:show');
  const taps = [1, 2, 3].map(() => world.control.pressButton(phone.chatId, messageId, data, { forged: true }));
  await phone.waitForText('vetëm një herë këtu');
  await settled();
  await until(() => taps.every(({ queryId }) => world.control.answerTo(queryId)?.answered));
  expect(standing(phone).filter(({ text }) => text?.includes('vetëm një herë këtu'))).toHaveLength(1);
});

test('forgetting while something is open takes it back, and what was said of the report', async () => {
  const { phone, reference } = await reported();
  await answer(reference, 'hapur gjatë fshirjes');
  await open(phone);
  phone.write('/forget');
  await phone.press('sure:yes');
  await phone.press('really:yes');
  await phone.waitForText(texts.say('sq', 'forget:done'));
  await work();
  expect(shownOn(phone)).not.toMatch(new RegExp(`hapur gjatë fshirjes|${reference}|n:open|n:mine`));
  // Whatever else was said stays, as forget:chat says.
  expect(shownOn(phone)).toContain(texts.say('sq', 'consent:agreed'));
  expect(await owed('farewell')).toBe(0);
});

test('who blocked the bot has what could not be taken back taken back when they return', async () => {
  const { phone, reference } = await reported();
  await answer(reference, 'hapur gjatë bllokimit');
  await open(phone);
  world.control.block(phone.chatId);
  await settled();
  later += 10 * MINUTE;
  await work();
  expect(shownOn(phone)).toContain('hapur gjatë bllokimit');
  world.control.unblock(phone.chatId);
  await settled();
  await work();
  expect(shownOn(phone)).not.toContain('hapur gjatë bllokimit');
});

test('what is to go from the chat goes though an answer does not get through, and the answer stays owed', async () => {
  const { phone, reference, residentId } = await reported();
  await until(async () => (await owed('resident')) > 0);
  await work();
  world.control.fault({ kind: '500', method: 'deleteMessages', chatId: phone.chatId, times: 20 });
  await phone.press('m:exit');
  await phone.waitForText(HARMLESS);
  await settled();
  world.control.clearFaults();
  world.control.fault({ kind: '500', method: 'sendMessage', chatId: phone.chatId, times: 1000 });
  expect(standing(phone).length).toBeGreaterThan(1);
  const said = await replyToItem(world.line, staff, reference, { text: 'më vonë', changeKey: `phone-${next++}` });
  expect(said.ok).toBe(true);
  expect(await world.bot.deliver({ residentId })).toMatchObject({ kind: 'retry', reason: 'no_answer' });
  expect(standing(phone).map(({ text }) => text)).toEqual([HARMLESS]);
  world.control.clearFaults();
  expect(await world.bot.deliver({ residentId })).toEqual({ kind: 'done' });
  expect(standing(phone).map(({ text }) => text)).toEqual([HARMLESS, NOTICE]);
});

test.each([
  ['deleteMessages', '429'],
  ['deleteMessages', '500'],
  ['deleteMessages', 'idle'],
  ['deleteMessage', '429'],
  ['deleteMessage', 'reset'],
] as const)('quick exit leaves nothing although %s answers %s', async (method, kind) => {
  const { phone, reference } = await reported();
  await answer(reference, 'duhet të zhduket');
  await open(phone);
  world.control.fault({ kind, method, chatId: phone.chatId, times: 3, retryAfterSeconds: 1 });
  phone.write('/menu');
  await phone.press('m:exit');
  await phone.waitForText(HARMLESS);
  await settled();
  await until(async () => {
    await work();
    return standing(phone).length === 1;
  });
  expect(standing(phone).map(({ text }) => text)).toEqual([HARMLESS]);
  world.control.clearFaults();
});

test('what is too old to be deleted and says something serious becomes a harmless sentence without buttons', async () => {
  const { phone, reference } = await reported();
  await until(() => !shownOn(phone).includes(texts.say('sq', 'feedback:safe.ask')));
  later += 49 * 60 * MINUTE;
  expect(shownOn(phone)).toContain(reference);
  phone.write('/menu');
  await phone.press('m:exit');
  await until(async () => {
    await work();
    return !shownOn(phone).includes(reference);
  });
  const [...rest] = standing(phone);
  const ours = rest.filter(({ from, text }) => from === 'bot' && text === HARMLESS);
  expect(ours.length).toBeGreaterThanOrEqual(2);
  expect(shownOn(phone)).not.toContain('n:mine');
});

test('before consent too the chat is emptied, whoever said what stands in it', async () => {
  const phone = pickUpPhone(world.control);
  phone.write('/start');
  await phone.press('language:sq');
  await phone.waitForButton('agree:no');
  await phone.press('agree:no');
  const menu = await phone.waitForButton('m:faq');
  const hash = world.line.keyring.lookupHash('chat', String(phone.chatId)).toString('hex');
  const kept = async () =>
    await row(world.line, `select plain_bubbles, sealed_bubbles from residents where chat_hash = '\\x${hash}'`);
  await until(async () => ((await kept()).plain_bubbles as number[]).includes(menu.messageId));
  expect((await kept()).sealed_bubbles).toBeNull();
  expect(((await kept()).plain_bubbles as unknown[]).every((one) => typeof one === 'number')).toBe(true);
  world.control.pressButton(phone.chatId, menu.messageId, 'm:exit', { forged: true });
  await phone.waitForText(HARMLESS);
  await until(() => standing(phone).length === 1);
});

test('five wrong receipts an hour are enough, forged buttons counted, and quick exit forgives none', async () => {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  const menu = await phone.waitForButton('m:exit');
  const tap = async (data: string) => {
    world.control.pressButton(phone.chatId, menu.messageId, data, { forged: true });
    await settled();
  };
  for (const wrong of ['0000000000000001', '0000000000000002', '0000000000000003']) await tap(`r:add:${wrong}`);
  await tap('m:exit');
  for (const wrong of ['0000000000000004', '0000000000000005', '0000000000000006']) await tap(`r:add:${wrong}`);
  await phone.waitForText(texts.say('sq', 'errors:receipt_too_many'));
});

test('what is kept of a chat is one sealed value of a fixed size, and no row more', async () => {
  const { residentId } = await reported();
  const size = async () =>
    Number((await row(world.line, `select length(sealed_bubbles) as n from residents where id = '${residentId}'`)).n);
  const before = await size();
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  phone.write('/help');
  await phone.answered();
  await settled();
  const other = await row(
    world.line,
    `select id from residents where sealed_bubbles is not null order by ctid desc limit 1`,
  );
  expect(
    Number((await row(world.line, `select length(sealed_bubbles) as n from residents where id = '${other.id}'`)).n),
  ).toBe(before);
  expect((await lastItem(world.line)).id).toBeTruthy();
});
