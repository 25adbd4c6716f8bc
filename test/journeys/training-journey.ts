import { expect } from 'vitest';
import type { Language } from '../../src/core/domain/codes.ts';
import { localParts } from '../../src/core/domain/time/local-time.ts';
import type { Ephemeral } from '../../src/sandbox/slack/state.ts';
import type { WorldHere } from '../support/line-here.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { within } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { dataWith } from './grant-journey.ts';
import { closeAll, openedView } from './slack-desk.ts';

type Phone = ReturnType<typeof pickUpPhone>;
const DAYS_AHEAD = 10;
const who = STAFF.triage;

/** Published with modals; one seat, a waiting list, the freed seat, reminders, the code at the door, the certificate and the questions. */
export async function liveThroughTraining(world: WorldHere, language: Language): Promise<void> {
  const { id, code } = await publishTraining(world, `Invented ${language} <b>`);
  const [first, second] = [pickUpPhone(world.telegram.control), pickUpPhone(world.telegram.control)];
  for (const phone of [first, second]) await phone.agree(language);
  await register(first, id);
  const registration = (await dataWith(first, 'g:cancel:')).split(':')[2] ?? '';
  await register(second, id);
  const mine = (await dataWith(second, 'g:cancel:')).split(':')[2] ?? '';

  await first.press(`g:cancel:${registration}`);
  await first.press('sure:yes');
  await second.press(`g:accept:${mine}`);
  await second.waitForButton(`g:calendar:${mine}`);

  await world.move((DAYS_AHEAD - 3) * 24 + 1);
  await second.press(`g:coming:${mine}`);
  await second.answered();
  await world.move(3 * 24 - 1);
  await comeIn(world, second, { id, code, mine });

  await world.move(5);
  await openOffer(world, code);
  await world.slack.control.clickInView(who, 'offer_finish');
  const file = await second.control.waitFor(
    second.chatId,
    (messages) => messages.find((message) => message.from === 'bot' && message.file?.name?.endsWith('.pdf')),
    within('the certificate'),
  );
  expect(file.file?.bytes).toBeGreaterThan(1000);
  const numbered = await second.waitForText(/\bC-[0-9A-Z]{6}\b/);
  const number = /\bC-[0-9A-Z]{6}\b/.exec(numbered.text ?? '')?.[0] ?? '';
  await second.press(`g:useful:${mine}:yes`);
  await second.press(`g:recommend:${mine}:partly`);
  await second.press('!skip');
  await closeAll(world);
  await world.slack.control.slash(who, CHANNELS.main, '/line', `show ${number}`);
  expect(JSON.stringify(await openedView(world))).toContain('Sample Person');
  await closeAll(world);
}

async function register(phone: Phone, offerId: string): Promise<void> {
  phone.write('/trainings');
  await phone.press(`o:show:${offerId}`);
  await phone.press(`o:apply:${offerId}`);
  await phone.answered();
  phone.write('Sample Person');
  await phone.answered();
  phone.control.sendContact(phone.chatId, '+38344000000');
  await phone.press('needs:!skip');
  await phone.press('share:yes');
  await phone.press('check:send');
}

/** The trainer shows the code of the session, the participant types it. */
async function comeIn(
  world: WorldHere,
  phone: Phone,
  { code, mine }: { id: string; code: string; mine: string },
): Promise<void> {
  await openOffer(world, code);
  await world.slack.control.clickInView(who, 'offer_attendance');
  const form = await openedView(world, (view) => view.callback_id === 'offer_attendance', 'the attendance form');
  const shown = /"text":"(\d{3} \d{3})"/.exec(JSON.stringify(form.blocks))?.[1] ?? '';
  await closeAll(world);
  phone.write('/my');
  await phone.press(await dataWith(phone, 'i:show:'));
  await phone.press(`g:here:${mine}`);
  await phone.answered();
  phone.write(shown);
  await phone.answered();
}

async function told(world: WorldHere, text: string): Promise<Ephemeral> {
  const { control } = world.slack;
  const before = control.ephemerals(who).length;
  await control.slash(who, CHANNELS.main, '/line', text);
  return control.waitForEphemeral(
    who,
    (message) => control.ephemerals(who).indexOf(message) >= before,
    within(`an answer to ${text}`),
  );
}

async function openOffer(world: WorldHere, code: string): Promise<void> {
  await closeAll(world);
  await world.slack.control.slash(who, CHANNELS.main, '/line', `training ${code}`);
  await openedView(world, (view) => JSON.stringify(view).includes(code), 'the offer');
}

/** Invented words are in no language of residents: the form asks once whether they are meant. */
async function sendAnyway(world: WorldHere, fields: Record<string, unknown>) {
  const { control } = world.slack;
  const form = control.currentView(who)?.callback_id;
  const first = await control.fillAndSubmit(who, fields);
  const asked = 'updated' in first && first.updated.callback_id === form;
  return asked ? control.fillAndSubmit(who, fields) : first;
}

/** By modals alone, in one language first and then in the three others that are written. */
async function publishTraining(world: WorldHere, title: string): Promise<{ id: string; code: string }> {
  const { control } = world.slack;
  const list = await told(world, 'training');
  await control.click(who, CHANNELS.main, list.ts, 'offer_new_training', 'training');
  await openedView(world, (view) => view.callback_id === 'offer_new_training', 'the form of a new training');
  const words = { title, place: 'Invented hall', description: 'Invented words.' };
  const { day } = localParts(new Date(world.now().getTime() + DAYS_AHEAD * 86_400_000));
  const { time } = localParts(world.now());
  const sessions = `${day} ${time}-23:59`;
  const where = { agency: 'UNDP', municipality: 'mitrovica_north', sector: 'training', teaching: ['sq', 'sr'] };
  const fields = { language: 'sq', ...words, ...where, sessions, seats: 1, waiting_seats: 5 };
  const past = await sendAnyway(world, { ...fields, sessions: '2026-01-01 10:00-09:00' });
  expect(past).toHaveProperty('errors');
  expect(await control.fillAndSubmit(who, fields)).toHaveProperty('updated');
  const made = JSON.stringify(control.currentView(who));
  const code = /T-[0-9A-Z]{6}/.exec(made)?.[0] ?? '';
  const id = /"value":"([0-9a-f-]{36}):rom"/.exec(made)?.[1] ?? '';
  for (const language of ['sr-Latn', 'rom', 'en']) {
    await control.clickInView(who, 'offer_text', `${id}:${language}`);
    await openedView(world, (view) => view.callback_id === 'offer_text', 'the form of a text');
    expect(await sendAnyway(world, words)).toEqual({ closed: true });
  }
  await control.clickInView(who, 'offer_publish');
  await openedView(
    world,
    (view) => JSON.stringify(view.blocks).includes('Residents see it now'),
    'the word that it is published',
  );
  await closeAll(world);
  return { id, code };
}
