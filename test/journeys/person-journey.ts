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

const cardWith = (world: WorldHere, reference: string, words: string, without?: string) =>
  world.slack.control.waitForMessage(
    CHANNELS.main,
    (message) => {
      const shown = JSON.stringify(message.blocks ?? []);
      const isIts = JSON.stringify(message.metadata ?? {}).includes(reference);
      return isIts && shown.includes(words) && (without === undefined || !shown.includes(without));
    },
    within(`the card of ${reference} with ${words}`),
  );

const TO_TELL = '"action_id":"told"';

async function tell(world: WorldHere, reference: string): Promise<void> {
  await cardWith(world, reference, TO_TELL);
  await press(world, reference, 'told');
  await cardWith(world, reference, 'Told by', TO_TELL);
}

/** What they said, by the beginning of the button that a phone would have had; what they are to be told to it is shown at once. */
async function say(world: WorldHere, reference: string, what: RegExp, words?: string): Promise<void> {
  const { control } = world.slack;
  await press(world, reference, 'person_said');
  const view = await openedView(world, (one) => one.callback_id === 'person_said', 'what they can say');
  const said = what.exec(JSON.stringify(view.blocks))?.[0];
  expect(said, `${what}`).toBeDefined();
  expect(await control.fillAndSubmit(who, { said, ...(words && { words }) })).not.toHaveProperty('errors');
  expect(JSON.stringify(control.currentView(who)?.blocks)).toContain('Tell them:');
  await closeAll(world);
}

/** It is closed and told, they say that it did not solve it, and that opens it again; then they come with another matter. */
async function sayItDidNotSolveIt(world: WorldHere, reference: string, text: string): Promise<void> {
  await press(world, reference, 'close');
  await openedView(world, (view) => view.callback_id === 'close', 'the form of a closing');
  await submit(world, { reason: 'answered', text });
  await tell(world, reference);
  await say(world, reference, /i:rate:[^"]+:no/);
  await cardWith(world, reference, '"action_id":"claim"');
  await tell(world, reference);
}

async function comeWithAnother(world: WorldHere, reference: string, language: Language): Promise<void> {
  const { control } = world.slack;
  await press(world, reference, 'another_item');
  await openedView(world, (view) => view.callback_id === 'another_item', 'the form of another matter');
  const text = `another matter in ${language}`;
  const sent = await control.fillAndSubmit(who, { channel: 'in_person', type: 'request', sector: 'education', text });
  expect(sent).not.toHaveProperty('errors');
  const another = /F-[0-9A-Z]{6}/.exec(JSON.stringify(control.currentView(who)))?.[0] ?? '';
  await closeAll(world);
  expect(another).not.toBe(reference);
  await cardWith(world, another, text);
  await press(world, another, 'contact');
  const contact = await openedView(world, (view) => view.callback_id === 'contact', 'how to reach them');
  expect(JSON.stringify(contact.blocks)).toContain('+38344123456');
  await closeAll(world);
}

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
  await tell(world, reference);
  await sayItDidNotSolveIt(world, reference, ANSWERS[language]);
  await comeWithAnother(world, reference, language);
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
  await tell(world, reference);
  await say(world, reference, /g:cancel:[^"]+/);
  await tell(world, reference);
}
