import { expect } from 'vitest';
import type { Language } from '../../src/core/domain/codes.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import type { WorldHere } from '../support/line-here.ts';
import { within } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';

const texts = loadTexts();
type Phone = ReturnType<typeof pickUpPhone>;

/**
 * In every language at once: a name that was typed where a button was expected, and taken back, is nobody's matter; a voice that is kept goes with
 * the message it was kept for, over the menu and back; the list says how it stands; and all of it comes as a page.
 */
export const liveInterrupted = (world: WorldHere, offerId: string, languages: readonly Language[]): Promise<unknown> =>
  Promise.all(languages.map((language) => liveOne(world, offerId, language)));

async function liveOne(world: WorldHere, offerId: string, language: Language): Promise<void> {
  const phone = pickUpPhone(world.telegram.control);
  const say = (key: string) => texts.say(language, key);
  await phone.agree(language);
  await registerInterrupted(phone, offerId, say);
  const reference = await reportInterrupted(phone, say);

  phone.write('/my');
  const list = await phone.waitForText(say('items:secret'));
  const rows = (list.markup?.inline_keyboard ?? [])
    .flat()
    .filter(({ callback_data: data }) => data?.startsWith('i:show:'));
  // What was typed and taken back became nothing.
  expect(rows).toHaveLength(2);
  // How each stands is said above, under the number of its button.
  const listed = list.text?.split('\n').find((line) => line.includes(say('items:state.received').slice(0, 12))) ?? '';
  const feedback = rows.find(({ text }) => listed.startsWith(`${text} `));
  world.telegram.control.pressButton(phone.chatId, list.messageId, feedback?.callback_data ?? '');
  await phone.waitForText('an invented street without water');
  await phone.waitForText(say('items:show.state_since').split('{{')[0] ?? '');

  phone.write('/privacy');
  await phone.press('m:download');
  const page = await fileOf(phone, '.html');
  for (const held of ['Sample Person', '+38344000000', 'an invented street without water', reference])
    expect(page).toContain(held);
  expect(page).not.toContain('Sample Mistake');
  expect(page).toContain(`<html lang="${language}">`);
  expect(await fileOf(phone, '.json')).toContain('Sample Person');
}

/** At the question of needs they type somebody's name, and go back. */
async function registerInterrupted(phone: Phone, offerId: string, say: (key: string) => string): Promise<void> {
  phone.write('/trainings');
  await phone.press(`o:show:${offerId}`);
  await phone.press(`o:apply:${offerId}`);
  await phone.answered();
  phone.write('Sample Person');
  await phone.answered();
  phone.control.sendContact(phone.chatId, '+38344000000');
  await phone.waitForButton('needs:!skip');
  phone.write('Sample Mistake');
  const asked = await phone.waitForText(say('forms:aside.ask'));
  expect(asked.text).toContain('Sample Mistake');
  await phone.press('!back');
  await phone.waitForText(say('forms:aside.left'));
  await phone.press('needs:!skip');
  await phone.press('share:yes');
  await phone.press('check:send');
  await phone.control.waitFor(
    phone.chatId,
    (messages) =>
      messages.find(({ markup }) =>
        (markup?.inline_keyboard ?? []).flat().some(({ callback_data: data }) => data?.startsWith('g:calendar:')),
      ),
    within('the place'),
  );
  expect(phone.texts().some((text) => text.includes(say('freetext:ask')))).toBe(false);
}

/** A voice and a picture where a button was expected are kept; over the menu and back they are in what is sent, and seen before. */
async function reportInterrupted(phone: Phone, say: (key: string) => string): Promise<string> {
  phone.write('/feedback');
  await phone.waitForButton('type:complaint');
  phone.speak();
  await phone.waitForText(say('forms:aside.ask'));
  await phone.press('!keep');
  await phone.answered();
  phone.write('/menu');
  await phone.press('m:resume');
  await phone.press('type:complaint');
  await phone.press('municipality:zvecan');
  await phone.press('settlement:!skip');
  await phone.press('sector:public_services');
  await phone.waitForButton('messages:!done');
  phone.write('an invented street without water');
  await phone.answered();
  await phone.press('messages:!done');
  const title = say('forms:check.title');
  const { text: check } = await phone.control.waitFor(
    phone.chatId,
    (messages) => messages.findLast(({ text }) => text?.includes(title) && text.includes('an invented street')),
    within('what is sent, shown before'),
  );
  expect(check).toContain('an invented street without water');
  expect(check).toContain(`${say('codes:message_kind.voice')}: 0:04`);
  await phone.press('check:send');
  const sent = await phone.waitForText(/\bF-[0-9A-Z]{6}\b/);
  const reference = /\bF-[0-9A-Z]{6}\b/.exec(sent.text ?? '')?.[0] ?? '';
  // Its number is on the last screen too, beside the first question about themselves.
  await phone.waitForButton('gender:woman');
  expect(phone.texts().at(-1)).toContain(reference);
  return reference;
}

async function fileOf(phone: Phone, ending: string): Promise<string> {
  const sent = await phone.control.waitFor(
    phone.chatId,
    (messages) => messages.findLast(({ file, from }) => from === 'bot' && file?.name?.endsWith(ending)),
    within(`the file ${ending}`),
  );
  return phone.control.fileBytes(sent.file?.fileId ?? '')?.toString() ?? '';
}
