import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageWorld, type PageWorld } from '../support/page.ts';
import { sitAtDesk } from '../support/page-desk.ts';
import { holdPhone } from '../support/page-phone.ts';
import { languageName, say, staffWord } from '../support/page-words.ts';

/** More stops than the page has: whoever goes round twice in vain does not find it. */
const MOST_STOPS = 400;

let world: PageWorld;
beforeAll(async () => {
  world = await openPageWorld();
});
afterAll(() => world.close());

type Stop = { name: string; card: string; pane: string; seen: boolean };
/** Where the keyboard is: the name of the control, the card it is on, and whether its focus can be seen. */
const STOP = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return { name: '', card: '', pane: '', seen: true };
  const labelled = (at.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const name = at.getAttribute('aria-label') || labelled.trim() || at.labels?.[0]?.textContent || at.textContent || '';
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const seen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  return {
    name: name.trim(),
    card: at.closest('[data-testid="card"]')?.dataset.reference ?? '',
    pane: at.closest('[data-testid="phone"]') ? 'phone' : at.closest('[data-testid="workspace"]') ? 'workspace' : '',
    seen,
  };
})()`;

/** Presses Tab until the keyboard stands on what is looked for. */
async function tabTo(page: Page, wanted: (stop: Stop) => boolean, what: string, key = 'Tab'): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(key);
    const at = (await page.evaluate(STOP)) as Stop;
    expect(at.seen, `the focus cannot be seen on "${at.name}"`).toBe(true);
    if (wanted(at)) return;
  }
  throw new Error(`the keyboard does not reach ${what}`);
}

test('from the address bar to a sent feedback and a claimed card by keyboard alone', async () => {
  const opened = await world.open();
  const { page } = opened;
  const phone = holdPhone(page, 'sq');
  const desk = sitAtDesk(page);
  const press = async (label: string) => {
    await phone.label(label).waitFor();
    await tabTo(page, ({ name, pane }) => pane === 'phone' && name === label, `the button ${label}`);
    await page.keyboard.press('Enter');
  };
  const type = async (text: string) => {
    await tabTo(page, ({ name, pane }) => pane === 'phone' && name === phone.own('write'), 'the field to write in');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await type('/start');
  await press(languageName('sq'));
  await press(say('sq', 'consent:agree'));
  await press(say('sq', 'menu:feedback'));
  await press(say('sq', 'codes:feedback_type.complaint'));
  await press(say('sq', 'codes:municipality.mitrovica_north'));
  await press(say('sq', 'common:skip'));
  await press(say('sq', 'codes:sector.public_services'));
  await phone.hearsKey('feedback:messages.done_hint');
  await type('fjalë të shpikura me tastierë');
  await press(say('sq', 'common:done'));
  await press(say('sq', 'feedback:check.send'));
  const reference = await phone.reference();
  await desk.card(reference).waitFor();
  const claim = staffWord('staff-cards:button.claim');
  await tabTo(page, ({ name, card }) => card === reference && name === claim, 'Claim');
  await page.keyboard.press('Enter');
  await desk.card(reference).getByText('Arta Sample').waitFor();
  await opened.close();
});
