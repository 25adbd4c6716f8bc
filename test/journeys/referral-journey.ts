import { expect } from 'vitest';
import type { Language, StaffAgency } from '../../src/core/domain/codes.ts';
import { addStaff } from '../../src/core/staff/add-staff.ts';
import { readItemByReference } from '../../src/db/queries/items/items.ts';
import type { WorldHere } from '../support/line-here.ts';
import { CHANNELS } from '../support/line-process.ts';
import { within } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { cardOf } from './slack-desk.ts';

/** Staff are told at any hour of the day on which this runs. */
export async function leaveNoHourQuiet(world: WorldHere): Promise<void> {
  const never = JSON.stringify({ from: '00:00', to: '00:00' });
  expect((await world.command('settings', 'set', 'quietHours', never)).code).toBe(0);
  // What a process knows of the settings is old within half a minute.
  await world.move(0.01);
}

/** Of one language, so that four can sit beside each other, each with a screen of their own. */
async function join(world: WorldHere, id: string, agency: StaffAgency): Promise<string> {
  world.slack.control.addStaff({ id, name: `Sample ${id}` });
  const person = { slackUserId: id, displayName: `Sample ${id}`, agency, roles: ['triage' as const] };
  expect(await addStaff(world.line.foundation.line, 'sample', person)).toMatchObject({ ok: true });
  return id;
}

/** Offered, returned with a reason, offered again and accepted; then the resident adds to it. Who is told what, and when. */
export async function liveThroughReferral(world: WorldHere, language: Language): Promise<void> {
  const slack = world.slack.control;
  const { line } = world.line.foundation;
  const name = language.toUpperCase().replace('-', '');
  const refers = await join(world, `U0REFERS${name}`, 'WHO');
  const answers = await join(world, `U0ANSWERS${name}`, 'UNICEF');
  const phone = pickUpPhone(world.telegram.control);
  await phone.agree(language);
  const reference = await phone.sendFeedback(`an invented matter in ${language}`);
  const card = await cardOf(world, reference);
  const shows = (part: string) =>
    slack.waitForMessage(
      CHANNELS.main,
      (message) => message.ts === card.ts && JSON.stringify(message.blocks).includes(part),
      within(`the card of ${reference} with ${part}`),
    );
  const told = (who: string, part: string) =>
    slack.waitForDirectMessage(
      who,
      ({ blocks }) => JSON.stringify(blocks).includes(reference) && JSON.stringify(blocks).includes(part),
      within(`what ${who} is told of ${reference}`),
    );
  const fill = async (who: string, form: string, fields: Record<string, string>) => {
    await slack.click(who, CHANNELS.main, card.ts, form);
    await slack.waitForView(who, (view) => view.callback_id === form, within(`the form ${form}`));
    // On a busy machine the answer may come after Slack's three seconds: it was carried out all the same, and what comes of it is waited for.
    const sent = await slack.fillAndSubmit(who, fields).catch(() => ({}));
    expect(sent).not.toHaveProperty('errors');
    while (slack.currentView(who)) await slack.closeView(who);
  };
  const said = () => JSON.stringify(world.telegram.control.transcript(phone.chatId));

  await slack.click(refers, CHANNELS.main, card.ts, 'claim');
  await shows(`Sample ${refers}`);
  await fill(refers, 'refer', { agency: 'UNICEF', remark: 'an invented remark' });
  await told(answers, 'referred to your agency');
  await fill(answers, 'return_referral', { text: 'an invented reason' });
  await told(refers, 'came back');
  await shows('an invented reason');
  // Before they agreed they read all agencies by name.
  const dealsWithIt = new RegExp(`"text":"[^"]*${reference}[^"]*UNICEF|"text":"[^"]*UNICEF[^"]*${reference}`);
  expect(said()).not.toMatch(dealsWithIt);

  await fill(refers, 'refer', { agency: 'UNICEF', remark: '' });
  await shows('accept_referral');
  await slack.click(answers, CHANNELS.main, card.ts, 'accept_referral');
  await phone.waitForText(new RegExp(`${reference}.*UNICEF|UNICEF.*${reference}`, 's'));
  expect(said()).toMatch(dealsWithIt);
  expect(said()).not.toMatch(/an invented (?:remark|reason)/);

  await shows('"claim"');
  await slack.click(answers, CHANNELS.main, card.ts, 'claim');
  await shows(`Sample ${answers}`);
  const item = await readItemByReference(line.database.read, reference);
  phone.write('/my');
  await phone.press(`i:show:${item?.id}`);
  await phone.press(`i:add:${item?.id}`);
  await phone.answered();
  phone.write('an invented addition');
  await phone.answered();
  await phone.press('messages:!done');
  await told(answers, 'added to it');
  const heard = JSON.stringify([slack.directMessages(refers), slack.directMessages(answers)]);
  expect(heard).not.toMatch(/an invented/);
}
