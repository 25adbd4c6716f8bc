import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slackClient } from '../../../src/bots/slack/client.ts';
import type { Delivery } from '../../../src/bots/slack/deliver/context.ts';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { deliverOfferDay } from '../../../src/bots/slack/deliver/deliver-offer-day.ts';
import { endLook } from '../../../src/bots/slack/deliver/end-look.ts';
import { redactItem } from '../../../src/bots/slack/deliver/redact-item.ts';
import { sealTs, tsHash } from '../../../src/core/posts/slack-ts.ts';
import { findItemByCard, listPostedMessages, listPosts } from '../../../src/core/posts/standing-posts.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { sealOncePlain } from '../../../src/run/foundation.ts';
import { type DeliverySlack, startDeliverySlack } from '../../bots/slack/deliver-slack.ts';
import { databaseBefore } from '../../support/earlier-database.ts';
import { makeTestLine, type TestLine } from '../../support/line.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { count, rows } from '../../support/rows.ts';

/** A running line of the version before, in the middle of its work: what it had in Slack, what it was posting, and what it held. */
let database: TestDatabase;
let sql: postgres.Sql;
let line: TestLine;
let slack: DeliverySlack;
let to: Delivery;

const MOMENT = '2026-11-06T13:24:15.795Z';
const DAY = '2026-11-06';
const CHANNELS = { main: 'C0MAIN', sensitive: 'C0SENS' };
const [staffId, offerId, worker] = [randomUUID(), randomUUID(), randomUUID()];
const leasedTo = new Date(Date.now() + 60_000);

beforeAll(async () => {
  database = await databaseBefore('one_way_to_hold_a_post');
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  line = await makeTestLine({ url: database.url });
  slack = await startDeliverySlack();
  to = { slack: slackClient({ botToken: 'xoxb-invented', apiUrl: slack.apiUrl }), line, channels: CHANNELS };
  await sql`insert into staff (id, slack_user_id, display_name, agency, roles, created_at, updated_at)
    values (${staffId}, 'U0ANA', 'Ana Primer', 'UNDP', '{triage}', now(), now())`;
  await sql`insert into offers (id, code, kind, agency, municipality, sector, teaching_languages, texts, seats, created_at, updated_at)
    values (${offerId}, 'T-7K3QM9', 'training', 'UNDP', 'zvecan', 'health', '{sq}', ${sql.json({ sq: { title: 'Kurs', place: '', description: '' } })}, 5, now(), now())`;
});
afterAll(async () => {
  await slack.close();
  await line.close();
  await sql.end({ timeout: 5 });
  await database.drop();
});

async function item(changes: { anonymous?: boolean; redacted?: boolean } = {}): Promise<string> {
  const id = randomUUID();
  await sql`insert into items (id, reference, submission_key, kind, type, anonymous, agency, language, channel, received_at, due_at, updated_at, redacted_at)
    values (${id}, ${`F-${id.slice(0, 6).toUpperCase()}`}, ${randomUUID()}, 'feedback', 'complaint', ${changes.anonymous ?? false}, 'UNDP', 'sq', 'telegram',
      ${MOMENT}, ${MOMENT}, ${MOMENT}, ${changes.redacted ? MOMENT : null})`;
  return id;
}
const referenceOf = (id: string): string => `F-${id.slice(0, 6).toUpperCase()}`;

async function message(itemId: string, seq = 1): Promise<string> {
  const id = randomUUID();
  await sql`insert into messages (id, item_id, direction, kind, seq, created_at) values (${id}, ${itemId}, 'in', 'photo', ${seq}, ${MOMENT})`;
  return id;
}

type Card = { ts?: string; shown?: number; uncertain?: boolean; retired?: boolean; held?: boolean; failure?: string };
async function card(itemId: string, { ts, shown = 0, uncertain = false, retired = false, held, failure }: Card) {
  const id = randomUUID();
  const [sealed, hash] = ts === undefined ? [null, null] : [sealTs(line, id, ts), tsHash(line, 'C0MAIN', ts)];
  await sql`insert into cards (id, item_id, channel, sealed_ts, ts_hash, shown_version, uncertain, retired_at, posting_until, held_by, failure, created_at)
    values (${id}, ${itemId}, 'C0MAIN', ${sealed}, ${hash}, ${shown}, ${uncertain}, ${retired ? MOMENT : null}, ${held ? leasedTo : null},
      ${held ? worker : null}, ${failure ?? null}, ${MOMENT})`;
  return id;
}

type Thread = { ts?: string; fileId?: string; uncertain?: boolean; redacted?: boolean };
async function thread(itemId: string, messageId: string, { ts, fileId, uncertain = false, redacted = false }: Thread) {
  const id = randomUUID();
  await sql`insert into thread_posts (id, item_id, message_id, version, channel, sealed_ts, file_id, uncertain, redacted_at, created_at)
    values (${id}, ${itemId}, ${messageId}, 1, 'C0MAIN', ${ts === undefined ? null : sealTs(line, id, ts)}, ${fileId ?? null}, ${uncertain},
      ${redacted ? MOMENT : null}, ${MOMENT})`;
  return id;
}

async function look(itemId: string, messageId: string, state: 'asked' | 'sharing' | 'shown') {
  const id = randomUUID();
  const [channel, fileId] = state === 'asked' ? [null, null] : ['D0ANA', `F${state}`];
  await sql`insert into media_looks (id, item_id, message_id, staff_id, channel, file_id, asked_at, ends_at, shown_at, held_until, held_by)
    values (${id}, ${itemId}, ${messageId}, ${staffId}, ${channel}, ${fileId}, ${MOMENT}, '2026-11-06T13:34:15.795Z', ${state === 'shown' ? MOMENT : null},
      ${state === 'sharing' ? leasedTo : null}, ${state === 'sharing' ? worker : null})`;
  return id;
}

test('what stood, was being posted and was held goes on where it was: nothing is posted twice, and nothing is left behind', async () => {
  const standing = await item();
  await card(standing, { ts: '1794057855.795001', shown: 1 });
  const lost = await item();
  await card(lost, { uncertain: true });
  const held = await item();
  await card(held, { uncertain: true, held: true });
  const moved = await item({ redacted: true });
  await card(moved, { ts: '1794057855.795002', shown: -1, retired: true });
  const old = await card(moved, { ts: '1794057855.795003', shown: 1, retired: true });
  await card(moved, { failure: 'is_archived' });
  const anonymous = await item({ anonymous: true });
  const photo = await message(anonymous);
  await thread(anonymous, photo, { ts: '1794057855.795004' });
  const unsure = await thread(anonymous, await message(anonymous, 2), { fileId: 'F9', uncertain: true });
  await thread(anonymous, await message(anonymous, 3), { fileId: 'F8', redacted: true });
  const asked = await look(anonymous, photo, 'asked');
  const sharing = await look(anonymous, photo, 'sharing');
  const shown = await look(anonymous, photo, 'shown');
  await sql`insert into offer_days (offer_id, day, channel, ts, created_at) values (${offerId}, ${DAY}, 'C0MAIN', '1794057855.795005', ${MOMENT})`;
  await sql`insert into offer_days (offer_id, day, channel, uncertain, posting_until, created_at) values (${offerId}, '2026-11-07', 'C0MAIN', true, ${leasedTo}, now())`;

  await migrate(database.url);
  await migrate(database.url);
  // The worker that the version before had is alive until its lease ends.
  await sql`insert into workers (id, alive_until) values (${worker}, ${leasedTo})`;
  expect(await sealOncePlain(line)).toBe(1);
  expect(await sealOncePlain(line)).toBe(0);

  expect(await findItemByCard(line, 'C0MAIN', '1794057855.795001')).toMatchObject({ id: standing });
  // One whose card was blanked is an item's no more.
  expect(await findItemByCard(line, 'C0MAIN', '1794057855.795002')).toBeNull();
  const cards = await listPosts(line, moved, 'card');
  expect(cards.map(({ redactedAt, retiredAt }) => [retiredAt !== null, redactedAt !== null]).sort()).toEqual([
    [false, false],
    [true, false],
    [true, true],
  ]);
  expect(cards.find(({ id }) => id === old)?.ts).toBe('1794057855.795003');
  expect(cards.find(({ retiredAt }) => retiredAt === null)?.failure).toBe('is_archived');
  expect((await listPostedMessages(line, anonymous)).size).toBe(2);
  const posts = await rows(
    line,
    `select id, key, channel, file_id, uncertain, posting_until is not null as held, to_jsonb(p)::text as whole from slack_posts p where item_id = '${anonymous}'`,
  );
  const by = (id: string) => posts.find((post) => post.id === id);
  expect(by(unsure)).toMatchObject({ uncertain: true, file_id: 'F9', held: false });
  expect(by(asked)).toMatchObject({ key: asked, channel: 'U0ANA', uncertain: false, held: false });
  expect(by(sharing)).toMatchObject({
    key: sharing,
    channel: 'D0ANA',
    file_id: 'Fsharing',
    uncertain: true,
    held: true,
  });
  expect(by(shown)).toMatchObject({ channel: 'D0ANA', file_id: 'Fshown', uncertain: false });
  // An anonymous item keeps the hour; the end of a look is a moment as long as it lasts, and one moment is in no other row.
  expect(posts).toHaveLength(6);
  for (const { whole } of posts) expect(whole).not.toContain('13:24');
  expect(JSON.stringify(await rows(line, 'select t::text from slack_posts t'))).not.toContain('1794057');

  slack.posted.push(
    { channel: 'C0MAIN', ts: '1794057855.795001', text: 'card' },
    { channel: 'C0MAIN', ts: '1794057855.795003', text: 'words of a resident' },
    { channel: 'C0MAIN', ts: '1794057855.795005', text: 'day' },
    ...[lost, held].map((id, index) => ({
      ...{ channel: 'C0MAIN', ts: `${Math.floor(Date.now() / 1000)}.00000${index}`, text: 'card' },
      metadata: { event_type: 'community_line_item', event_payload: { reference: referenceOf(id) } },
    })),
    { channel: 'D0ANA', ts: '1794057855.795006', text: 'a file', files: [{ id: 'Fshown', title: 'x' }] },
  );
  slack.files.set('Fshown', Buffer.from('face'));
  for (const id of [standing, lost]) expect(await deliverCard(to, id)).toEqual({ kind: 'done' });
  expect(await deliverCard(to, held)).toMatchObject({ kind: 'retry', reason: 'card_busy' });
  expect(await deliverOfferDay(to, { offerId, day: DAY })).toEqual({ kind: 'done' });
  expect(await deliverOfferDay(to, { offerId, day: '2026-11-07' })).toMatchObject({ reason: 'offer_day_busy' });
  expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
  expect(slack.in('C0MAIN').find(({ ts }) => ts === '1794057855.795005')?.text).toContain('T-7K3QM9');
  // Its worker died: the next one looks for what it may have left.
  await sql`delete from workers`;
  expect(await deliverCard(to, held)).toEqual({ kind: 'done' });
  expect(slack.in('C0MAIN').filter(({ metadata }) => metadata?.event_type === 'community_line_item')).toHaveLength(3);
  await redactItem(to, moved);
  expect(slack.readable()).not.toContain('words of a resident');
  expect(await endLook(to, shown)).toEqual({ kind: 'done' });
  expect(slack.in('D0ANA')).toEqual([]);
  expect(slack.files.size).toBe(0);
  expect(await count(line, `slack_posts where id = '${shown}'`)).toBe(0);
});
