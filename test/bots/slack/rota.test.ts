import { afterAll, beforeAll, expect, test } from 'vitest';
import { addStaff } from '../../../src/core/staff/add-staff.ts';
import { row } from '../../support/rows.ts';
import { until } from '../../support/until.ts';
import { type OfferDesk, openDesk, PEOPLE, shownIn } from './offers/offer-desk.ts';

const { lead, protection, triage } = PEOPLE;
let desk: OfferDesk;
beforeAll(async () => {
  desk = await openDesk();
  await addStaff(desk.line, 'sample', {
    ...{ slackUserId: lead, displayName: 'Sample Chief', agency: 'OHCHR', roles: ['protection', 'lead', 'admin'] },
  });
});
afterAll(() => desk.close());

async function openRota(who: typeof lead | typeof protection) {
  await desk.slack.openHome(who);
  await desk.slack.waitForHome(who, (view) => shownIn(view).includes('"rota"'));
  await desk.slack.clickInView(who, 'rota', 'open');
  return desk.seen(who, 'Every week');
}
const home = (who: string) => shownIn(desk.slack.home(who));
const shifts = () =>
  row(desk.line, 'select count(*)::int as n, min(from_minute) as f, max(to_minute) as t from duty_shifts');

test('a lead of protection sets the week and a single day from Home, and the rota shows what is set', async () => {
  await openRota(lead);
  await desk.slack.clickInView(lead, 'rota_add_week', 'week');
  await desk.form(lead, 'rota_week');
  const sent = await desk.slack.fillAndSubmit(lead, {
    ...{ person: protection, weekdays: ['1', '2', '3', '4', '5', '6', '7'], from: '00:00', to: '00:00' },
  });
  expect(sent).toEqual({ closed: true });
  await desk.seen(lead, 'Somebody is on duty all the time');
  expect(await shifts()).toEqual({ n: 7, f: 0, t: 0 });
  await desk.slack.clickInView(lead, 'rota_add_day', 'day');
  await desk.form(lead, 'rota_day');
  await desk.slack.fillAndSubmit(lead, {
    person: protection,
    day: '2999-01-01',
    kind: 'off',
    from: '08:00',
    to: '20:00',
  });
  await desk.seen(lead, 'not on duty');
  await desk.leave(lead);
  await desk.slack.openHome(protection);
  await desk.slack.waitForHome(protection, (view) => shownIn(view).includes('On duty now'));
});

test('who only holds protection sees it and finds nothing to change; who does not hold it finds nothing', async () => {
  const view = await openRota(protection);
  for (const name of ['rota_add_week', 'rota_add_day', 'rota_remove']) expect(shownIn(view)).not.toContain(name);
  await desk.leave(protection);
  await desk.slack.openHome(triage);
  await desk.slack.waitForHome(triage, (view) => view.blocks.length > 0);
  expect(home(triage)).not.toContain('rota');
});

test('a forged button changes nothing', async () => {
  const before = await shifts();
  const view = await openRota(lead);
  const body = (user: string, action_id: string, value: string) => ({
    type: 'block_actions',
    team: { id: 'T0SANDBOX', domain: 'sandbox' },
    user: { id: user, team_id: 'T0SANDBOX' },
    trigger_id: 'forged',
    container: { type: 'view', view_id: view.id },
    view,
    actions: [{ type: 'button', block_id: 'b', action_id, value, action_ts: '1' }],
  });
  const { id } = await row(desk.line, 'select id from duty_shifts limit 1');
  let answered = 0;
  const stop = desk.slack.onCall(({ method }) => {
    if (method === 'views.update') answered += 1;
  });
  for (const [user, value] of [
    [triage, id],
    [protection, id],
    [lead, 'no-uuid'],
  ] as const)
    await desk.slack.sendPayload('interactive', body(user, 'rota_remove', String(value)));
  // Each one was answered in the modal that it said it stands in.
  await until(() => answered === 3).finally(stop);
  expect(await shifts()).toEqual(before);
  await desk.leave(lead);
});

test('somebody without protection is not put on duty, and the form says why and stays open', async () => {
  await openRota(lead);
  await desk.slack.clickInView(lead, 'rota_add_week', 'week');
  await desk.form(lead, 'rota_week');
  const sent = await desk.slack.fillAndSubmit(lead, { person: triage, weekdays: ['1'], from: '08:00', to: '20:00' });
  expect(JSON.stringify(sent)).toContain('protection role');
  await desk.leave(lead);
});

test('a shift is removed in one press', async () => {
  const view = await openRota(lead);
  const { id } = await row(desk.line, 'select id from duty_shifts where weekday = 1');
  expect(shownIn(view)).toContain(String(id));
  await desk.slack.clickInView(lead, 'rota_remove', String(id));
  await desk.seen(lead, 'Removed.');
  expect(await shifts()).toMatchObject({ n: 6 });
  await desk.leave(lead);
});

test('an admin who is not of protection is not shown it by the command either', async () => {
  await addStaff(desk.line, 'sample', {
    ...{ slackUserId: triage, displayName: 'Sample Admin', agency: 'UNDP', roles: ['admin'] },
  });
  await desk.slack.slash(triage, 'C0MAIN', '/line', 'staff rota');
  await until(() => shownIn(desk.slack.currentView(triage)).includes('does not allow'));
  expect(shownIn(desk.slack.currentView(triage))).not.toContain('Sample');
});
