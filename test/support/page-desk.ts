import type { Locator, Page } from 'playwright-core';
import { pageWord, staffWord } from './page-words.ts';
import { PATIENCE_MS } from './patience.ts';

/** Long after Slack gave up on a press. */
const PRESSES_AGAIN_MS = 15_000;

/** The sample staff, as the page names them. */
const NAMES = {
  lead: 'Arta Sample (lead)',
  triage: 'Milan Sample (triage)',
  protection: 'Selma Sample (protection)',
  rota: 'Teuta Sample (protection, lead)',
} as const;
const CHANNELS = { main: 'line-items', sensitive: 'line-sensitive', leads: 'line-leads' } as const;
type Channel = keyof typeof CHANNELS;
const own = (key: string): string => pageWord('staff-page-workspace', key);

/** The workspace on the page, and what staff do in it. */
export function sitAtDesk(page: Page) {
  const root = page.getByTestId('workspace');
  /** The modal on top. */
  const modal = page.getByTestId('modal').last();
  const cards = (reference: string): Locator => root.locator(`[data-testid="card"][data-reference="${reference}"]`);
  const card = (reference: string): Locator => cards(reference).first();
  const button = (inside: Locator, key: string) => inside.getByRole('button', { name: staffWord(key), exact: true });
  const places = root.getByRole('navigation', { name: own('places') });
  const choice = root.getByRole('combobox', { name: own('place'), exact: true });
  const desk = {
    root,
    modal,
    cards,
    card,
    actAs: async (who: keyof typeof NAMES) => {
      await root.getByRole('combobox', { name: own('you_are'), exact: true }).selectOption({ label: NAMES[who] });
    },
    /** By the list of places, or by the choice above the messages where there is no room for a list. */
    openChannel: async (which: Channel) => {
      await choice.or(places).first().waitFor();
      const entry = places.getByRole('button', { name: CHANNELS[which] });
      if (await entry.isVisible()) await entry.click();
      else await choice.selectOption({ label: `# ${CHANNELS[which]}` });
    },
    /** This person's direct messages with the app. */
    openDirect: async () => {
      await choice.or(places).first().waitFor();
      const entry = places.getByRole('button', { name: own('bot') });
      await entry.or(choice).first().waitFor();
      if (await entry.isVisible()) await entry.click();
      else await choice.selectOption({ label: own('bot') });
    },
    /** The Home tab of the app. */
    openHome: async () => {
      await choice.or(places).first().waitFor();
      const entry = places.getByRole('button', { name: own('home'), exact: true });
      if (await entry.isVisible()) await entry.click();
      else await choice.selectOption({ label: own('home') });
    },
    /** The channels this person sees, of those that the line uses. */
    channels: async (): Promise<Channel[]> => {
      await places.getByRole('button', { name: CHANNELS.main }).waitFor();
      const said = await places.innerText();
      return (Object.keys(CHANNELS) as Channel[]).filter((one) => said.includes(CHANNELS[one]));
    },
    /** Presses a button of the card with this reference. */
    press: (reference: string, key: string) => button(card(reference), key).click(),
    /**
     * Presses until the form with this field is there: Slack opens none for a press that the app took longer than three seconds over. Nobody
     * reaches a button behind a modal: one that has not become the form by then is closed first, as a person would.
     */
    openBy: async (press: () => Promise<void>, key: string): Promise<void> => {
      const end = Date.now() + PATIENCE_MS;
      while (Date.now() < end) {
        await desk.leave();
        await press();
        const shown = desk.field(key).waitFor({ timeout: PRESSES_AGAIN_MS });
        if (
          await shown.then(
            () => true,
            () => false,
          )
        )
          return;
      }
      throw new Error(`no form with ${key} came`);
    },
    cardSays: (reference: string, key: string) => card(reference).getByText(staffWord(key)).first().waitFor(),
    /** The field of the modal on top with this label. */
    field: (key: string): Locator => modal.getByLabel(staffWord(key), { exact: true }),
    submit: (key: string) => button(modal, key).click(),
    /** Says yes where Slack asks once more. */
    sure: (key: string) => button(page.getByRole('alertdialog'), key).click(),
    /** Closes every modal, from the top. */
    leave: async () => {
      while (await modal.isVisible()) {
        const all = page.getByRole('dialog');
        const last = (await all.count()) - 1;
        await modal.getByRole('button', { name: pageWord('staff-page-blocks', 'close_view'), exact: true }).click();
        await all.nth(last).waitFor({ state: 'hidden' });
      }
    },
    /** Answers the resident by the form. */
    reply: async (reference: string, text: string) => {
      await desk.openBy(() => desk.press(reference, 'staff-cards:button.reply'), 'staff:forms.reply.text');
      await desk.field('staff:forms.reply.text').fill(text);
      await desk.submit('staff:forms.reply.submit');
      await modal.getByText(staffWord('staff:replied.sending')).waitFor();
      await desk.leave();
    },
    write: async (text: string) => {
      const field = root.getByRole('textbox', { name: own('write_in').split('{{')[0] as string });
      await field.fill(text);
      await field.press('Enter');
    },
    /** Opens the thread of a card. */
    openThread: async (reference: string): Promise<Locator> => {
      await card(reference).locator('[id^="ws-thread-"]').click();
      const thread = root.getByTestId('thread');
      await thread.waitFor();
      return thread;
    },
    /** Opens the newest file in it. */
    openFile: async (inside: Locator): Promise<Locator> => {
      const opening = own('open_file').split('{{')[0]?.trim() as string;
      await inside.getByRole('button', { name: opening }).last().click();
      const dialog = page.getByRole('dialog').last();
      await dialog.waitFor();
      return dialog;
    },
    /** What the app told this person alone, the newest. */
    ephemeral: () => root.getByTestId('ephemeral').last(),
    choose: (key: string, label: string) => desk.field(key).selectOption({ label }),
    chooseSeveral: async (key: string, labels: string[]) => {
      for (const label of labels) await desk.field(key).getByLabel(label, { exact: true }).check();
    },
  };
  return desk;
}
export type Desk = ReturnType<typeof sitAtDesk>;
