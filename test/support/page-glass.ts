import type { Page } from 'playwright-core';
import type { FaultName } from '../../src/sandbox/page/wire/contract.ts';
import { pageWord } from './page-words.ts';

const own = (key: string): string => pageWord('staff-page-glass', key);

/** What is under the glass, opened. */
export async function lookUnderGlass(page: Page) {
  const root = page.getByTestId('glass');
  if (!(await root.isVisible()))
    await page
      .getByRole('banner')
      .getByRole('button', { name: pageWord('staff-page', 'show_glass') })
      .click();
  await root.waitFor();
  const restarting = root.getByRole('button', { name: own('restarting'), exact: true });
  return {
    root,
    fault: async (name: FaultName, on: boolean) => {
      const switched = (as: boolean) => root.getByRole('switch', { name: own(`fault.${name}`), checked: as });
      await switched(!on).click();
      await switched(on).waitFor();
    },
    restart: async () => {
      await root.getByRole('button', { name: own('restart'), exact: true }).click();
      await restarting.waitFor();
      await restarting.waitFor({ state: 'hidden' });
    },
    /** Moves the clock of the sandbox; resolves once everything due on the way was done. */
    forward: async (hours: number) => {
      await root.getByRole('spinbutton', { name: own('clock_hours') }).fill(String(hours));
      await root.getByRole('button', { name: own('clock_move'), exact: true }).click();
      const clock = root.getByRole('region', { name: own('clock') });
      await clock.getByText(own('clock_ahead').split('{{')[0] as string).waitFor();
    },
  };
}
export type Glass = Awaited<ReturnType<typeof lookUnderGlass>>;
