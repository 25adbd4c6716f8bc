import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import postgres from 'postgres';
import { draftOffer } from '../src/core/offers/draft-offer.ts';
import { connect } from '../src/db/client.ts';
import { sampleOffers } from '../src/sandbox/samples/sample-offers.ts';
import { createBenchDatabase } from './database.ts';
import { benchLine } from './line.ts';

export type RemindersFigure = {
  people: number;
  reminded: number;
  seconds: number;
  /** A run of the recurring job when nobody is left to be reminded, with all of these registered. */
  idleMs: number;
  peakMb: number;
  /** As many plain INSERTs, one a person, 200 a transaction. */
  floorSeconds: number;
};

/** Everyone of one session is reminded at once, in a process of its own. */
export async function measureReminders(people: number): Promise<RemindersFigure> {
  const database = await createBenchDatabase();
  await fill(database.url, people);
  const floorSeconds = await floor(database.url, people);
  const child = fork(new URL('./reminders-subject.ts', import.meta.url), [database.url], {
    execArgv: ['--import', 'tsx'],
  });
  const [figure] = (await once(child, 'message')) as [Pick<RemindersFigure, 'seconds' | 'idleMs' | 'peakMb'>];
  await once(child, 'exit');
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const [counted] = await sql`select count(*)::int as reminded from deliveries where sealed_say is not null`;
  await sql.end();
  await database.drop();
  return { people, reminded: Number(counted?.reminded), floorSeconds, ...figure };
}

async function floor(url: string, people: number): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const started = performance.now();
  for (let from = 0; from < people; from += 200)
    await sql.begin(async (tx) => {
      for (let id = from; id < Math.min(from + 200, people); id += 1)
        await tx`insert into bench_floor (update_id, body) values (${id}, ${'reminded'})`;
    });
  const seconds = (performance.now() - started) / 1000;
  await sql.end();
  return seconds;
}

/** So many invented people with a seat in an offer that begins tomorrow, each with a key of their own. */
async function fill(url: string, people: number): Promise<void> {
  const database = connect(url, { max: 4 });
  const line = await benchLine(database);
  const { keyring, now } = line;
  const [sample] = sampleOffers(now());
  if (!sample) throw new Error('there is no sample offer');
  const startsAt = new Date(now().getTime() + 20 * 3_600_000);
  const sessions = [{ startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) }];
  const held = { heldSeats: {}, heldUntil: null, deadline: null };
  const drafted = await draftOffer(line, 'console', { ...sample, ...held, sessions, seats: 1000 }, randomUUID());
  if (!drafted.ok) throw new Error(JSON.stringify(drafted));
  for (let from = 0; from < people; from += 500)
    await database.transaction((tx) =>
      Promise.all(Array.from({ length: Math.min(500, people - from) }, () => keyring.create(tx, now()))),
    );
  await database.close();
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const offerId = drafted.value.offerId;
  await sql`update offers set status = 'published', seats = ${people} where id = ${offerId}`;
  await sql`insert into residents (id, chat_hash, language, key_id, consented_at, created_at, last_seen_at)
    select id, sha256(id::text::bytea), 'sq', id, now(), now(), now() from person_keys`;
  await sql`insert into items (id, reference, submission_key, kind, key_id, resident_id, offer_id, quiet, status, closed_reason, closed_at, municipality, sector, agency,
      language, channel, received_at, due_at, updated_at)
    select id, 'R-' || id, gen_random_uuid(), 'registration', id, id, ${offerId}, true, 'closed', 'acted_on', now(), 'zvecan', 'training', 'UNDP',
      'sq', 'telegram', now(), now(), now() from person_keys`;
  await sql`insert into registrations (id, offer_id, item_id, resident_id, status, seated_at, created_at)
    select id, ${offerId}, id, id, 'seated', now() - interval '9 days', now() - interval '9 days' from person_keys`;
  await sql`analyze person_keys, residents, items, registrations`;
  await sql.end();
}
