import { beforeEach, expect, test } from 'vitest';
import { type Desk, sitAtDesk } from '../support/page-desk.ts';
import { holdPhone, type PagePhone } from '../support/page-phone.ts';
import { languageName, pageWord, staffWord } from '../support/page-words.ts';
import { until } from '../support/until.ts';
import { usePage } from '../support/use-page.ts';

const own = (key: string): string => pageWord('staff-page-tour', key);
const before = (text: string): string => text.split('{{')[0] as string;
/** More than the story needs. */
const MOST_HINTS = 40;

const opened = usePage({ tour: true });
let phone: PagePhone;
let desk: Desk;
beforeEach(() => {
  phone = holdPhone(opened.page, 'sq');
  desk = sitAtDesk(opened.page);
});

/** Does what the hint says, and nothing that it does not say. */
async function follow(hint: string): Promise<void> {
  const label = /“([^”]+)”/.exec(hint)?.[1];
  const reference = /\bF-[0-9A-Z]{6}\b/.exec(hint)?.[0] ?? '';
  if (hint.startsWith(before(own('hints.card')))) return desk.press(reference, 'staff-cards:button.claim');
  if (hint.startsWith(before(own('hints.reply')))) return desk.reply(reference, 'Kjo është një përgjigje e shpikur.');
  if (hint === own('hints.write')) return phone.write('një fjali e shpikur');
  if (hint === own('hints.be_triage')) return desk.actAs('triage');
  if (label) return phone.root.getByRole('button', { name: label, exact: true }).last().click();
  // Anything else is nothing to press: while the bot writes, the next hint follows by itself.
}

test('whoever follows the hints alone has answered their first item, and the tour says so', async () => {
  const tour = opened.page.getByTestId('tour');
  const hint = tour.getByRole('status');
  const steps = tour.getByRole('list').getByRole('listitem');
  const title = own('titles.4');
  for (let told = 0; told < MOST_HINTS && !(await tour.getByText(`: ${title}.`).isVisible()); told += 1) {
    const said = await hint.innerText();
    await follow(said);
    await until(async () => (await hint.innerText()) !== said);
  }
  for (const step of [1, 2, 3]) await steps.filter({ hasText: `${own(`titles.${step}`)}, ${own('done')}` }).waitFor();
  await phone.hears('Kjo është një përgjigje e shpikur.');
});

test('the sample data comes back for whoever is sure, and everything that was sent is gone', async () => {
  const tour = opened.page.getByTestId('tour');
  phone = holdPhone(opened.page, 'sr-Latn');
  await phone.pick();
  await phone.write('/start');
  await phone.hears(languageName('sr-Latn'));
  await tour.getByRole('button', { name: own('reset'), exact: true }).click();
  await opened.page.getByRole('button', { name: own('reset_no'), exact: true }).click();
  expect(await phone.root.locator('[data-from]').count()).toBeGreaterThan(1);
  await tour.getByRole('button', { name: own('reset'), exact: true }).click();
  await opened.page.getByRole('button', { name: own('reset_yes'), exact: true }).click();
  await phone.root.getByRole('button', { name: phone.own('start'), exact: true }).waitFor();
  expect(await phone.root.locator('[data-from]').count()).toBe(0);
  await desk.root.getByText(staffWord('staff-cards:type.appreciation')).first().waitFor();
  await phone.write('/start');
  await phone.hears(languageName('sr-Latn'));
});
