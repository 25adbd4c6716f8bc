import { expect } from 'vitest';
import type { Message, View } from '../../src/sandbox/slack/state.ts';
import { CHANNELS, type LineProcess, STAFF, type TestWorld } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { openServerWorld, type ServerWorld } from '../support/server-world.ts';

const wait = { timeoutMs: PATIENCE_MS };
/** Invented. */
export const UNICEF = 'U0UNICEF001';

export const referenceOn = ({ metadata }: Message): string | undefined =>
  (metadata?.event_payload as { reference?: string } | undefined)?.reference;
export const shownIn = (view: View | null): string => JSON.stringify(view?.blocks ?? []);

/** What staff do at their screens, each act waited for. */
export function sitDown(world: TestWorld) {
  const slack = world.slack.control;
  const cardIn = (channel: string, reference: string) =>
    slack.waitForMessage(channel, (message) => referenceOn(message) === reference, { ...wait, what: 'the card' });
  const desk = {
    slack,
    cardIn,
    /** The card once it shows this. */
    cardShowing: (reference: string, part: string, channel: string = CHANNELS.main) =>
      slack.waitForMessage(
        channel,
        (message) => referenceOn(message) === reference && JSON.stringify(message.blocks).includes(part),
        { ...wait, what: `a card with ${part}` },
      ),
    /** A `/line` command; gives what it answered, as only the asker sees it. */
    async ask(who: string, text: string): Promise<string> {
      const before = slack.ephemerals(who).length;
      await slack.slash(who, CHANNELS.main, '/line', text);
      await slack.waitForEphemeral(who, () => slack.ephemerals(who).length > before, wait);
      return JSON.stringify(slack.ephemerals(who).at(-1));
    },
    /** A `/line` command that opens a modal. */
    async openBy(who: string, text: string, right: (view: View) => boolean): Promise<View> {
      await slack.slash(who, CHANNELS.main, '/line', text);
      return slack.waitForView(who, right, wait);
    },
    async press(who: string, reference: string, action: string, value?: string, channel: string = CHANNELS.main) {
      const card = await cardIn(channel, reference);
      await slack.click(who, channel, card.ts, action, value);
    },
    /** Opens a form from the card's own menu. */
    more: (who: string, reference: string, option: string) =>
      desk.press(who, reference, 'more', `${option}:${reference}`),
    /** Fills in the form of this name and sends it; one whose language is doubted is sent once more. */
    async send(who: string, name: string, fields: Record<string, unknown>): Promise<void> {
      await slack.waitForView(who, (view) => view.callback_id === name, { ...wait, what: `the form ${name}` });
      let sent = await slack.fillAndSubmit(who, fields);
      if ('updated' in sent && sent.updated.callback_id === name) sent = await slack.fillAndSubmit(who, fields);
      expect(sent).not.toHaveProperty('errors');
      await desk.leave(who);
    },
    async leave(who: string): Promise<void> {
      while (slack.currentView(who)) await slack.closeView(who);
    },
    /** By the only admin; the first who holds `protection` is given it where the line runs. */
    async add(who: string, name: string, agency: string, roles: string[]): Promise<void> {
      if (roles.includes('protection')) {
        const given = await world.command('staff', 'add', who, '--name', name, '--agency', agency, '--role', ...roles);
        expect(given).toMatchObject({ code: 0 });
        return;
      }
      await desk.openBy(STAFF.lead, 'staff add', (view) => view.callback_id === 'staff_add');
      await desk.send(STAFF.lead, 'staff_add', { person: who, name, agency, roles });
    },
  };
  return desk;
}
export type Desk = ReturnType<typeof sitDown>;

/** A line that runs, and its staff at their screens. */
export type Office = { world: ServerWorld; line: LineProcess; desk: Desk };

/** The lead is the only admin, and nobody else is staff yet. `prepare`: what stands before the line starts. */
export async function openOffice(
  env: Record<string, string> = {},
  prepare: (world: ServerWorld) => Promise<unknown> = async () => {},
): Promise<Office> {
  const world = await openServerWorld({ SLACK_ADMINS: STAFF.lead, ...env });
  await prepare(world);
  const line = await world.start();
  return { world, line, desk: sitDown(world) };
}

/** What the line has logged as an error. */
export const errorsIn = (log: string): string[] =>
  log.split('\n').filter((row) => row.startsWith('{') && (JSON.parse(row) as { level: number }).level >= 50);
