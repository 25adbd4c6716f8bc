import { randomUUID } from 'node:crypto';
import { labelMatcher } from '../src/core/i18n/match-label.ts';
import { loadTexts } from '../src/core/i18n/texts.ts';
import type { Line } from '../src/core/line.ts';
import { draftOffer } from '../src/core/offers/draft-offer.ts';
import { connect } from '../src/db/client.ts';
import { updateOffer } from '../src/db/queries/offers/offers.ts';
import { countSeats } from '../src/db/queries/offers/registrations.ts';
import { sampleOffers } from '../src/sandbox/samples/sample-offers.ts';
import { createBenchDatabase } from './database.ts';
import { benchLine } from './line.ts';
import { percentile } from './percentile.ts';
import { agree, inFlight, type Keyboards, keyOf, startSubject } from './sender.ts';
import { startTelegramEcho } from './telegram-echo.ts';

const RESIDENTS = 2000;
const PROCESSES = 3;
const SEATS = 30;
const WAITING = 60;
/** Telegram's own limit of connections to a webhook, by default (Bot API, setWebhook); what is pressed meanwhile waits there. */
const CONNECTIONS = 40 * PROCESSES;

export type StormFigure = {
  seconds: number;
  /** From the moment when all pressed. */
  p50Seconds: number;
  p99Seconds: number;
  seated: number;
  waiting: number;
  answered: number;
  /** One INSERT and one answer for each on the same processes' floor, as the baseline. */
  floorSeconds: number;
};

/** Two thousand residents press "Register" at the same moment, for thirty seats, on three processes. */
export async function measureStorm(): Promise<StormFigure> {
  const database = await createBenchDatabase();
  const keyboards: Keyboards = new Map();
  const answers = new Map<number, number>();
  const echo = await startTelegramEcho((chatId, markup) => {
    answers.set(chatId, (answers.get(chatId) ?? 0) + 1);
    if (markup) keyboards.set(chatId, markup as never);
  });
  const offerId = await makeOffer(database.url);
  const chats = Array.from({ length: RESIDENTS }, (_, index) => 900_000 + index);
  const floorSeconds = await floor(database.url, echo.root, chats);
  const subjects = await Promise.all(
    Array.from({ length: PROCESSES }, () => startSubject('line', database.url, echo.root, CONNECTIONS)),
  );
  const sender = (chatId: number) => (subjects[chatId % PROCESSES] as (typeof subjects)[number]).send;
  const keys = new Map<number, string>();
  await inFlight(CONNECTIONS, chats, async (chatId) => {
    const send = sender(chatId);
    await agree(send, keyboards, chatId);
    await send.press(chatId, `o:apply:${offerId}`);
    const key = keyOf(keyboards, chatId);
    keys.set(chatId, key);
    await send.text(chatId, 'Sample Person');
    await send.text(chatId, '044 123 456');
    for (const answer of ['needs:!skip', 'share:no']) await send.press(chatId, `f:${key}:${answer}`);
  });
  answers.clear();
  const times: number[] = [];
  const started = performance.now();
  await inFlight(CONNECTIONS, chats, async (chatId) => {
    await sender(chatId).press(chatId, `f:${keys.get(chatId)}:check:send`);
    times.push((performance.now() - started) / 1000);
  });
  const seconds = (performance.now() - started) / 1000;
  const { taken, waiting } = await withLine(database.url, (line) => countSeats(line.database.read, offerId));
  for (const subject of subjects) subject.end();
  echo.close();
  await database.drop();
  return {
    ...{ seconds, floorSeconds, waiting, answered: answers.size },
    p50Seconds: percentile(times, 0.5),
    p99Seconds: percentile(times, 0.99),
    seated: [...taken.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** The same presses on bare grammY with one INSERT and one answer. */
async function floor(databaseUrl: string, apiRoot: string, chats: number[]): Promise<number> {
  const subjects = await Promise.all(
    Array.from({ length: PROCESSES }, () => startSubject('floor', databaseUrl, apiRoot, CONNECTIONS)),
  );
  const started = performance.now();
  await inFlight(CONNECTIONS, chats, async (chatId) =>
    (subjects[chatId % PROCESSES] as (typeof subjects)[number]).send.text(chatId, 'register'),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const subject of subjects) subject.end();
  return seconds;
}

async function withLine<T>(url: string, work: (line: Line) => Promise<T>): Promise<T> {
  const database = connect(url, { max: 2 });
  const line = { ...(await benchLine(database)), matchLabel: labelMatcher(loadTexts()) };
  try {
    return await work(line);
  } finally {
    await database.close();
  }
}

const makeOffer = (url: string): Promise<string> =>
  withLine(url, async (line) => {
    const [sample] = sampleOffers(line.now());
    if (!sample) throw new Error('there is no sample offer');
    const open = { ...sample, seats: SEATS, waitingSeats: WAITING, heldSeats: {}, heldUntil: null, rules: {} };
    const drafted = await draftOffer(line, 'console', open, randomUUID());
    if (!drafted.ok) throw new Error(drafted.code);
    await updateOffer(line.database.read, drafted.value.offerId, { status: 'published' });
    return drafted.value.offerId;
  });
