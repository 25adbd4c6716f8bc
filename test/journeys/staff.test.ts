import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Phone, submit } from '../support/form-filling.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { type Desk, errorsIn, type Office, openOffice, referenceOn, shownIn, UNICEF } from './staff-desk.ts';

const wait = { timeoutMs: PATIENCE_MS };
let world: Office['world'];
let line: Office['line'];
let desk: Desk;
let phone: Phone;
beforeAll(async () => {
  ({ world, line, desk } = await openOffice({}, async ({ slack }) => {
    slack.control.addStaff({ id: UNICEF, name: 'Sample UNICEF' });
    slack.control.addChannel({ id: 'C0DESK00001', name: 'desk', members: [UNICEF], botIsMember: false });
  }));
  await desk.add(STAFF.lead, 'Sample lead', 'UNDP', ['lead', 'triage', 'admin']);
  await desk.add(STAFF.triage, 'Sample triage', 'UNDP', ['triage']);
  await desk.add(STAFF.protection, 'Sample protection', 'OHCHR', ['protection']);
  await desk.add(UNICEF, 'Sample <UNICEF>', 'UNICEF', ['triage']);
  phone = pickUpPhone(world.telegram.control);
  await phone.agree('sq');
});
afterAll(async () => {
  expect(errorsIn(line.log())).toEqual([]);
  await world.close();
});

const send = (words: string, type = 'complaint') =>
  submit(phone, { type, parts: [() => world.telegram.control.sendText(phone.chatId, words)] });
const said = () => JSON.stringify(world.telegram.control.transcript(phone.chatId));

test('a sensitive report is seen by protection staff alone, each opening is written down, and who is named in it sees nothing', async () => {
  // From a phone of their own: all that is told to who has a sensitive item comes by a neutral notice.
  const reporter = pickUpPhone(world.telegram.control);
  await reporter.agree('sq');
  const words = () => world.telegram.control.sendText(reporter.chatId, 'fjalëshpikur e rëndë');
  const reference = await submit(reporter, { type: 'sensitive_report', parts: [words] });
  const card = await desk.cardIn(CHANNELS.sensitive, reference);
  expect(JSON.stringify(card)).not.toMatch(/fjalëshpikur|complaint|Mitrovica/i);
  expect(desk.slack.messages(CHANNELS.main).some((message) => referenceOn(message as never) === reference)).toBe(false);
  for (const asked of ['queue', 'find fjalëshpikur'])
    expect(await desk.ask(STAFF.triage, asked)).not.toContain(reference);
  const refused = await desk.openBy(STAFF.triage, `show ${reference}`, (view) => !shownIn(view).includes('One moment'));
  expect(shownIn(refused)).toContain('There is no item with this number that you may see.');
  await desk.leave(STAFF.triage);

  await desk.press(STAFF.protection, reference, 'open', undefined, CHANNELS.sensitive);
  await desk.slack.waitForView(STAFF.protection, (view) => shownIn(view).includes('fjalëshpikur'), wait);
  await desk.slack.clickInView(STAFF.protection, 'more', `history:${reference}`);
  await desk.slack.waitForView(STAFF.protection, (view) => /Sample protection\S* · opened/.test(shownIn(view)), wait);
  await desk.leave(STAFF.protection);
  await desk.cardShowing(reference, 'Opened', CHANNELS.sensitive);

  await desk.press(STAFF.protection, reference, 'open', undefined, CHANNELS.sensitive);
  await desk.slack.waitForView(STAFF.protection, (view) => shownIn(view).includes('fjalëshpikur'), wait);
  await desk.slack.clickInView(STAFF.protection, 'exclude');
  await desk.send(STAFF.protection, 'exclude', { people: [STAFF.protection] });
  expect(await desk.ask(STAFF.protection, 'queue')).not.toContain(reference);
  await desk.press(STAFF.protection, reference, 'open', undefined, CHANNELS.sensitive);
  await desk.slack.waitForView(STAFF.protection, (view) => shownIn(view).includes('that you may see'), wait);
  await desk.leave(STAFF.protection);
});

test('a referral is offered, returned or accepted by the other agency alone, and the resident hears of the acceptance', async () => {
  const reference = await send('një fjalë e shpikur');
  await desk.press(STAFF.triage, reference, 'refer');
  await desk.send(STAFF.triage, 'refer', { agency: 'UNICEF', remark: 'vërejtje e brendshme' });
  await desk.cardShowing(reference, 'accept_referral');
  await desk.press(STAFF.triage, reference, 'accept_referral');
  await desk.slack.waitForEphemeral(STAFF.triage, ({ text }) => text.includes('UNICEF'), wait);
  await desk.press(UNICEF, reference, 'return_referral');
  await desk.send(UNICEF, 'return_referral', { text: 'nuk është e jona' });
  await desk.cardShowing(reference, 'nuk është e jona');
  expect(said()).not.toMatch(new RegExp(`"text":"[^"]*${reference}[^"]*UNICEF|"text":"[^"]*UNICEF[^"]*${reference}`));
  await desk.press(STAFF.triage, reference, 'refer');
  await desk.send(STAFF.triage, 'refer', { agency: 'UNICEF', remark: '' });
  await desk.cardShowing(reference, 'accept_referral');
  await desk.press(UNICEF, reference, 'accept_referral');
  await phone.waitForText(`${reference} tani e ka marrë përsipër`);
  expect(said()).not.toMatch(/vërejtje|e jona/);
});

test('a note and a thread message never reach the resident; a "no" after closing brings the item to another person', async () => {
  const reference = await send('një hallexhi i shpikur');
  await desk.press(STAFF.triage, reference, 'claim');
  const card = await desk.cardShowing(reference, 'Sample triage');
  await desk.press(STAFF.triage, reference, 'note');
  await desk.send(STAFF.triage, 'note', { text: 'shënim i brendshëm' });
  expect(await desk.slack.postInThread(STAFF.triage, CHANNELS.main, card.ts, 'bisedë e brendshme')).toMatchObject({
    acknowledged: true,
  });
  await desk.press(STAFF.triage, reference, 'reply');
  await desk.slack.waitForView(STAFF.triage, (view) => view.callback_id === 'reply', wait);
  await desk.slack.clickInView(STAFF.triage, 'canned', cannedIn(desk.slack.currentView(STAFF.triage)));
  await desk.slack.waitForView(STAFF.triage, (view) => /"initial_value":"[^"]+/.test(shownIn(view)), wait);
  desk.slack.setInput(STAFF.triage, { text: 'Kjo është përgjigjja jonë për ju' });
  await desk.slack.clickInView(STAFF.triage, 'preview');
  await desk.slack.waitForView(STAFF.triage, (view) => shownIn(view).includes('*Preview*'), wait);
  await desk.send(STAFF.triage, 'reply', { text: 'Kjo është përgjigjja jonë për ju' });
  await phone.waitForText('Kjo është përgjigjja jonë për ju');
  await desk.press(STAFF.triage, reference, 'close');
  await desk.send(STAFF.triage, 'close', { reason: 'answered', text: 'U rregullua e shpikura' });
  await phone.waitForText('U rregullua e shpikura');
  const rate = await world.telegram.control.waitFor(
    phone.chatId,
    () =>
      world.telegram.control.findButton(phone.chatId, ({ callback_data: data }) => /^i:rate:.*:no$/.test(data ?? '')),
    wait,
  );
  world.telegram.control.pressButton(phone.chatId, rate.messageId, rate.button.callback_data ?? '');
  await desk.cardShowing(reference, 'Reopened');
  await desk.press(STAFF.triage, reference, 'claim');
  await desk.slack.waitForEphemeral(STAFF.triage, ({ text }) => text.includes('Another person'), wait);
  await desk.press(STAFF.lead, reference, 'claim');
  await desk.cardShowing(reference, 'Sample lead');
  await desk.more(STAFF.lead, reference, 'release');
  await desk.cardShowing(reference, 'Nobody yet');
  expect(said()).not.toMatch(/shënim i brendshëm|bisedë e brendshme/);
});

test('an item is handed over and given back, its history is one word away, and whole lists and stuck work open in Slack', async () => {
  const reference = await send('një ndërrim i shpikur');
  await desk.press(STAFF.triage, reference, 'claim');
  await desk.cardShowing(reference, 'Sample triage');
  await desk.press(STAFF.triage, reference, 'assign');
  await desk.send(STAFF.triage, 'assign', { person: UNICEF, remark: 'ajo e njeh rrugën' });
  await desk.cardShowing(reference, 'ajo e njeh rrugën');
  const told = () => JSON.stringify(desk.slack.directMessages(UNICEF));
  await desk.slack.waitForMessage(
    `D${UNICEF.slice(1)}`,
    () => told().includes(`${reference}: a colleague handed`),
    wait,
  );
  expect(told()).not.toContain('rrugën');
  await desk.slack.slash(STAFF.triage, CHANNELS.main, '/line', `audit ${reference}`);
  await desk.slack.waitForView(STAFF.triage, (view) => shownIn(view).includes('handed over to'), wait);
  await desk.leave(STAFF.triage);
  await desk.press(UNICEF, reference, 'assign');
  await desk.send(UNICEF, 'assign', { remark: '' });
  await desk.cardShowing(reference, 'Nobody yet');
  await desk.slack.slash(STAFF.lead, CHANNELS.main, '/line', 'stuck');
  await desk.slack.waitForView(STAFF.lead, (view) => shownIn(view).includes('Nothing is stuck'), wait);
  await desk.leave(STAFF.lead);
  expect(said()).not.toContain('rrugën');
});

const cannedIn = (view: unknown): string =>
  /"action_id":"canned".*?"value":"(\w+)"/.exec(JSON.stringify(view))?.[1] ?? '';

test('the reply form says how many read it, and what was written before a merge is not sent to more without a second press', async () => {
  const other = pickUpPhone(world.telegram.control);
  await other.agree('sq');
  const first = await send('ujë i shpikur');
  const second = await submit(other, {
    type: 'complaint',
    parts: [() => world.telegram.control.sendText(other.chatId, 'edhe unë, e shpikur')],
  });
  await desk.press(STAFF.triage, first, 'reply');
  const before = await desk.slack.waitForView(STAFF.triage, (view) => view.callback_id === 'reply', wait);
  expect(shownIn(before)).not.toContain('residents read this');
  await desk.more(STAFF.protection, second, 'merge');
  await desk.send(STAFF.protection, 'merge', { into: first });
  const text = 'Kjo është përgjigjja jonë për ju';
  const sent = await desk.slack.fillAndSubmit(STAFF.triage, { text });
  expect(shownIn('updated' in sent ? sent.updated : null)).toContain('*2 residents read this*');
  expect(JSON.stringify('updated' in sent && sent.updated.blocks)).toContain(text);
  await desk.send(STAFF.triage, 'reply', { text });
  await phone.waitForText(text);
  await other.waitForText(text);
  await desk.press(STAFF.triage, first, 'close');
  const closing = await desk.slack.waitForView(STAFF.triage, (view) => view.callback_id === 'close', wait);
  expect(shownIn(closing)).toContain('*2 residents read this*');
  await desk.leave(STAFF.triage);
});

test('duplicates are merged, items are classified, and one marked sensitive leaves the open channel without a word', async () => {
  const first = await send('dyfishi i parë');
  const second = await send('dyfishi i dytë');
  await desk.more(STAFF.triage, second, 'merge');
  await desk.send(STAFF.triage, 'merge', { into: first.toLowerCase() });
  await desk.cardShowing(second, 'Closed: duplicate');
  await phone.waitForText(new RegExp(`${second}.*${first}|${first}.*${second}`, 's'));
  await desk.more(STAFF.triage, first, 'classify');
  await desk.send(STAFF.triage, 'classify', { priority: 'urgent' });
  await desk.cardShowing(first, 'URGENT');
  await desk.more(STAFF.triage, first, 'history');
  await desk.slack.waitForView(STAFF.triage, (view) => shownIn(view).includes('submitted'), wait);
  await desk.leave(STAFF.triage);
  const { ts } = await desk.cardIn(CHANNELS.main, first);
  await desk.more(STAFF.triage, first, 'mark_sensitive');
  await desk.send(STAFF.triage, 'mark_sensitive', {});
  await desk.cardIn(CHANNELS.sensitive, first);
  const old = () => JSON.stringify(desk.slack.messages(CHANNELS.main).filter((message) => message.ts === ts));
  await desk.slack.waitForMessage(CHANNELS.main, () => !old().includes('i parë'), { ...wait, what: 'the blank card' });
});
