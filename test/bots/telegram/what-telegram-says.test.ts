import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { readItemForCard } from '../../../src/core/views/show-item.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { count, lastItem, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, texts } from './bot-world.ts';

let world: BotWorld;
let staff: StaffMember;
let next = 1;
beforeAll(async () => {
  world = await openBotWorld({ timeoutSeconds: 5 });
  world.bot.start();
  staff = await makeStaff(world.line, ['triage', 'protection']);
});
afterAll(() => world.close());

type Phone = ReturnType<typeof pickUpPhone>;
const say = (key: string, values?: Record<string, string>): string => texts.say('sq', key, values);
const settled = () => until(() => world.control.pendingUpdates() === 0);
const ours = ({ chatId }: Phone) =>
  world.control.transcript(chatId).filter(({ from, deleted }) => from === 'bot' && !deleted);
const wordsOf = async (itemId: string) =>
  ((await readItemForCard(world.line, itemId))?.messages ?? []).map(({ body }) => body?.text ?? body?.kind);

async function agreed(): Promise<Phone> {
  const phone = pickUpPhone(world.control);
  await phone.agree('sq');
  return phone;
}

/** Words that were sent; what is asked about themselves after it is left. Old buttons stay in the chat: each is pressed once the new ones stand. */
async function sent(phone: Phone, words: string) {
  phone.write(words);
  await settled();
  for (const button of ['what:send', 'how:now']) {
    await phone.press(button);
    await settled();
  }
  phone.write('/menu');
  await settled();
  const newest = 'from items where not anonymous order by received_at desc limit 1';
  const item = await row(world.line, `select id, reference, resident_id ${newest}`);
  return { reference: String(item.reference), itemId: String(item.id), residentId: String(item.resident_id) };
}

async function answered(phone: Phone, item: { reference: string; residentId: string }, text: string): Promise<number> {
  const said = await replyToItem(world.line, staff, item.reference, { text, changeKey: `says-${next++}` });
  if (!said.ok) throw new Error(said.code);
  await world.bot.deliver({ residentId: item.residentId });
  return (await phone.waitForText(text)).messageId;
}

async function closed(item: { reference: string; residentId: string }, whatWasDone: string): Promise<void> {
  const done = await closeItem(world.line, staff, item.reference, {
    reason: 'acted_on',
    whatWasDone,
    changeKey: `says-${next++}`,
  });
  if (!done.ok) throw new Error(done.code);
  await world.bot.deliver({ residentId: item.residentId });
}

/** The labels under what was said last, by what they do. */
function choices(phone: Phone): string[] {
  const last = ours(phone).findLast(({ markup }) => markup?.inline_keyboard?.flat().length);
  return (last?.markup?.inline_keyboard ?? [])
    .flat()
    .map(({ callback_data: data = '' }) => data.replace(/^f:[^:]+:/, ''));
}

describe('a place that goes with the phone', () => {
  const move = (phone: Phone, id: number) => {
    for (let step = 1; step <= 12; step += 1)
      world.control.moveLocation(phone.chatId, id, 42.89 + step / 1000, 20.86 + step / 1000);
    world.control.stopLocation(phone.chatId, id);
  };

  test.each<[string, (phone: Phone) => Promise<void>]>([
    ['outside of any form', async () => {}],
    [
      'inside a form, where it is set aside',
      async (phone) => {
        phone.write('/feedback');
        await phone.waitForButton('type:complaint');
      },
    ],
    [
      'where a place is asked',
      async (phone) => {
        phone.write('/feedback');
        await phone.press('type:complaint');
        await phone.press('municipality:mitrovica_north');
        await phone.waitForButton('settlement:!skip');
      },
    ],
  ])('moves twelve times %s without a word to anybody', async (_name, begin) => {
    const phone = await agreed();
    await begin(phone);
    await settled();
    const { messageId } = world.control.sendLocation(phone.chatId, 42.89, 20.86, { live: 900 });
    await settled();
    const before = ours(phone).map(({ messageId: id }) => id);
    const updates = await count(world.line, 'telegram_updates');
    move(phone, messageId);
    await settled();
    expect(ours(phone).map(({ messageId: id }) => id)).toEqual(before);
    expect(await count(world.line, 'telegram_updates')).toBe(updates);
  });

  test('is one place on the item: the first that they chose to share', async () => {
    const phone = await agreed();
    const { messageId } = world.control.sendLocation(phone.chatId, 42.89, 20.86, { live: 900 });
    await phone.press('what:send');
    for (let step = 1; step <= 12; step += 1)
      world.control.moveLocation(phone.chatId, messageId, 42.9, 20.9 + step / 1000);
    await phone.press('how:now');
    await phone.waitForText(/\bF-[0-9A-Z]{6}\b/);
    await settled();
    const { id } = await lastItem(world.line);
    const places = (await readItemForCard(world.line, id))?.messages.map(({ body }) => body?.place);
    expect(places).toEqual([{ latitude: 42.89, longitude: 20.86 }]);
    expect(
      await count(world.line, `message_versions v join messages m on m.id = v.message_id where m.item_id = '${id}'`),
    ).toBe(0);
  });
});

describe('a reply', () => {
  test('to the answer of an older item belongs to that one, in one tap', async () => {
    const phone = await agreed();
    const older = await sent(phone, 'uji nuk vjen te shkolla');
    const newer = await sent(phone, 'rruga ka gropa');
    const answer = await answered(phone, older, 'Kur nuk vjen uji');
    await answered(phone, newer, 'Cila rrugë');
    world.control.sendText(phone.chatId, 'çdo mbrëmje', { replyTo: answer });
    await phone.waitForButton('what:add');
    await settled();
    expect(choices(phone).slice(0, 2)).toEqual(['what:add', 'what:send']);
    expect(ours(phone).at(-1)?.text).toContain('uji nuk vjen te shkolla');
    await phone.press('what:add');
    await phone.waitForText(say('add:added', { reference: older.reference }));
    expect(await wordsOf(older.itemId)).toContain('çdo mbrëmje');
    expect(await wordsOf(newer.itemId)).not.toContain('çdo mbrëmje');
  });

  test('to their own words belongs to what those went into', async () => {
    const phone = await agreed();
    const older = await sent(phone, 'drita është prishur');
    await sent(phone, 'tjetër gjë');
    const mine = world.control.transcript(phone.chatId).find(({ text }) => text === 'drita është prishur');
    world.control.sendText(phone.chatId, 'te ura', { replyTo: mine?.messageId ?? 0 });
    await phone.press('what:add');
    await phone.waitForText(say('add:added', { reference: older.reference }));
  });

  test('opens what was closed', async () => {
    const phone = await agreed();
    const item = await sent(phone, 'mbeturinat nuk merren');
    await closed(item, 'u morën dje');
    // The second message of it names no number: its buttons do.
    const asked = await phone.waitForText(say('items:closed.ask'));
    world.control.sendText(phone.chatId, 'prapë nuk merren', { replyTo: asked.messageId });
    await phone.press('what:add');
    await phone.waitForText(say('add:reopened', { reference: item.reference }));
    expect(await row(world.line, `select status from items where id = '${item.itemId}'`)).toEqual({ status: 'open' });
  });

  test('in the middle of a form puts the form aside, single answers too, and comes back to it', async () => {
    const phone = await agreed();
    const item = await sent(phone, 'ndriçimi i rrugës');
    const answer = await answered(phone, item, 'Në cilën rrugë');
    phone.write('/feedback');
    await phone.press('type:complaint');
    await phone.waitForButton('municipality:mitrovica_north');
    world.control.sendText(phone.chatId, 'te tregu', { replyTo: answer });
    await phone.press('what:add');
    await phone.waitForText(say('add:added', { reference: item.reference }));
    await settled();
    phone.write('/menu');
    await phone.press('m:resume');
    await phone.waitForText(say('forms:resumed'));
    await phone.waitForButton('municipality:mitrovica_north');
  });

  test('to what is not theirs adds to nothing, and says how it is added to', async () => {
    const [phone, other] = [await agreed(), await agreed()];
    const item = await sent(other, 'e dikujt tjetër');
    world.control.injectUpdate({
      message: {
        ...{
          message_id: 900_001,
          date: 1,
          text: 'edhe unë',
          chat: { id: phone.chatId, type: 'private', first_name: 'S' },
        },
        from: { id: phone.chatId, is_bot: false, first_name: 'S' },
        reply_to_message: {
          ...{ message_id: 900_000, date: 1, text: `Përgjigje për ${item.reference}` },
          ...{ chat: { id: phone.chatId, type: 'private' }, from: { id: 1, is_bot: true, first_name: 'L' } },
        },
      },
    });
    await phone.waitForText(say('freetext:not_yours', { reference: item.reference }));
    await phone.waitForButton('what:send');
    await settled();
    expect(choices(phone)).not.toContain('what:add');
    expect(await wordsOf(item.itemId)).toEqual(['e dikujt tjetër']);
  });
});

describe('words under an item that is open on the screen', () => {
  test('belong to it first, before the one in which something was said last', async () => {
    const phone = await agreed();
    const older = await sent(phone, 'çatia e shkollës pikon');
    const newer = await sent(phone, 'autobusi vonohet');
    await answered(phone, newer, 'Cila linjë vonohet');
    phone.write('/my');
    await phone.press(`i:show:${older.itemId}`);
    await phone.waitForButton(`i:add:${older.itemId}`);
    phone.write('edhe dritaret');
    await phone.waitForButton('what:add_2');
    await settled();
    expect(choices(phone).slice(0, 3)).toEqual(['what:add', 'what:send', 'what:add_2']);
    const asked = ours(phone).at(-1)?.text ?? '';
    expect(asked).toMatch(new RegExp(`${older.reference}.*çatia e shkollës[^]*${newer.reference}.*autobusi`));
    await phone.press('what:add');
    await phone.waitForText(say('add:added', { reference: older.reference }));
    phone.write('diçka tjetër');
    await phone.waitForButton('what:send');
    await settled();
    expect(choices(phone)[0]).toBe('what:send');
  });

  test('of a sensitive one neither number, topic nor words are said', async () => {
    const phone = await agreed();
    const reference = await phone.sendFeedback('më kërcënon çdo ditë', { type: 'sensitive_report' });
    await settled();
    const { id } = await row(world.line, `select id from items where reference = '${reference}'`);
    phone.write('/my');
    await phone.press(`i:show:${id}`);
    await phone.press(`n:item:${id}`);
    await phone.waitForButton('n:close');
    phone.write('sot përsëri');
    await phone.waitForButton('what:add');
    await settled();
    const choice = ours(phone).findLast(({ markup }) => JSON.stringify(markup ?? {}).includes('what:add'));
    expect(choices(phone)[0]).toBe('what:add');
    expect(`${choice?.text} ${JSON.stringify(choice?.markup)}`).not.toMatch(new RegExp(`${reference}|kërcënon`));
    await phone.press('what:add');
    await phone.waitForText(say('discreet:add.added'));
    expect(await wordsOf(String(id))).toContain('sot përsëri');
  });
});

describe('an edit', () => {
  test('reaches what was put aside with its form', async () => {
    const phone = await agreed();
    phone.write('/feedback');
    await phone.press('type:complaint');
    await phone.press('municipality:mitrovica_north');
    await phone.press('settlement:!skip');
    await phone.press('sector:health');
    await phone.waitForButton('messages:!done');
    const { messageId } = phone.write('Agron Krasniqi nuk vjen');
    await phone.waitForText(say('forms:added'));
    phone.write('/menu');
    await phone.waitForButton('m:resume');
    world.control.editText(phone.chatId, messageId, 'mjeku nuk vjen');
    await phone.waitForText(say('help:edited_noted'));
    await phone.press('m:resume');
    await phone.press('messages:!done');
    await phone.press('check:send');
    await phone.waitForText(/\bF-[0-9A-Z]{6}\b/);
    await settled();
    expect(await wordsOf((await lastItem(world.line)).id)).toEqual(['mjeku nuk vjen']);
  });

  test('reaches what was sent: words, a caption, and what was closed is opened by it', async () => {
    const phone = await agreed();
    const item = await sent(phone, 'Agroni i fshatit nuk paguan');
    const mine = world.control.transcript(phone.chatId).find(({ text }) => text?.startsWith('Agroni'));
    await closed(item, 'u bisedua');
    await phone.waitForText('u bisedua');
    world.control.editText(phone.chatId, mine?.messageId ?? 0, 'dikush nuk paguan');
    await phone.waitForText(say('help:edited_reopened', { reference: item.reference }));
    expect(await wordsOf(item.itemId)).toContain('dikush nuk paguan');
    phone.write('/my');
    await phone.press(`i:show:${item.itemId}`);
    await phone.waitForButton(`i:add:${item.itemId}`);
    const photo = world.control.sendMedia(phone.chatId, 'photo', { caption: 'shtëpia e Agronit' });
    await phone.press('what:add');
    await phone.waitForText(say('add:added', { reference: item.reference }));
    world.control.editCaption(phone.chatId, photo.messageId, 'shtëpia');
    await phone.waitForText(say('help:edited_sent', { reference: item.reference }));
    expect(JSON.stringify(await wordsOf(item.itemId))).not.toContain('Agron');
  });

  test('of what went without a name is not taken, and it says so without a word of it', async () => {
    const phone = await agreed();
    const { messageId } = phone.write('pa emër ju them');
    await phone.press('what:send');
    await phone.press('how:details');
    await phone.press('type:complaint');
    await phone.press('municipality:mitrovica_north');
    await phone.press('settlement:!skip');
    await phone.press('sector:health');
    await phone.press('check:send_anonymous');
    await phone.waitForButton('n:noted');
    await settled();
    world.control.editText(phone.chatId, messageId, 'tjetër');
    await phone.waitForText(say('help:edited_too_late'));
  });
});

test('a private topic is answered in, and what is told later of what was written there too', async () => {
  const phone = await agreed();
  world.control.sendText(phone.chatId, 'në temën e ujit', { topic: 41 });
  await phone.press('what:send');
  await phone.press('how:now');
  await phone.waitForText(/\bF-[0-9A-Z]{6}\b/);
  await settled();
  const { id, reference } = await lastItem(world.line);
  const { resident_id: residentId } = await row(world.line, `select resident_id from items where id = '${id}'`);
  const inTopic = () =>
    ours(phone)
      .filter(({ topic }) => topic === 41)
      .map(({ text }) => text ?? '');
  expect(inTopic().some((text) => text.includes(reference))).toBe(true);
  // They go on elsewhere; the answer comes where it was asked.
  world.control.sendText(phone.chatId, '/menu', { topic: 42 });
  await until(() => ours(phone).some(({ topic }) => topic === 42));
  await answered(phone, { reference, residentId: String(residentId) }, 'Uji vjen nesër');
  expect(inTopic().some((text) => text.includes('Uji vjen nesër'))).toBe(true);
  // Who deleted the topic is told in the chat itself.
  world.control.deleteTopic(phone.chatId, 41);
  await answered(phone, { reference, residentId: String(residentId) }, 'Uji erdhi');
  expect(ours(phone).find(({ text }) => text?.includes('Uji erdhi'))?.topic).toBeUndefined();
});

test('an account that is gone did not shut anybody out, and is told after all when it is back', async () => {
  const phone = await agreed();
  const item = await sent(phone, 'pyetje e shkurtër');
  world.control.deactivate(phone.chatId);
  const said = await replyToItem(world.line, staff, item.reference, { text: 'përgjigje', changeKey: `says-${next++}` });
  expect(said.ok).toBe(true);
  await world.bot.deliver({ residentId: item.residentId });
  const view = await readItemForCard(world.line, item.itemId);
  expect(view?.messages.at(-1)?.delivery).toMatchObject({ state: 'failed', reason: 'deactivated' });
  world.control.reactivate(phone.chatId);
  phone.write('/menu');
  await phone.waitForButton('m:feedback');
  await settled();
  await world.bot.deliver({ residentId: item.residentId });
  await phone.waitForText('përgjigje');
});
