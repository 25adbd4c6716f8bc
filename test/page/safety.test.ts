import { expect, test } from 'vitest';
import { type Desk, sitAtDesk } from '../support/page-desk.ts';
import { lookUnderGlass } from '../support/page-glass.ts';
import { addPart, agree, beginFeedback, holdPhone, type PagePhone, sendForm } from '../support/page-phone.ts';
import { pageWord, say, staffWord } from '../support/page-words.ts';
import { usePage } from '../support/use-page.ts';

const opened = usePage();
const WEEK = [1, 2, 3, 4, 5, 6, 7].map((day) => staffWord(`staff-duty:weekday.${day}`));
/** A call as somebody reads it in their direct messages: what follows the channel, for there the stages differ. */
const call = (stage: string): string => {
  const [, after = ''] = staffWord(`staff-danger:tell.${stage}`, { channel: '|' }).split('|');
  return after.replace(/^[ .]+/, '');
};

/** Says everything there is to say about something serious, and sends it. */
async function report(phone: PagePhone, words: string, more: () => Promise<void> = async () => {}): Promise<string> {
  await beginFeedback(phone, 'sensitive_report', { safe: 'no' });
  await addPart(phone, () => phone.write(words));
  await more();
  return sendForm(phone);
}

/** As Selma, in the restricted channel. */
async function openReport(desk: Desk, reference: string, words: string): Promise<void> {
  await desk.actAs('protection');
  await desk.openChannel('sensitive');
  await desk.press(reference, 'staff-cards:button.open');
  await desk.modal.getByText(words).waitFor();
}

test('who is in danger heads the restricted card and calls who is on duty by the rota, then everybody, without a word', async () => {
  const words = 'izmislime phare lafija';
  const phone = holdPhone(opened.page, 'rom');
  const desk = sitAtDesk(opened.page);
  await phone.pick();
  await agree(phone);
  await setRota(desk);
  const reference = await report(phone, words);
  // Whom to call, that nobody comes, and the way out stand there in the second language too.
  await phone.hears(say('sq', 'danger:sends_nobody'));
  await phone.button('menu:quick_exit').waitFor();

  await desk.actAs('protection');
  await desk.openDirect();
  await desk.root.getByText(call('at_once')).waitFor();
  await desk.actAs('rota');
  await desk.openDirect();
  await desk.root.getByText(pageWord('staff-page-workspace', 'empty')).waitFor();
  const glass = await lookUnderGlass(opened.page);
  await glass.forward(1);
  await desk.root.getByText(call('unopened')).waitFor();
  // The link of the call leads to the card, on this page.
  await desk.root.getByRole('button', { name: '#line-sensitive' }).click();
  await desk.cardSays(reference, 'staff-danger:card.not_safe');
  expect(await desk.root.innerText()).not.toContain(words);
  await openReport(desk, reference, words);
  await desk.submit('staff-cards:button.claim');
  await desk.modal.getByText('Selma Sample').waitFor();
  await desk.leave();
});

async function setRota(desk: Desk): Promise<void> {
  await desk.actAs('rota');
  await desk.openHome();
  await desk.root.getByText(staffWord('staff-duty:nobody')).waitFor();
  await desk.root.getByRole('button', { name: staffWord('staff-duty:title') }).click();
  await desk.submit('staff-duty:button.add_week');
  await desk.choose('staff-duty:field.person', 'Selma Sample (protection)');
  await desk.chooseSeveral('staff-duty:field.weekdays', WEEK);
  await desk.field('staff-duty:field.from').fill('00:00');
  await desk.field('staff-duty:field.to').fill('00:00');
  await desk.submit('staff:forms.rota_week.submit');
  await desk.modal.getByText(staffWord('staff-duty:no_hole')).waitFor();
  await desk.leave();
}

/** A report from this phone, opened by Selma where she looks at its files and answers. */
async function openOne(phone: PagePhone, desk: Desk, words: string): Promise<string> {
  await phone.pick();
  await agree(phone);
  const reference = await report(phone, words, () => addPart(phone, phone.chooseVoice));
  await openReport(desk, reference, words);
  return reference;
}

test('a voice is looked at in the direct messages of who asked alone, and is gone from there by the clock', async () => {
  const phone = holdPhone(opened.page, 'sr-Latn');
  const desk = sitAtDesk(opened.page);
  const reference = await openOne(phone, desk, 'teške izmišljene reči');
  await desk.submit('staff-media:look');
  await desk.modal.getByText(staffWord('staff-media:coming', { ends: '|' }).split('|')[0] as string).waitFor();
  await desk.leave();
  const file = desk.root.getByRole('button', { name: `${reference}-2` });
  await desk.openDirect();
  await file.waitFor();
  const about = desk.root.getByRole('article').filter({ hasText: staffWord('staff-media:warning.sound') });
  expect(await about.count()).toBe(1);
  await desk.actAs('rota');
  await desk.openDirect();
  await desk.root.getByRole('log').waitFor();
  expect(await about.count()).toBe(0);
  await desk.actAs('protection');
  await desk.openDirect();
  await file.waitFor();
  const glass = await lookUnderGlass(opened.page);
  await glass.forward(1);
  await about.waitFor({ state: 'hidden' });
  expect(await desk.root.innerText()).not.toContain(pageWord('staff-page-workspace', 'deleted'));
});

test('an answer to a serious report comes as a neutral notice, is opened protected, and is gone by the button and by the clock', async () => {
  const answer = 'Kjo është një përgjigje e shpikur për ju.';
  const phone = holdPhone(opened.page, 'sq');
  const desk = sitAtDesk(opened.page);
  const reference = await openOne(phone, desk, 'fjalë të rënda të shpikura');
  await phone.begin();
  await desk.submit('staff-cards:button.reply');
  await desk.field('staff:forms.reply.text').fill(answer);
  await desk.submit('staff:forms.reply.submit');
  await phone.hearsKey('discreet:notice.title');
  const notice = await phone.fresh().allInnerTexts();
  expect(notice.join()).not.toContain(reference);
  await desk.leave();

  await phone.tap('discreet:notice.open');
  await phone.hearsKey('discreet:ask.alone');
  await phone.tap('discreet:ask.yes');
  const shown = phone.fresh().filter({ hasText: answer });
  await shown.getByText(phone.own('protected')).waitFor();
  await phone.tap('discreet:look.close');
  await shown.waitFor({ state: 'hidden' });

  await phone.begin();
  await phone.write('/my');
  // The one row there is; the resident's own message has a button too, to change it.
  await phone.said().getByRole('button').first().click();
  await phone.tap('discreet:ask.yes');
  await shown.getByText(phone.own('protected')).waitFor();
  const glass = await lookUnderGlass(opened.page);
  await glass.forward(1);
  await shown.waitFor({ state: 'hidden' });
  // What is left of it on the phone goes by Quick exit.
  await phone.write('/menu');
  await phone.tap('menu:quick_exit');
  await phone.root.getByText(reference).first().waitFor({ state: 'hidden' });
  await phone.root.getByText('fjalë të rënda të shpikura').first().waitFor({ state: 'hidden' });
});
