import { CHANNELS, openWorld } from '../test/support/line-process.ts';
import { pickUpPhone } from '../test/support/phone.ts';

export type WholeLineFigure = { startMs: number; againMs: number; cardMs: number[] };

const SUBMISSIONS = 20;
type Metadata = { event_payload?: { reference?: string } } | undefined;

/** The line in a process of its own on the embedded default: start-up (fresh, then again), and from the tap on Send to the card in Slack. */
export async function measureWholeLine(): Promise<WholeLineFigure> {
  const world = await openWorld();
  const timed = async () => {
    const at = performance.now();
    const line = await world.start();
    return { line, ms: performance.now() - at };
  };
  const first = await timed();
  await first.line.stop();
  const second = await timed();
  const cardMs: number[] = [];
  for (let index = 0; index < SUBMISSIONS; index += 1) {
    const phone = pickUpPhone(world.telegram.control);
    await phone.agree('sq');
    let tapped = 0;
    const reference = await phone.sendFeedback(`An invented message ${index}`, {
      onSend: () => (tapped = performance.now()),
    });
    const card = await world.slack.control.waitForMessage(
      CHANNELS.main,
      (message) => (message.metadata as Metadata)?.event_payload?.reference === reference,
      { timeoutMs: 20_000 },
    );
    cardMs.push(Number(card.ts) * 1000 - (performance.timeOrigin + tapped));
  }
  await world.close();
  return { startMs: first.ms, againMs: second.ms, cardMs };
}
