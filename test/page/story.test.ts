import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Language } from '../../src/core/domain/codes.ts';
import { type OpenPage, openPageWorld, type PageWorld, type Theme } from '../support/page.ts';
import { type Desk, sitAtDesk } from '../support/page-desk.ts';
import { addPart, agree, beginFeedback, holdPhone, type PagePhone, sendForm } from '../support/page-phone.ts';
import { staffWord } from '../support/page-words.ts';

type Telling = { language: Language; theme: Theme; voice: 'microphone' | 'file'; answer: string };
/** Invented; each answer in the resident's own language and script, else the form asks once more. */
const TELLINGS: Telling[] = [
  { language: 'sq', theme: 'light', voice: 'microphone', answer: 'Kjo është një përgjigje e shpikur për ju.' },
  { language: 'sr-Latn', theme: 'dark', voice: 'file', answer: 'Ovo je izmišljen odgovor za vas.' },
  { language: 'sr-Cyrl', theme: 'light', voice: 'file', answer: 'Ово је измишљен одговор за вас.' },
  { language: 'rom', theme: 'dark', voice: 'file', answer: 'Akava si jekh izmislime odgovori tumenge.' },
];

let world: PageWorld;
beforeAll(async () => {
  world = await openPageWorld();
});
afterAll(() => world.close());

describe.each(TELLINGS)('in $language, with $theme colours', ({ language, theme, voice, answer }) => {
  let opened: OpenPage;
  let phone: PagePhone;
  let desk: Desk;
  beforeEach(async () => {
    opened = await world.open({ theme });
    phone = holdPhone(opened.page, language);
    desk = sitAtDesk(opened.page);
    await phone.pick();
  });
  afterEach(() => opened.close());

  test('a resident is heard by text and by voice, and answered', async () => {
    const words = `invented words in ${language}`;
    await agree(phone);
    await beginFeedback(phone);
    await addPart(phone, () => phone.write(words));
    await addPart(phone, voice === 'microphone' ? phone.recordVoice : phone.chooseVoice);
    const reference = await sendForm(phone);

    await desk.actAs('triage');
    await desk.openChannel('main');
    await desk.card(reference).getByText(words).waitFor();
    // The recording stands in no channel: one press brings it to the direct messages of who asked.
    await desk.press(reference, 'staff-media:look');
    await desk.openDirect();
    const file = await desk.openFile(desk.root);
    expect(await file.locator('audio').getAttribute('src')).toContain('as=');
    await opened.page.keyboard.press('Escape');
    await desk.openChannel('main');
    await desk.press(reference, 'staff-cards:button.claim');
    await desk.card(reference).getByText('Milan Sample').waitFor();
    await answerAfterAMistake(desk, reference, answer);

    await phone.hears(answer);
    await desk.card(reference).getByText(staffWord('staff-cards:delivery.sent')).waitFor();
  });

  test('a serious report is read by protection staff alone', async () => {
    const words = `invented grave words in ${language}`;
    await beginFeedback(phone, 'sensitive_report');
    await addPart(phone, () => phone.write(words));
    const reference = await sendForm(phone);

    await desk.actAs('protection');
    await desk.openChannel('sensitive');
    await desk.card(reference).waitFor();
    expect(await desk.root.innerText()).not.toContain(words);
    await desk.press(reference, 'staff-cards:button.open');
    await desk.modal.getByText(words).waitFor();
    await desk.leave();

    await desk.actAs('triage');
    await desk.openChannel('main');
    expect(await desk.channels()).toEqual(['main']);
    await desk.write(`/line show ${reference}`);
    await desk.modal.getByText(staffWord('staff:refusals.not_found')).waitFor();
    await desk.leave();
    expect(await desk.root.innerText()).not.toContain(words);
  });
});

test('a form of staff lies over their side alone: the resident beside it writes on, and both keep their words', async () => {
  const opened = await world.open();
  const { page } = opened;
  const phone = holdPhone(page, 'sq');
  const desk = sitAtDesk(page);
  await phone.pick();
  await beginFeedback(phone);
  await addPart(phone, () => phone.write('fjalë të shpikura për kartën'));
  const reference = await sendForm(phone);
  await desk.actAs('triage');
  await desk.openChannel('main');
  await desk.press(reference, 'staff-cards:button.claim');
  await desk.card(reference).getByText('Milan Sample').waitFor();
  await desk.press(reference, 'staff-cards:button.reply');
  const text = desk.field('staff:forms.reply.text');
  await text.fill('Përgjigje e pambaruar.');
  await phone.write('fjalë ndërkohë');
  await page.getByTestId('phone').getByText('fjalë ndërkohë').first().waitFor();
  expect(await text.inputValue()).toBe('Përgjigje e pambaruar.');
  // What lies beneath the form is out of reach, by mouse and by keyboard.
  expect(await page.locator('.ws-under').getAttribute('inert')).not.toBeNull();
  await text.press('Escape');
  await desk.modal.waitFor({ state: 'detached' });
  expect(await page.locator('.ws-under').getAttribute('inert')).toBeNull();
  await opened.close();
});

/** The form is sent empty, then with what only looks like words; what is wrong stands at the field, and what is right goes. */
async function answerAfterAMistake(desk: Desk, reference: string, answer: string): Promise<void> {
  await desk.press(reference, 'staff-cards:button.reply');
  const text = desk.field('staff:forms.reply.text');
  await text.fill('   ');
  await desk.submit('staff:forms.reply.submit');
  await desk.modal.getByText(staffWord('staff:refusals.empty_text')).waitFor();
  await text.fill(answer);
  await desk.submit('staff:forms.reply.submit');
  await desk.modal.getByText(staffWord('staff:replied.sending')).waitFor();
  await desk.leave();
}
