import { createBenchDatabase } from './database.ts';
import { percentile } from './percentile.ts';
import { agree, inFlight, type Keyboards, keyOf, type Sender, startSubject } from './sender.ts';
import { startTelegramEcho } from './telegram-echo.ts';

const RESIDENTS = 200;
const TEXTS_EACH = 40;
const IN_FLIGHT = 100;

export type StepsFigure = {
  perSecond: number;
  p50: number;
  p99: number;
  roundTripsPerStep: number;
  cpuMicrosPerStep: number;
};

/** Steps a second of the floor or of the line: residents in the middle of a message, each writing on. */
export async function measureSteps(kind: 'floor' | 'line'): Promise<StepsFigure> {
  const database = await createBenchDatabase();
  const keyboards: Keyboards = new Map();
  const echo = await startTelegramEcho((chatId, markup) => keyboards.set(chatId, markup as never));
  const subject = await startSubject(kind, database.url, echo.root, IN_FLIGHT);
  const { send } = subject;
  const chats = Array.from({ length: RESIDENTS }, (_, index) => 500_000 + index);
  if (kind === 'line') await inFlight(IN_FLIGHT, chats, (chatId) => walkToMessages(send, keyboards, chatId));
  // Both are warm before anything counts.
  await inFlight(
    IN_FLIGHT,
    chats.flatMap((chatId) => [chatId, chatId]),
    (chatId) => send.text(chatId, 'warm'),
  );
  const before = await subject.stats();
  const times: number[] = [];
  const acts = Array.from({ length: TEXTS_EACH }, () => chats).flat();
  const started = performance.now();
  await inFlight(IN_FLIGHT, acts, async (chatId) => {
    const at = performance.now();
    await send.text(chatId, 'A line of a message, as people write them on a phone.');
    times.push(performance.now() - at);
  });
  const seconds = (performance.now() - started) / 1000;
  const after = await subject.stats();
  subject.end();
  echo.close();
  await database.drop();
  return {
    perSecond: acts.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    roundTripsPerStep: (after.roundTrips - before.roundTrips) / acts.length,
    cpuMicrosPerStep: (after.cpuMicros - before.cpuMicros) / acts.length,
  };
}

/** First contact and the feedback form up to the message. Every question is answered by a fresh keyboard, for the echo remembers only sent ones. */
async function walkToMessages(send: Sender, keyboards: Keyboards, chatId: number): Promise<void> {
  await agree(send, keyboards, chatId);
  await send.text(chatId, '/feedback');
  const key = keyOf(keyboards, chatId);
  for (const answer of ['type:question', 'municipality:zvecan', 'settlement:!skip', 'sector:health'])
    await send.press(chatId, `f:${key}:${answer}`);
}
