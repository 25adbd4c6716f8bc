import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Phone, submit } from '../support/form-filling.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { until } from '../support/until.ts';
import { type Desk, errorsIn, type Office, openOffice, shownIn, UNICEF } from './staff-desk.ts';

const wait = { timeoutMs: PATIENCE_MS };
let world: Office['world'];
let line: Office['line'];
let desk: Desk;
let phone: Phone;
beforeAll(async () => {
  ({ world, line, desk } = await openOffice({}, async ({ slack }) =>
    slack.control.addStaff({ id: UNICEF, name: 'Sample UNICEF' }),
  ));
  await desk.ask(STAFF.lead, 'help');
  await desk.add(STAFF.protection, 'Sample protection', 'OHCHR', ['protection']);
  phone = pickUpPhone(world.telegram.control);
  await phone.agree('sq');
});
afterAll(async () => {
  expect(errorsIn(line.log())).toEqual([]);
  await world.close();
});

const opened = async (who: string, reference: string, part: string) => {
  await desk.press(who, reference, 'open', undefined, CHANNELS.sensitive);
  return desk.slack.waitForView(who, (view) => shownIn(view).includes(part), wait);
};

test('a name given in a report keeps it from who is given protection later, until another decides in the open item', async () => {
  const reference = await submit(phone, {
    type: 'sensitive_report',
    parts: [() => world.telegram.control.sendText(phone.chatId, 'fjalë e rëndë e shpikur')],
  });
  await opened(STAFF.protection, reference, 'fjalë e rëndë');
  await desk.slack.clickInView(STAFF.protection, 'exclude');
  await desk.send(STAFF.protection, 'exclude', { names: 'Арбен Хоџа\nSomebody Else' });

  await desk.openBy(STAFF.lead, 'staff add', (view) => view.callback_id === 'staff_add');
  const fields = { person: UNICEF, name: 'Hoxha Arben', agency: 'UNICEF', roles: ['protection'] };
  await desk.send(STAFF.lead, 'staff_add', fields);
  const told = (part: string) =>
    world.slack.control.directMessages(STAFF.protection).find(({ blocks }) => JSON.stringify(blocks).includes(part));
  await until(() => told('role_approve') !== undefined);
  const asked = told('role_approve') as { channel: string; ts: string };
  await desk.slack.click(STAFF.protection, asked.channel, asked.ts, 'role_approve');
  await desk.slack.waitForEphemeral(STAFF.protection, ({ text }) => text.includes('Approved:'), wait);

  await until(() => told('may be named in') !== undefined);
  expect(JSON.stringify(told('may be named in'))).not.toMatch(/Хоџа|rëndë/);
  expect(await desk.ask(UNICEF, 'queue')).not.toContain(reference);
  await desk.openBy(UNICEF, `show ${reference}`, (view) => shownIn(view).includes('that you may see'));
  await desk.leave(UNICEF);

  const view = await opened(STAFF.protection, reference, 'may be named in this report');
  expect(shownIn(view)).toContain('Hoxha Arben');
  await desk.slack.clickInView(STAFF.protection, 'named_other');
  await desk.slack.waitForView(STAFF.protection, (one) => !shownIn(one).includes('may be named'), wait);
  await desk.leave(STAFF.protection);
  expect(await desk.ask(UNICEF, 'queue')).toContain(reference);
  await desk.openBy(UNICEF, `show ${reference}`, (view) => shownIn(view).includes('fjalë e rëndë'));
  expect(line.log()).not.toMatch(/Хоџа|Hoxha/);
});
