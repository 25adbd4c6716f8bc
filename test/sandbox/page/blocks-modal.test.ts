import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Desk, sitAtDesk } from '../../support/page-desk.ts';
import { pageWord, staffWord } from '../../support/page-words.ts';
import { usePage } from '../../support/use-page.ts';

const opened = usePage();
let desk: Desk;
beforeEach(async () => {
  desk = sitAtDesk(opened.page);
  await desk.openChannel('main');
});
afterEach(() => desk.leave());

/** A card of the samples. */
const card = () => desk.root.getByTestId('card').last();
const onCard = (key: string) => card().getByRole('button', { name: staffWord(key), exact: true });
const inModal = (key: string) => desk.modal.getByRole('button', { name: staffWord(key), exact: true });
const hasFocus = (name: string) => opened.page.locator('button:focus', { hasText: name }).waitFor();

/** The item itself, from the list of one's own or open items. */
async function openItem(): Promise<void> {
  await desk.write('/line queue');
  await desk.ephemeral().getByRole('button').first().waitFor();
  await desk
    .ephemeral()
    .getByRole('button', { name: staffWord('staff:button.open'), exact: true })
    .first()
    .click();
  await inModal('staff-cards:button.note').waitFor();
}

test('the focus goes into a form and back to the button that opened it', async () => {
  await onCard('staff-cards:button.refer').click();
  await desk.modal.locator('select:focus').waitFor();
  await opened.page.keyboard.press('Escape');
  await hasFocus(staffWord('staff-cards:button.refer'));
});

test('Escape closes one view of a stack at a time and lands where one was', async () => {
  await openItem();
  await inModal('staff-cards:button.note').click();
  await desk.modal.locator('textarea:focus').waitFor();
  await opened.page.keyboard.press('Escape');
  await hasFocus(staffWord('staff-cards:button.note'));
  await inModal('staff-cards:button.refer').waitFor();
  await opened.page.keyboard.press('Escape');
  await desk.modal.waitFor({ state: 'hidden' });
});

test('a mistake takes the focus to its field', async () => {
  await onCard('staff-cards:button.close').click();
  await desk.modal.locator('select').selectOption({ index: 1 });
  await desk.submit('staff:forms.close.submit');
  await desk.modal.locator('textarea[aria-invalid="true"]:focus').waitFor();
  expect(await desk.modal.getByRole('alert').count()).toBe(1);
});

test('what was typed survives a lost way to the line and a reload', async () => {
  const { page } = opened;
  const words = 'Invented words that must stay.';
  await onCard('staff-cards:button.note').click();
  const field = desk.field('staff:forms.note.text');
  await field.fill(words);
  await page.route('**/sandbox/slack/submitView', (route) => route.abort());
  await desk.submit('staff:forms.note.submit');
  await desk.modal.getByText(pageWord('staff-page-blocks', 'trouble')).waitFor();
  expect(await field.inputValue()).toBe(words);
  await page.unroute('**/sandbox/slack/submitView');
  await page.reload();
  await field.waitFor();
  expect(await field.inputValue()).toBe(words);
});

test('a form sent by a double click is sent once', async () => {
  const words = 'An invented note, sent in a hurry.';
  await openItem();
  await inModal('staff-cards:button.note').click();
  await desk.field('staff:forms.note.text').fill(words);
  const sent: string[] = [];
  opened.page.on('request', (request) => request.url().endsWith('/submitView') && sent.push(request.url()));
  await inModal('staff:forms.note.submit').dblclick();
  await inModal('staff-cards:button.refer').waitFor();
  expect(sent).toHaveLength(1);
});

test('on a narrow screen a modal leaves the other panes alone until its own is looked at', async () => {
  const { page } = opened;
  await onCard('staff-cards:button.note').click();
  await desk.modal.waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  const tabs = page.getByRole('navigation', { name: pageWord('staff-page', 'panes') });
  const tab = (key: string) => tabs.getByRole('button', { name: pageWord('staff-page', key), exact: true });
  await tab('phone').click();
  expect(await desk.modal.isVisible()).toBe(false);
  await tab('workspace').click();
  await desk.modal.locator('textarea:focus').waitFor();
});
