import postgres from 'postgres';
import { claimItem } from '../src/core/items/claim-item.ts';
import { emptyEnvelope } from '../src/core/items/taken-in/envelope.ts';
import { addStaff } from '../src/core/staff/add-staff.ts';
import { connect } from '../src/db/client.ts';
import { createBenchDatabase } from './database.ts';
import { benchLine } from './line.ts';
import { agree, type Keyboards, keyOf, startSubject } from './sender.ts';
import { startTelegramEcho } from './telegram-echo.ts';

/** Statements sent to the database, BEGIN and COMMIT included. */
export type TripsFigure = { step: number; named: number; anonymousTurn: number; anonymousAfter: number; claim: number };

const LISTENS_MS = 1000;

/** What one act costs in round trips: a dialogue step, the tap on Send with and without a name, what is left of the second afterwards, a claim. */
export async function measureTrips(): Promise<TripsFigure> {
  const bench = await createBenchDatabase();
  const keyboards: Keyboards = new Map();
  const echo = await startTelegramEcho((chatId, markup) => keyboards.set(chatId, markup as never));
  const subject = await startSubject('line', bench.url, echo.root, 4);
  const { send } = subject;
  const trips = async (act: () => Promise<unknown>) => {
    // What an act before this one still writes is over once a while passes without any.
    let before = -1;
    for (let now = 0; now !== before; ) {
      before = now;
      await new Promise((resolve) => setTimeout(resolve, LISTENS_MS));
      now = (await subject.stats()).roundTrips;
    }
    await act();
    return (await subject.stats()).roundTrips - before;
  };
  const upToSend = async (chatId: number, privacy: string[]) => {
    await agree(send, keyboards, chatId);
    await send.text(chatId, '/feedback');
    const key = keyOf(keyboards, chatId);
    for (const answer of ['type:complaint', ...privacy, 'municipality:zvecan', 'settlement:!skip', 'sector:health'])
      await send.press(chatId, `f:${key}:${answer}`);
    const step = await trips(() => send.text(chatId, 'A line of a message.'));
    await send.press(chatId, `f:${key}:messages:!done`);
    return { key, step };
  };
  const first = await upToSend(500_001, []);
  const named = await trips(() => send.press(500_001, `f:${first.key}:check:send`));
  const second = await upToSend(500_002, []);
  const anonymousTurn = await trips(() => send.press(500_002, `f:${second.key}:check:send_anonymous`));
  subject.end();
  echo.close();
  const after = await measureAfter(bench.url);
  await bench.drop();
  return { step: first.step, named, anonymousTurn, ...after };
}

async function measureAfter(url: string): Promise<Pick<TripsFigure, 'anonymousAfter' | 'claim'>> {
  const database = connect(url, { max: 1 });
  const line = await benchLine(database);
  await line.settings();
  const trips = async (act: () => Promise<unknown>) => {
    const before = database.roundTrips();
    await act();
    return database.roundTrips() - before;
  };
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const [sender] = await sql<{ id: string }[]>`select id from residents where sealed_envelope is not null`;
  const [item] = await sql<{ reference: string }[]>`select reference from items`;
  await sql.end({ timeout: 5 });
  if (!sender || !item) throw new Error('nothing was sent');
  const anonymousAfter = await trips(() => emptyEnvelope(line, sender.id));
  const member = { slackUserId: 'U0BENCH', displayName: 'Bench', agency: 'UNDP', roles: ['triage'] } as const;
  const added = await addStaff(line, 'console', { ...member, roles: [...member.roles] });
  if (!added.ok) throw new Error(added.code);
  const claim = await trips(async () => {
    const claimed = await claimItem(line, added.value, item.reference);
    if (!claimed.ok) throw new Error(claimed.code);
  });
  await database.close();
  return { anonymousAfter, claim };
}
