import { beforeEach, expect, test } from 'vitest';
import { type Desk, sitAtDesk } from '../support/page-desk.ts';
import { type Glass, lookUnderGlass } from '../support/page-glass.ts';
import { agree, holdPhone, type PagePhone, sendFeedback } from '../support/page-phone.ts';
import { usePage } from '../support/use-page.ts';

const opened = usePage();
let phone: PagePhone;
let desk: Desk;
let glass: Glass;
beforeEach(async () => {
  phone = holdPhone(opened.page, 'sq');
  desk = sitAtDesk(opened.page);
  glass = await lookUnderGlass(opened.page);
});

test('what is sent while Slack is down comes as one card, even after a restart meanwhile', async () => {
  await agree(phone);
  await glass.fault('slack_down', true);
  const reference = await sendFeedback(phone, 'fjalë të shpikura pa Slack');
  expect(await desk.card(reference).count()).toBe(0);
  await glass.restart();
  expect(await desk.card(reference).count()).toBe(0);
  await glass.fault('slack_down', false);
  await desk.card(reference).waitFor();
  // Whatever else would be posted has been by the time the next card is there.
  const next = await sendFeedback(phone, 'fjalë të tjera të shpikura');
  await desk.card(next).waitFor();
  expect(await desk.cards(reference).count()).toBe(1);
});

test('an answer that Telegram refuses for a while is heard once', async () => {
  const reference = await sendFeedback(phone, 'fjalë të shpikura për Telegram');
  await desk.actAs('triage');
  await glass.fault('telegram_429', true);
  await desk.reply(reference, 'Kjo është një përgjigje e shpikur.');
  await desk.card(reference).getByText('Kjo është një përgjigje e shpikur.').waitFor();
  await desk.cardSays(reference, 'staff-cards:delivery.pending');
  expect(await phone.fresh().filter({ hasText: 'Kjo është një përgjigje e shpikur.' }).count()).toBe(0);
  await glass.fault('telegram_429', false);
  await phone.hears('Kjo është një përgjigje e shpikur.');
  await desk.cardSays(reference, 'staff-cards:delivery.sent');
  expect(await phone.fresh().filter({ hasText: 'Kjo është një përgjigje e shpikur.' }).count()).toBe(1);
});
