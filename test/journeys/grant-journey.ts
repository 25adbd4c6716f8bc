import { expect } from 'vitest';
import type { Language } from '../../src/core/domain/codes.ts';
import { CHANNELS, STAFF, type TestWorld } from '../support/line-process.ts';
import { within } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { ANSWERS, cardOf, openedView, submit } from './slack-desk.ts';

const HOUR_MS = 3_600_000;
type Phone = ReturnType<typeof pickUpPhone>;

/** Refused and passed, the idea by text and voice, a time with the adviser, a paper, the decision with its reason, and an appeal. */
export async function liveThroughGrant(
  world: TestWorld & { now(): Date },
  callId: string,
  language: Language,
): Promise<void> {
  const phone = pickUpPhone(world.telegram.control);
  await phone.agree(language);
  await apply(phone, callId, '15');
  await phone.waitForButton('m:grants');
  await apply(phone, callId, '30');
  const reference = await enquire(phone, `an invented idea in ${language} <b> & <!channel>`);

  const card = await cardOf(world, reference);
  expect(JSON.stringify(card)).toContain('an invented idea');
  expect(JSON.stringify(card)).not.toContain('Sample Person');
  await world.slack.control.click(STAFF.triage, CHANNELS.main, card.ts, 'claim');
  const press = async (action: string, fields: Record<string, unknown>) => {
    await world.slack.control.click(STAFF.triage, CHANNELS.main, card.ts, action);
    await openedView(world);
    await submit(world, fields);
  };
  const soon = Math.floor((world.now().getTime() + 48 * HOUR_MS) / HOUR_MS) * 3600;
  await press('grant_propose', { time_1: soon, time_2: soon + 7200, place: 'Invented office 1' });
  await phone.press(await dataWith(phone, 'q:pick:'));
  await phone.waitForText('Invented office 1');

  await press('grant_papers', { papers: ['id'], words: '' });
  await phone.press(await dataWith(phone, 'q:papers:'));
  await phone.waitForButton('messages:!done');
  await taken(phone, () => phone.show());
  await phone.press('messages:!done');
  await world.slack.control.waitForMessage(
    CHANNELS.main,
    (message) => message.thread_ts === card.ts && JSON.stringify(message.blocks).includes('"look"'),
    within('the door to the paper in the thread'),
  );

  await press('grant_complete', {});
  await press('grant_decide', { verdict: 'decline', reason: ANSWERS[language] });
  await phone.waitForText(ANSWERS[language]);
  await phone.press(await dataWith(phone, 'q:appeal:'));
  await phone.waitForButton('messages:!done');
  await taken(phone, () => phone.write('an invented objection'));
  await phone.press('messages:!done');
  await world.slack.control.waitForMessage(
    CHANNELS.main,
    (message) => message.ts !== card.ts && JSON.stringify(message.blocks).includes('an invented objection'),
    within('the card of the appeal'),
  );
}

export async function apply(phone: Phone, callId: string, age: string): Promise<void> {
  phone.write('/grants');
  await phone.press(`o:show:${callId}`);
  await phone.press(`o:apply:${callId}`);
  await phone.answered();
  phone.write(age);
  await phone.answered();
}

/** The form from the idea on; gives the reference. */
export async function enquire(phone: Phone, idea: string): Promise<string> {
  await phone.waitForButton('idea:!done');
  await taken(phone, () => phone.write(idea));
  await taken(phone, () => phone.speak());
  await phone.press('idea:!done');
  await phone.press('stage:starting');
  await phone.answered();
  phone.write('1.500,50 €');
  await phone.answered();
  phone.write('Sample Person');
  await phone.answered();
  phone.control.sendContact(phone.chatId, '+38344000000');
  await phone.press('check:send');
  const sent = await phone.waitForText(/\bE-[0-9A-Z]{6}\b/);
  return /\bE-[0-9A-Z]{6}\b/.exec(sent.text ?? '')?.[0] ?? '';
}

/** Sends a part of a message, and waits until the bot has taken it. */
export async function taken(phone: Phone, send: () => unknown): Promise<void> {
  const count = () => phone.texts().filter((text) => text.startsWith('✔')).length;
  const before = count();
  send();
  await phone.control.waitFor(phone.chatId, () => (count() > before ? true : undefined), within('the part taken'));
}

/** The whole data of the newest button that begins so. */
export async function dataWith(phone: Phone, start: string): Promise<string> {
  const found = await phone.control.waitFor(
    phone.chatId,
    (messages) =>
      messages
        .filter((message) => message.from === 'bot' && !message.deleted)
        .flatMap((message) =>
          (message.markup?.inline_keyboard ?? []).flat().map((button) => button.callback_data ?? ''),
        )
        .findLast((data) => data.startsWith(start)),
    within(`a button ${start}`),
  );
  return found;
}
