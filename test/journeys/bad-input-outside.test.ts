import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { type Phone, submit } from '../support/form-filling.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { until } from '../support/until.ts';
import { type Desk, type Office, openOffice, shownIn } from './staff-desk.ts';

const wait = { timeoutMs: PATIENCE_MS };
const WHO_CHANNEL = 'C0WHO000001';
const texts = loadTexts();
let world: Office['world'];
let line: Office['line'];
let desk: Desk;
beforeAll(async () => {
  ({ world, line, desk } = await openOffice({}, async ({ slack, command }) => {
    const members = Object.values(STAFF);
    slack.control.addChannel({ id: WHO_CHANNEL, name: 'who', members, botIsMember: true });
    const routes = JSON.stringify([{ sector: 'health', channel: WHO_CHANNEL }]);
    expect((await command('settings', 'set', 'routes', routes)).code).toBe(0);
  }));
  await desk.add(STAFF.triage, 'Sample triage', 'UNDP', ['triage']);
});
afterAll(async () => {
  expect((await fetch(`http://127.0.0.1:${line.opsPort}/readyz`)).status).toBe(200);
  expect(line.log()).not.toContain('shpikur');
  await world.close();
});

async function agreed(): Promise<Phone> {
  const phone = pickUpPhone(world.telegram.control);
  await phone.agree('sq');
  return phone;
}
const send = (phone: Phone, words: string) =>
  submit(phone, { parts: [() => world.telegram.control.sendText(phone.chatId, words)] });

test('an item whose channel is archived goes to the main channel and says why', async () => {
  const phone = await agreed();
  const there = await send(phone, 'e shpikur në kanalin e vet');
  await desk.cardIn(WHO_CHANNEL, there);
  desk.slack.setArchived(WHO_CHANNEL, true);
  const reference = await send(phone, 'e shpikur pa kanal');
  const card = await desk.cardIn(CHANNELS.main, reference);
  expect(JSON.stringify(card.blocks)).toContain('is_archived');
  expect(line.log()).toContain('a Slack channel cannot be used; another takes its place');
  await desk.press(STAFF.triage, reference, 'claim');
  await desk.cardShowing(reference, 'Sample triage');
});

test.each(['missing_scope', 'not_in_channel', 'channel_not_found'])(
  'with %s in the main channel the item is kept and found, and its card comes once that is repaired',
  async (kind) => {
    const phone = await agreed();
    desk.slack.fault({ kind, method: 'chat.postMessage', times: 50 });
    const before = line.log().length;
    const reference = await send(phone, 'e shpikur pa leje');
    await until(() => line.log().slice(before).includes(`"code":"${kind}"`));
    await desk.openBy(STAFF.triage, `show ${reference}`, (view) => shownIn(view).includes('e shpikur pa leje'));
    desk.slack.clearFaults();
    await desk.slack.clickInView(STAFF.triage, 'claim');
    await desk.cardShowing(reference, 'Sample triage');
    await desk.leave(STAFF.triage);
    const cards = desk.slack
      .messages(CHANNELS.main)
      .filter((message) => JSON.stringify(message.blocks).includes(`item:${reference}`));
    expect(cards).toHaveLength(1);
  },
);

test('a resident who blocked the bot is marked so on the card, and hears the answer when they come back', async () => {
  const phone = await agreed();
  const reference = await send(phone, 'e shpikur dhe shkova');
  const card = await desk.cardIn(CHANNELS.main, reference);
  world.telegram.control.block(phone.chatId);
  await desk.slack.click(STAFF.triage, CHANNELS.main, card.ts, 'reply');
  await desk.send(STAFF.triage, 'reply', { text: 'Kjo është përgjigjja jonë për ju' });
  const whole = () => JSON.stringify(desk.slack.messages(CHANNELS.main).filter(({ ts }) => ts === card.ts));
  await until(() => whole().includes('the resident blocked the bot'));
  expect(phone.texts().join()).not.toContain('përgjigjja jonë');
  world.telegram.control.unblock(phone.chatId);
  await phone.waitForText('Kjo është përgjigjja jonë për ju');
  await until(() => !whole().includes('the resident blocked the bot'));
});

test('a flood of 200 messages is told once to slow down and keeps nobody else waiting; what was taken is kept', async () => {
  const flooder = await agreed();
  const other = await agreed();
  const control = world.telegram.control;
  for (let n = 0; n < 200; n += 1) control.sendText(flooder.chatId, `e shpikur ${n}`);
  const reference = await send(other, 'e shpikur nga një tjetër');
  await desk.cardIn(CHANNELS.main, reference);
  const slow = texts.say('sq', 'help:slow_down');
  await control.waitFor(flooder.chatId, () => flooder.texts().find((text) => text.includes(slow)), wait);
  await until(() => control.pendingUpdates() === 0);
  expect(flooder.texts().filter((text) => text.includes(slow))).toHaveLength(1);
  // The form that the first words opened holds them still.
  await flooder.waitForButton('what:send');
});
