import type { Message } from '../../src/sandbox/slack/state.ts';
import { CHANNELS, STAFF, type TestWorld } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { until } from '../support/until.ts';

/** The first time; then twice as long each time, as on a busy machine presses would else keep the line from answering. */
const PRESSES_AGAIN_AFTER_MS = 5_000;
const referenceOf = (message: Message): unknown => message.metadata?.event_payload.reference;

/** A staff member who presses again when Slack says that the app did not answer, and sends the same form again. */
export function makePatientStaff(world: TestWorld) {
  const slack = world.slack.control;
  const user = STAFF.triage;
  let tail: Promise<unknown> = Promise.resolve();

  const connected = () => until(() => slack.connections() > 0);
  async function persist<T>(work: (timeoutMs: number) => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let timeoutMs = PRESSES_AGAIN_AFTER_MS; ; timeoutMs *= 2) {
      await connected();
      try {
        const result = await work(timeoutMs);
        if (result !== undefined) return result;
      } catch (cause) {
        if (Date.now() > deadline) throw new Error('the staff member lost patience', { cause });
      }
      if (Date.now() > deadline) throw new Error('the staff member lost patience');
    }
  }
  const cardOf = (reference: string) =>
    slack.waitForMessage(CHANNELS.main, (message) => !message.thread_ts && referenceOf(message) === reference, {
      timeoutMs: PATIENCE_MS,
      what: `card of ${reference}`,
    });
  /** Presses Claim until the card says whose it is: Slack is answered before the work is done. */
  async function claim(reference: string): Promise<void> {
    const card = await cardOf(reference);
    await persist(async (timeoutMs) => {
      const theirs = (message: { ts: string }) =>
        message.ts === card.ts && JSON.stringify(message).includes('Sample triage');
      // Once it stands there, there is nothing to press any more.
      if (slack.messages(CHANNELS.main).some((message) => theirs(message))) return true;
      await slack.click(user, CHANNELS.main, card.ts, 'claim');
      await slack.waitForMessage(CHANNELS.main, theirs, { timeoutMs });
      return true;
    });
  }
  /** Opens a form and sends it until it was taken. */
  async function fill(reference: string, form: string, fields: Record<string, string>): Promise<void> {
    const card = await cardOf(reference);
    await persist(async (timeoutMs) => {
      const open = slack.currentView(user);
      if (open?.callback_id === form && open.private_metadata.includes(reference)) return true;
      await slack.click(user, CHANNELS.main, card.ts, form);
      await slack.waitForView(user, (view) => view.callback_id === form && view.private_metadata.includes(reference), {
        timeoutMs,
      });
      return true;
    });
    await persist(async () => {
      const answer = await slack.fillAndSubmit(user, fields);
      if ('errors' in answer) return undefined;
      // The form doubts the language and asks once more.
      return 'updated' in answer && answer.updated.callback_id === form ? undefined : true;
    });
    while (slack.currentView(user)) await slack.closeView(user);
  }
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = tail.then(work);
    tail = mine.catch(() => undefined);
    return mine;
  };
  return {
    claim,
    reply: (reference: string, text: string) => inTurn(() => fill(reference, 'reply', { text })),
    close: (reference: string, text: string) => inTurn(() => fill(reference, 'close', { reason: 'acted_on', text })),
  };
}
