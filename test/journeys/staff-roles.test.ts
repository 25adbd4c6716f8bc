import { afterAll, beforeAll, expect, test } from 'vitest';
import { STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { until } from '../support/until.ts';
import { type Desk, errorsIn, type Office, openOffice, UNICEF } from './staff-desk.ts';

const wait = { timeoutMs: PATIENCE_MS };
let world: Office['world'];
let line: Office['line'];
let desk: Desk;
beforeAll(async () => {
  ({ world, line, desk } = await openOffice({}, async ({ slack }) =>
    slack.control.addStaff({ id: UNICEF, name: 'Sample UNICEF' }),
  ));
  await desk.ask(STAFF.lead, 'help');
  await desk.add(STAFF.protection, 'Sample protection', 'OHCHR', ['protection']);
});
afterAll(async () => {
  expect(errorsIn(line.log())).toEqual([]);
  await world.close();
});

async function toldTo(who: string, part: RegExp, buttons = false): Promise<{ channel: string; ts: string }> {
  const found = () =>
    world.slack.control
      .directMessages(who)
      .find(({ text, blocks }) => part.test(text) && (!buttons || JSON.stringify(blocks).includes('role_approve')));
  await until(() => found() !== undefined);
  return found() as { channel: string; ts: string };
}

test('an admin asks that somebody is given protection, who holds it approves in a direct message, and until then nothing is given', async () => {
  await toldTo(STAFF.lead, /Sample protection\S* was given the role \*protection\* on the line's server/);
  await desk.openBy(STAFF.lead, 'staff add', (view) => view.callback_id === 'staff_add');
  const fields = { person: UNICEF, name: 'Sample UNICEF', agency: 'UNICEF', roles: ['triage', 'protection'] };
  const sent = await desk.slack.fillAndSubmit(STAFF.lead, fields);
  expect(JSON.stringify(sent)).toContain('Another has to approve: protection');
  await desk.leave(STAFF.lead);
  expect(await desk.ask(UNICEF, 'staff')).toContain('protection or admin');

  const listed = await desk.ask(STAFF.lead, 'staff');
  expect(listed).toContain('*Waiting*');
  expect(listed).not.toContain('role_approve');
  expect(await desk.ask(STAFF.protection, 'staff')).toContain('role_approve');
  expect(await desk.ask(STAFF.protection, 'staff add')).toContain('admin');

  const asked = await toldTo(STAFF.protection, /asks that .*Sample UNICEF.* is given the role \*protection\*/, true);
  await desk.slack.click(STAFF.protection, asked.channel, asked.ts, 'role_approve');
  await desk.slack.waitForEphemeral(STAFF.protection, ({ text }) => text.includes('Approved:'), wait);
  await toldTo(STAFF.lead, /Sample UNICEF.* was given the role \*protection\*.*Sample protection/);
  expect(await desk.ask(UNICEF, 'staff')).toContain('Staff of the line');
  await desk.slack.click(STAFF.protection, asked.channel, asked.ts, 'role_refuse');
  await desk.slack.waitForEphemeral(
    STAFF.protection,
    ({ text }) => text.includes('decided or withdrawn already'),
    wait,
  );
});

test('the command line gives protection to no second person, says why, and lists what waits', async () => {
  const who = ['--name', 'Sample triage', '--agency', 'WHO', '--role'];
  const refused = await world.command('staff', 'add', STAFF.triage, ...who, 'protection');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toMatch(/Somebody holds protection/);
  await desk.openBy(STAFF.lead, 'staff add', (view) => view.callback_id === 'staff_add');
  await desk.send(STAFF.lead, 'staff_add', {
    person: STAFF.triage,
    name: 'Sample triage',
    agency: 'WHO',
    roles: ['admin'],
  });
  const { out } = await world.command('staff', 'list');
  expect(out).toMatch(/waits for approval\tSample triage\tadmin/);
});

test('nobody gives themselves a role by a form made by hand', async () => {
  await desk.openBy(STAFF.lead, 'staff add', (view) => view.callback_id === 'staff_add');
  const fields = { person: STAFF.lead, name: 'Sample lead', agency: 'UNDP', roles: ['admin', 'protection'] };
  expect(JSON.stringify(await desk.slack.fillAndSubmit(STAFF.lead, fields))).toContain(
    'Nobody gives themselves a role',
  );
  await desk.leave(STAFF.lead);
});
