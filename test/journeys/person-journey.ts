import { expect } from 'vitest';
import type { Language } from '../../src/core/domain/codes.ts';
import type { WorldHere } from '../support/line-here.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { within } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { ANSWERS, cardOf, closeAll, openedView, submit } from './slack-desk.ts';

const who = STAFF.triage;
const PHONE = '+383 44 123 456';

/**
 * Somebody phones in each language: staff enter it, answer it, tell them, and give them a code; each picks up a phone of their own at the same
 * moment, and reads there what is answered from then on. Then one is registered for a training by staff.
 */
export async function livePeopleWithoutTelegram(
  world: WorldHere,
  languages: readonly Language[],
  training: { code: string },
): Promise<void> {
  const met: { language: Language; reference: string; code: string }[] = [];
  for (const language of languages) met.push(await enterAnswerAndTell(world, language));
  await Promise.all(
    met.map(async ({ language, reference, code }) => {
      const phone = pickUpPhone(world.telegram.control);
      await phone.agree(language);
      phone.write(code);
      await phone.waitForText(reference);
      await phone.press('m:my');
      await phone.waitForButton('m:menu');
      return phone;
    }),
  );
  for (const { language, reference } of met) {
    await cardWith(world, reference, 'Now on Telegram');
    await answer(world, reference, `${ANSWERS[language]} 2`);
    const card = await cardWith(world, reference, 'delivered');
    expect(JSON.stringify(card.blocks)).not.toContain('"action_id":"told"');
  }
  await registerSomebody(world, training.code);
}

const cardWith = (world: WorldHere, reference: string, words: string) =>
  world.slack.control.waitForMessage(
    CHANNELS.main,
    (message) =>
      JSON.stringify(message.metadata ?? {}).includes(reference) &&
      JSON.stringify(message.blocks ?? []).includes(words),
    within(`the card of ${reference} with ${words}`),
  );

async function press(world: WorldHere, reference: string, button: string): Promise<void> {
  const card = await cardOf(world, reference);
  await world.slack.control.click(who, CHANNELS.main, card.ts, button, reference);
}

async function answer(world: WorldHere, reference: string, text: string): Promise<void> {
  await press(world, reference, 'reply');
  await openedView(world, (view) => view.callback_id === 'reply', 'the form of a reply');
  await submit(world, { text });
}

async function enterAnswerAndTell(world: WorldHere, language: Language) {
  const { control } = world.slack;
  await control.slash(who, CHANNELS.main, '/line', 'new');
  await openedView(world, (view) => view.callback_id === 'new', 'the form of a new item');
  const said = {
    channel: 'phone',
    type: 'question',
    sector: 'health',
    language,
    text: `invented words in ${language}`,
  };
  const about = { gender: 'woman', age_band: '60_plus', disability: 'no' };
  const wrong = await control.fillAndSubmit(who, { ...said, contact_phone: 'by the river' });
  expect(wrong).toHaveProperty('errors');
  await control.fillAndSubmit(who, { ...said, ...about, contact_phone: PHONE, contact_how: 'after five' });
  const reference = /F-[0-9A-Z]{6}/.exec(JSON.stringify(control.currentView(who)))?.[0] ?? '';
  await closeAll(world);
  await answer(world, reference, ANSWERS[language]);
  const card = await cardWith(world, reference, 'To be told by phone');
  expect(JSON.stringify(card.blocks)).not.toContain('44123456');
  await press(world, reference, 'contact');
  const contact = await openedView(world, (view) => view.callback_id === 'contact', 'how to reach them');
  expect(JSON.stringify(contact.blocks)).toContain('+38344123456');
  await closeAll(world);
  await press(world, reference, 'told');
  await cardWith(world, reference, 'Told by');
  await press(world, reference, 'join_code');
  const shown = await openedView(world, (view) => /\d{4} \d{4} \d{4}/.test(JSON.stringify(view.blocks)), 'the code');
  const code = /\d{4} \d{4} \d{4}/.exec(JSON.stringify(shown.blocks))?.[0] ?? '';
  await closeAll(world);
  return { language, reference, code };
}

async function registerSomebody(world: WorldHere, code: string): Promise<void> {
  const { control } = world.slack;
  await control.slash(who, CHANNELS.main, '/line', `training ${code}`);
  await openedView(world, (view) => JSON.stringify(view).includes(code), 'the offer');
  await control.clickInView(who, 'offer_enter');
  await openedView(world, (view) => view.callback_id === 'offer_enter', 'the form of a registration');
  const answers = { answer_name: 'Sample Person', answer_phone: PHONE, answer_share: 'yes' };
  const sent = await control.fillAndSubmit(who, { channel: 'in_person', language: 'sq', ...answers });
  expect(sent).not.toHaveProperty('errors');
  const reference = /R-[0-9A-Z]{6}/.exec(JSON.stringify(control.currentView(who)))?.[0] ?? '';
  await closeAll(world);
  await cardWith(world, reference, 'To be told in person');
  await press(world, reference, 'told');
  await cardWith(world, reference, 'Told by');
}
