import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Phone, submit } from '../support/form-filling.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { type Desk, errorsIn, type Office, openOffice, shownIn } from './staff-desk.ts';

const wait = { timeoutMs: PATIENCE_MS };
let world: Office['world'];
let line: Office['line'];
let desk: Desk;
let phone: Phone;
beforeAll(async () => {
  ({ world, line, desk } = await openOffice());
  await desk.add(STAFF.lead, 'Sample lead', 'UNDP', ['lead', 'triage', 'admin']);
  await desk.add(STAFF.triage, 'Sample triage', 'UNDP', ['triage']);
  phone = pickUpPhone(world.telegram.control);
  await phone.agree('sr-Latn');
});
afterAll(async () => {
  expect(errorsIn(line.log())).toEqual([]);
  await world.close();
});

test('/line queue, show, find, help, stats, training and grant answer the asker alone, within Slack’s limits', async () => {
  const control = world.telegram.control;
  const reference = await submit(phone, {
    parts: [
      () => control.sendText(phone.chatId, 'izmišljena reč tikvica <!channel> & *zvezdica*'),
      // The most that a resident's words can swell to once escaped.
      () => control.sendText(phone.chatId, '&<>'.repeat(1365)),
    ],
  });
  await desk.cardIn(CHANNELS.main, reference);
  for (const view of ['', ' unassigned']) expect(await desk.ask(STAFF.triage, `queue${view}`)).toContain(reference);
  for (const view of ['mine', 'due', 'overdue', 'waiting'])
    expect(await desk.ask(STAFF.triage, `queue ${view}`)).toContain('Nothing here');
  expect(await desk.ask(STAFF.triage, 'queue nonsense')).toContain('/line queue');
  expect(await desk.ask(STAFF.triage, 'find TIKVICA')).toContain(reference);
  expect(await desk.ask(STAFF.triage, 'find ništavilo')).toContain('Nothing here');
  expect(await desk.ask(STAFF.triage, 'find')).toContain('Please give a word');
  expect(await desk.ask(STAFF.triage, 'stats')).toContain('Open by place');
  for (const asked of ['help', '', 'nonsense']) expect(await desk.ask(STAFF.triage, asked)).toContain('/line export');
  expect(await desk.ask(STAFF.triage, 'training')).toContain('Trainings and placements');
  expect(await desk.ask(STAFF.triage, 'grant')).toContain('Grant calls');
  for (const unknown of ['F-000000', '<!channel>', '']) {
    expect(await desk.ask(STAFF.triage, `show ${unknown}`)).toContain('There is no item with this number');
  }
  await desk.openBy(STAFF.triage, `show ${reference.toLowerCase()}`, (view) => shownIn(view).includes('tikvica'));
  expect(shownIn(desk.slack.currentView(STAFF.triage))).toContain('&lt;!channel&gt;');
  await desk.leave(STAFF.triage);
});

test('/line new keeps what was said by phone, and its answer is given in person', async () => {
  await desk.openBy(STAFF.triage, 'new', (view) => view.callback_id === 'new');
  const fields = {
    channel: 'phone',
    type: 'question',
    municipality: 'zvecan',
    sector: 'health',
    language: 'sr-Cyrl',
    text: 'измишљено питање телефоном',
  };
  const sent = await desk.slack.fillAndSubmit(STAFF.triage, fields);
  const reference = /F-[0-9A-Z]{6}/.exec('updated' in sent ? shownIn(sent.updated) : '')?.[0] ?? '';
  expect(reference).toMatch(/^F-/);
  await desk.leave(STAFF.triage);
  const card = await desk.cardIn(CHANNELS.main, reference);
  expect(JSON.stringify(card.blocks)).toContain('измишљено питање телефоном');
  await desk.press(STAFF.triage, reference, 'reply');
  await desk.slack.waitForView(STAFF.triage, (view) => view.callback_id === 'reply', wait);
  const replied = await desk.slack.fillAndSubmit(STAFF.triage, { text: 'Измишљен одговор за вас' });
  expect('updated' in replied && shownIn(replied.updated)).toContain('in person');
  await desk.leave(STAFF.triage);
});

test('/line export brings leads a file in a direct message, and nobody else', async () => {
  const refused = await desk.openBy(STAFF.triage, 'export', (view) => !shownIn(view).includes('One moment'));
  expect(shownIn(refused)).toContain('Your role does not allow this.');
  await desk.leave(STAFF.triage);
  for (const [before, what] of ['items', 'summary', 'grants'].entries()) {
    await desk.openBy(STAFF.lead, 'export', (view) => view.callback_id === 'export');
    const purpose = 'An invented purpose';
    const audience = what === 'summary' ? 'sharing' : 'internal';
    await desk.slack.clickInView(STAFF.lead, 'what', what);
    const shown = what === 'summary' ? 'small counts' : 'in each row';
    await desk.slack.waitForView(STAFF.lead, (view) => shownIn(view).includes(shown), wait);
    await desk.send(STAFF.lead, 'export', { what, kind: 'all', with_text: 'yes', audience, purpose });
    await desk.slack.waitForDirectMessage(
      STAFF.lead,
      () => desk.slack.directMessages(STAFF.lead).filter((message) => message.files.length > 0).length > before,
      wait,
    );
  }
  // The dictionary of a list goes beside it.
  const files = desk.slack.directMessages(STAFF.lead).flatMap(({ files: [first] }) => (first ? [first] : []));
  const list = desk.slack.fileBytes(String(files[0]?.id))?.toString() ?? '';
  expect(list.startsWith('\ufeff"reference",')).toBe(true);
  expect(list).toContain('измишљено питање телефоном');
  expect(desk.slack.fileBytes(String(files[2]?.id))?.toString()).toContain('"reference","call","state"');
});

test('/line staff shows and changes who works here for admins alone, and a removal bites at once', async () => {
  expect(await desk.ask(STAFF.lead, 'staff')).toContain('Sample triage');
  expect(await desk.ask(STAFF.triage, 'staff')).toContain('Your role does not allow this.');
  await desk.add(STAFF.protection, 'Sample protection', 'OHCHR', ['protection']);
  expect(await desk.ask(STAFF.protection, 'queue')).toContain('Open (');
  await desk.openBy(STAFF.lead, 'staff remove', (view) => view.callback_id === 'staff_remove');
  await desk.send(STAFF.lead, 'staff_remove', { person: STAFF.protection });
  expect(await desk.ask(STAFF.protection, 'queue')).toContain('You have no role here yet');
});

test('Home shows a staff member their lists, opens items from there, and follows what they do', async () => {
  const reference = await submit(phone, {
    parts: [() => world.telegram.control.sendText(phone.chatId, 'druga izmišljena reč')],
  });
  await desk.cardIn(CHANNELS.main, reference);
  expect(await desk.slack.openHome(STAFF.triage)).toBe(true);
  await desk.slack.waitForHome(STAFF.triage, (view) => shownIn(view).includes(reference), wait);
  await desk.slack.clickInView(STAFF.triage, 'home_open', reference);
  await desk.slack.waitForView(STAFF.triage, (view) => shownIn(view).includes('druga izmišljena'), wait);
  await desk.slack.clickInView(STAFF.triage, 'claim');
  // Closed before the line has drawn it anew: no failure, for what was asked is done.
  await desk.leave(STAFF.triage);
  await desk.cardShowing(reference, 'Sample triage');
  await desk.slack.waitForHome(STAFF.triage, (view) => /Mine \(2\)/.test(shownIn(view)), wait);
});

test('a stranger sees nothing anywhere', async () => {
  const reference = await submit(phone, {
    parts: [() => world.telegram.control.sendText(phone.chatId, 'treća izmišljena reč')],
  });
  const card = await desk.cardIn(CHANNELS.main, reference);
  expect(await desk.slack.openHome(STAFF.stranger)).toBe(true);
  const home = await desk.slack.waitForHome(STAFF.stranger, () => true, wait);
  expect(shownIn(home)).toContain('You have no role here yet');
  for (const asked of ['queue', 'find izmišljena', 'stats', `show ${reference}`, 'new', 'export', 'staff', 'help'])
    expect(await desk.ask(STAFF.stranger, asked)).toContain('You have no role here yet');
  await desk.slack.click(STAFF.stranger, CHANNELS.main, card.ts, 'claim');
  await desk.slack.waitForEphemeral(STAFF.stranger, ({ via, text }) => via !== 'ack' && text.includes('no role'), wait);
  await desk.slack.click(STAFF.stranger, CHANNELS.main, card.ts, 'reply');
  const refused = await desk.slack.waitForView(STAFF.stranger, (view) => shownIn(view).includes('no role'), wait);
  expect(refused.callback_id).toBe('message');
  expect(JSON.stringify(desk.slack.messages(CHANNELS.main))).not.toContain('Sample stranger');
});
