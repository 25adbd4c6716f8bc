import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { type OpenPage, openPageWorld, type PageWorld, type Theme } from '../support/page.ts';
import { sitAtDesk } from '../support/page-desk.ts';
import { agree, holdPhone, sendFeedback } from '../support/page-phone.ts';
import { pageWord } from '../support/page-words.ts';
import { serious } from '../support/serious.ts';

let world: PageWorld;
let reference: string;
beforeAll(async () => {
  world = await openPageWorld();
  const opened = await world.open();
  const phone = holdPhone(opened.page, 'sq');
  await agree(phone);
  reference = await sendFeedback(phone, 'fjalë të shpikura');
  await sitAtDesk(opened.page).card(reference).waitFor();
  await opened.close();
});
afterAll(() => world.close());

/** A page is cut when it can be moved sideways. */
const sideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const pane = async ({ page }: OpenPage, key: string, width: number) => {
  if (width < 900)
    await page
      .getByRole('navigation')
      .getByRole('button', { name: pageWord('staff-page', key), exact: true })
      .click();
  else if (key === 'glass') await page.getByRole('button', { name: pageWord('staff-page', 'show_glass') }).click();
};

describe.each<{ theme: Theme; width: number }>([
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 360 },
  { theme: 'dark', width: 360 },
])('at $width pixels with $theme colours', ({ theme, width }) => {
  const look = (name: string, show: (opened: OpenPage) => Promise<void>, tour = false) =>
    test(`axe finds nothing serious in ${name}, and nothing is cut`, async () => {
      const opened = await world.open({ theme, width, height: width < 900 ? 740 : 900, tour });
      await show(opened);
      expect(await serious(opened.page)).toEqual([]);
      expect(await sideways(opened.page)).toBe(0);
      await opened.close();
    });

  look('the phone', async (opened) => {
    await pane(opened, 'phone', width);
    await opened.page.locator('[data-from="bot"]').first().waitFor();
  });
  look('the workspace', async (opened) => {
    await pane(opened, 'workspace', width);
    await sitAtDesk(opened.page).card(reference).waitFor();
  });
  look('an open modal with a mistake', async (opened) => {
    await pane(opened, 'workspace', width);
    const desk = sitAtDesk(opened.page);
    await desk.actAs('triage');
    await desk.card(reference).waitFor();
    // Open still from the look before: a modal is the person's, not the browser's.
    await desk.leave();
    await desk.press(reference, 'staff-cards:button.reply');
    await desk.submit('staff:forms.reply.submit');
    await desk.modal.getByRole('alert').first().waitFor();
  });
  look('the text behind a message', async (opened) => {
    const { page } = opened;
    await page
      .getByRole('banner')
      .getByRole('button', { name: pageWord('staff-page-keys', 'toggle') })
      .click();
    const list = page.getByTestId('phone').getByRole('list', { name: pageWord('staff-page-keys', 'list') });
    await list.first().getByRole('button').first().click();
    await page.getByRole('dialog', { name: pageWord('staff-page-keys', 'title') }).waitFor();
  });
  look('the reading of the texts, and the next one is a key away', async ({ page }) => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: pageWord('staff-page-keys', 'toggle') })
      .click();
    await page.getByRole('button', { name: pageWord('staff-page-review', 'open') }).click();
    const dialog = page.getByRole('dialog', { name: pageWord('staff-page-review', 'title') });
    const chosen = dialog.locator('[aria-current="true"]').first();
    await chosen.waitFor();
    await dialog.getByRole('heading', { level: 3 }).first().click();
    const key = dialog.locator('.review-key');
    await expect.poll(() => key.textContent()).toBe('consent:pick_language');
    await page.keyboard.press('n');
    await expect.poll(() => key.textContent()).toMatch(/^codes:language\./);
    await page.keyboard.press('p');
    await expect.poll(() => key.textContent()).toBe('consent:pick_language');
  });
  look('a resident being added', async (opened) => {
    const phone = holdPhone(opened.page, 'sq');
    await phone.root.getByRole('button', { name: phone.own('add_resident') }).click();
    const dialog = opened.page.getByRole('dialog', { name: phone.own('add_resident') });
    await dialog.waitFor();
    const offered = await dialog.getByRole('combobox').getByRole('option').allTextContents();
    expect(offered).toEqual(LANGUAGES.map((language) => pageWord('phone', 'own_name', language)));
  });
  look('what is under the glass', async (opened) => {
    await pane(opened, 'glass', width);
    const way = `${pageWord('staff-page-glass', 'way')} ${reference}`;
    await opened.page.getByTestId('glass').getByRole('region', { name: way }).waitFor();
  });
  look(
    'the tour',
    async (opened) => {
      await opened.page.getByTestId('tour').waitFor();
    },
    true,
  );
});
