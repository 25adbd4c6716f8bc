import { expect } from 'vitest';
import { LANGUAGES, type Language } from '../../src/core/domain/codes.ts';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { formatEuros } from '../../src/core/i18n/write-figures.ts';
import type { WorldHere } from '../support/line-here.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { publishedOffer, sampleCall } from '../support/offers.ts';
import { pickUpPhone } from '../support/phone.ts';
import { apply, dataWith, enquire, taken } from './grant-journey.ts';
import { ANSWERS, cardOf, closeAll, openedView } from './slack-desk.ts';

const texts = loadTexts();
const who = STAFF.triage;

/**
 * A call that wants two papers, of which staff ask for one: the other is missing until it is waived with a reason, which the resident reads;
 * and money is approved from the sum that was asked for, after the form asked once more with what is left of the budget.
 */
export async function liveThroughPapers(
  world: WorldHere,
  member: StaffMember,
  languages: readonly Language[] = LANGUAGES,
): Promise<void> {
  const { line } = world.line.foundation;
  const [paper] = sampleCall(world.now()).papers;
  const plan = { key: 'plan', texts: { sq: 'Plani', 'sr-Latn': 'Plan', rom: 'Plano', en: 'Business plan' } };
  const callId = await publishedOffer(
    line,
    member,
    sampleCall(world.now(), { papers: [...(paper ? [paper] : []), plan], rules: { minAge: 18 } }),
  );
  const applied = await Promise.all(
    languages.map(async (language) => {
      const phone = pickUpPhone(world.telegram.control);
      await phone.agree(language);
      await apply(phone, callId, '30');
      return { language, phone, reference: await enquire(phone, `an invented idea in ${language}`) };
    }),
  );
  // One person works in Slack, so one modal stands open at a time.
  for (const one of applied) await ask(world, one.reference);
  await Promise.all(
    applied.map(async ({ language, phone }) => {
      await phone.press(await dataWith(phone, 'q:papers:'));
      await phone.waitForButton('messages:!done');
      await taken(phone, () => phone.show());
      await phone.press('messages:!done');
      await phone.waitForText(texts.say(language, 'grants:papers_missing', { count: 1 }, 'sq'));
    }),
  );
  let left = 10_000;
  for (const { language, phone, reference } of applied) {
    await complete(world, reference, ANSWERS[language]);
    await phone.waitForText(ANSWERS[language]);
    await approve(world, reference, ANSWERS[language], left);
    left -= 1500.5;
    await phone.waitForText(formatEuros(language, 150_050));
  }
}

async function press(world: WorldHere, reference: string, action: string): Promise<string> {
  const card = await cardOf(world, reference);
  await world.slack.control.click(who, CHANNELS.main, card.ts, action);
  return JSON.stringify(await openedView(world, (view) => view.callback_id === action, `the form ${action}`));
}

async function ask(world: WorldHere, reference: string): Promise<void> {
  await press(world, reference, 'grant_papers');
  expect(await world.slack.control.fillAndSubmit(who, { papers: ['id'], words: '' })).not.toHaveProperty('errors');
  await closeAll(world);
}

async function complete(world: WorldHere, reference: string, why: string): Promise<void> {
  const form = await press(world, reference, 'grant_complete');
  expect(form).toContain('Business plan: missing, not asked for yet');
  expect(form).not.toContain('No paper is missing');
  const { control } = world.slack;
  expect(await control.fillAndSubmit(who, {})).toHaveProperty('errors');
  expect(await control.fillAndSubmit(who, { waived: ['plan'] })).toHaveProperty('errors');
  expect(await control.fillAndSubmit(who, { waived: ['plan'], why })).not.toHaveProperty('errors');
  await closeAll(world);
}

async function approve(world: WorldHere, reference: string, reason: string, left: number): Promise<void> {
  const form = await press(world, reference, 'grant_decide');
  expect(form).toContain('Business plan: not needed');
  const { control } = world.slack;
  const euros = (amount: number) => formatEuros('en', amount * 100);
  const asked = await control.fillAndSubmit(who, { verdict: 'approve', reason });
  const shown = 'updated' in asked ? JSON.stringify(asked.updated.blocks) : '';
  expect(shown).toContain('You approve €1,500.50');
  expect(shown).toContain(`Left in the budget now: ${euros(left)}, and after it: ${euros(left - 1500.5)}`);
  expect(await control.fillAndSubmit(who, { verdict: 'approve', reason })).not.toHaveProperty('errors');
  await closeAll(world);
}
