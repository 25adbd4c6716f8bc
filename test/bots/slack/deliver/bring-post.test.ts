import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ALERT_EVENT, alert } from '../../../../src/bots/slack/deliver/alert.ts';
import { CALL_EVENT, postCall, tellCall } from '../../../../src/bots/slack/deliver/call-in-danger.ts';
import { deliverCard } from '../../../../src/bots/slack/deliver/deliver-card.ts';
import { deliverOfferDay } from '../../../../src/bots/slack/deliver/deliver-offer-day.ts';
import { deliverThread } from '../../../../src/bots/slack/deliver/deliver-thread.ts';
import { showMedia } from '../../../../src/bots/slack/deliver/show-media.ts';
import type { FetchReadyMedia } from '../../../../src/core/domain/media.ts';
import type { PostKind } from '../../../../src/core/domain/post-kinds.ts';
import type { StaffMember } from '../../../../src/core/domain/staff/permissions.ts';
import { localParts } from '../../../../src/core/domain/time/local-time.ts';
import type { JobResult } from '../../../../src/core/domain/work/job-result.ts';
import { lookAtMedia } from '../../../../src/core/items/look-at-media.ts';
import { holdPost } from '../../../../src/core/posts/hold-post.ts';
import { withTs } from '../../../../src/core/posts/slack-ts.ts';
import { readItemForCard } from '../../../../src/core/views/show-item.ts';
import { readPost } from '../../../../src/db/queries/work/slack-posts.ts';
import { publishedOffer, sampleOffer } from '../../../support/offers.ts';
import { count, row, rows } from '../../../support/rows.ts';
import { CHANNELS, type DeliveryTest, makeStaff, startDeliveryTest, submit } from '../deliver-item.ts';
import type { Fault, Posted } from '../deliver-slack.ts';

/*
 * What Slack, another worker or a sudden end may do to a post, for every kind of post that we hold: whatever it is, it stands once in the end.
 */
let test: DeliveryTest;
let ana: StaffMember;
beforeAll(async () => {
  test = await startDeliveryTest();
  ana = await makeStaff(test.line);
});
afterEach(async () => {
  test.slack.posted.length = 0;
  test.slack.files.clear();
  test.slack.calls.length = 0;
  for (const channel of [...Object.values(CHANNELS), DIRECT]) test.slack.breakChannel(channel, null);
  await rows(test.line, 'drop trigger if exists crash on slack_posts');
});
afterAll(() => test.close());

const DIRECT = 'D0ANA';
const PHOTO = { kind: 'photo' as const, file: { id: 'p', uniqueId: 'p' } };
const fetchMedia: FetchReadyMedia = async () => ({
  kind: 'file',
  bytes: new TextEncoder().encode('fytyra'),
  extension: 'jpg',
  warning: null,
});

/** One that is to be posted: what carries it out, and what of it stands in Slack. */
type Made = { run: () => Promise<JobResult>; standing: () => Posted[]; key: string };
type Kind = {
  kind: PostKind;
  make: () => Promise<Made>;
  channel: string;
  /** Slack's method that makes it stand, and the one that finds it. */
  sends: 'chat.postMessage' | 'files.completeUploadExternal';
  finds: 'conversations.history' | 'conversations.replies';
  /** Brought up to date; else said once. */
  kept?: true;
  /** Looked for even before it is posted for the first time. */
  looked?: true;
  /** Where it goes when its channel cannot be used; else it waits. */
  instead?: string;
};

const carrying = (event: string, payload: Record<string, string>) => () =>
  test.slack.posted.filter(
    ({ metadata }) =>
      metadata?.event_type === event &&
      Object.entries(payload).every(([name, value]) => metadata.event_payload[name] === value),
  );

async function card(): Promise<Made> {
  const { itemId, reference } = await submit(test.line, [{ kind: 'text', text: 'nema vode' }]);
  return {
    run: () => deliverCard(test.to, itemId),
    standing: carrying('community_line_item', { reference }),
    key: itemId,
  };
}

async function offerDay(): Promise<Made> {
  const offerId = await publishedOffer(test.line, ana, sampleOffer(test.line.now()));
  const { day } = localParts(test.line.now());
  return {
    run: () => deliverOfferDay(test.to, { offerId, day }),
    standing: carrying('community_line_offer_day', { offer: offerId }),
    key: `${offerId}:${day}`,
  };
}

async function inThread(text?: string): Promise<Made> {
  const { itemId } = await submit(test.line, [text === undefined ? PHOTO : { kind: 'text', text }]);
  await deliverCard(test.to, itemId);
  const messageId = String((await readItemForCard(test.line, itemId))?.messages[0]?.id);
  const parent = test.slack.in(CHANNELS.main).at(-1)?.ts;
  return {
    run: () => deliverThread(test.to, messageId, fetchMedia),
    standing: () => test.slack.posted.filter(({ thread_ts }) => thread_ts === parent),
    key: `${messageId}:0:${CHANNELS.main}`,
  };
}

async function look(): Promise<Made> {
  const { itemId } = await submit(test.line, [PHOTO]);
  const messageId = String((await readItemForCard(test.line, itemId))?.messages[0]?.id);
  expect(await lookAtMedia(test.line, ana, messageId)).toMatchObject({ ok: true });
  const { id } = await row(test.line, `select id from slack_posts where kind = 'look' and message_id = '${messageId}'`);
  return {
    run: () => showMedia(test.to, String(id), fetchMedia),
    standing: () => test.slack.in(DIRECT).filter(({ files }) => files !== undefined),
    key: String(id),
  };
}

async function call(direct: boolean): Promise<Made> {
  const { itemId } = await submit(test.line, [{ kind: 'text', text: 'x' }], { sensitive: true });
  await rows(test.line, `update items set safety = 'not_safe' where id = '${itemId}'`);
  const owed = { itemId, calling: randomUUID(), stage: 'at_once', round: '1', whom: 'everybody' };
  return {
    run: () => (direct ? tellCall(test.to, { ...owed, staffId: ana.id }) : postCall(test.to, owed)),
    standing: carrying(CALL_EVENT, { calling: owed.calling }),
    key: `${owed.calling}:at_once:1:${direct ? ana.id : 'channel'}`,
  };
}

async function alerted(reason: 'overdue' | 'parked'): Promise<Made> {
  const { itemId, reference } = await submit(test.line, [{ kind: 'text', text: 'nema vode' }]);
  await deliverCard(test.to, itemId);
  const { due } = await row(
    test.line,
    `select floor(extract(epoch from due_at))::bigint as due from items where id = '${itemId}'`,
  );
  return {
    run: () => alert(test.to, { itemId, reason }),
    standing: carrying(ALERT_EVENT, { reference }),
    key: `${itemId}:${reason}:${due}`,
  };
}

const POSTED = { sends: 'chat.postMessage', finds: 'conversations.history' } as const;
const THREADED = { sends: 'chat.postMessage', finds: 'conversations.replies', channel: CHANNELS.main } as const;
const KINDS: [string, Kind][] = [
  ['a card', { kind: 'card', make: card, channel: CHANNELS.main, ...POSTED, kept: true }],
  ["an offer's day", { kind: 'offer_day', make: offerDay, channel: CHANNELS.main, ...POSTED, kept: true }],
  ['a message in a thread', { kind: 'thread', make: () => inThread(), ...THREADED }],
  [
    'a file in a thread',
    { kind: 'thread', make: () => inThread('&'.repeat(5000)), ...THREADED, sends: 'files.completeUploadExternal' },
  ],
  [
    'a file that is looked at',
    { kind: 'look', make: look, channel: DIRECT, ...POSTED, sends: 'files.completeUploadExternal' },
  ],
  [
    'a call in the channel',
    { kind: 'call', make: () => call(false), channel: CHANNELS.sensitive, ...POSTED, looked: true },
  ],
  ['a call to somebody', { kind: 'call', make: () => call(true), channel: DIRECT, ...POSTED, looked: true }],
  [
    'an alert to the leads',
    {
      ...{ kind: 'alert', make: () => alerted('overdue'), channel: CHANNELS.leads, ...POSTED },
      ...{ looked: true, instead: CHANNELS.main },
    },
  ],
  ['an alert in a thread', { kind: 'alert', make: () => alerted('parked'), ...THREADED, looked: true }],
];

/** Not those that only ask whether the first message of a thread still stands: they look for nothing. */
const callsOf = (method: string) =>
  test.slack.calls.filter((one) => one.method === method && one.args.limit !== '1').length;
const noise = async (channel: string) => {
  for (const text of ['a', 'b', 'c', 'd', 'e']) await test.to.slack.chat.postMessage({ channel, text });
};

describe.each(KINDS)('%s', (_name, { kind, make, channel, sends, finds, kept, looked, instead }) => {
  /** It stands, once; its row says so, and nobody holds it. Trying again changes nothing. */
  async function standsOnce(made: Made): Promise<void> {
    for (let time = 0; time < 2; time += 1) {
      expect(made.standing()).toHaveLength(1);
      expect(
        await row(
          test.line,
          `select uncertain, posting_until, failure from slack_posts where kind = '${kind}' and key = '${made.key}' and retired_at is null`,
        ),
      ).toEqual({ uncertain: false, posting_until: null, failure: null });
      // Slack tells no place of a file.
      if (!made.standing()[0]?.files) expect(await placeOf(made)).toBe(made.standing()[0]?.ts);
      expect(await made.run()).toEqual({ kind: 'done' });
    }
    expect(test.slack.files.size).toBeLessThanOrEqual(1);
  }

  const placeOf = async ({ key }: Made): Promise<string | null> => {
    const post = await readPost(test.line.database.read, { kind, key });
    return post && withTs(test.line, post).ts;
  };

  it.each(['lost', 'hollow', 'http_500', 'reset'] as const)('stands once after an answer %s', async (fault) => {
    const made = await make();
    test.slack.failNext(sends, fault);
    expect(await made.run()).toEqual({ kind: 'retry', reason: 'no_answer', afterSeconds: 3 });
    await noise(channel);
    expect(await made.run()).toEqual({ kind: 'done' });
    await standsOnce(made);
  });

  it('waits as long as Slack says, and does not look for what was refused', async () => {
    const made = await make();
    test.slack.failNext(sends, { retryAfter: 17 });
    expect(await made.run()).toEqual({ kind: 'retry', reason: 'rate_limited', afterSeconds: 17 });
    const before = callsOf(finds);
    expect(before).toBe(looked ? 1 : 0);
    expect(await made.run()).toEqual({ kind: 'done' });
    expect(callsOf(finds)).toBe(before);
    await standsOnce(made);
  });

  it.each<Fault>([{ retryAfter: 7 }, 'http_500', 'lost', 'hollow'])(
    'is not posted again while it cannot be looked for: %j',
    async (fault) => {
      const made = await make();
      test.slack.failNext(sends, 'lost');
      await made.run();
      test.slack.failNext(finds, fault);
      expect(await made.run()).toMatchObject({ kind: 'retry' });
      expect(made.standing()).toHaveLength(1);
      expect(await made.run()).toEqual({ kind: 'done' });
      await standsOnce(made);
    },
  );

  it.each(['is_archived', 'channel_not_found', 'not_in_channel'])(
    'finds its way when its channel answers %s',
    async (code) => {
      const made = await make();
      test.slack.breakChannel(channel, code);
      if (instead) {
        expect(await made.run()).toEqual({ kind: 'done' });
        expect(made.standing().map((one) => one.channel)).toEqual([instead]);
        return;
      }
      expect(await made.run()).toMatchObject({ kind: 'retry', reason: code });
      expect(made.standing()).toEqual([]);
      test.slack.breakChannel(channel, null);
      expect(await made.run()).toEqual({ kind: 'done' });
      await standsOnce(made);
    },
  );

  it('stands once although the worker died after Slack had it, and nobody else touches it while that one is alive', async () => {
    const made = await make();
    await rows(
      test.line,
      `create or replace function crash() returns trigger language plpgsql as $$ begin raise exception 'died'; end $$`,
    );
    await rows(
      test.line,
      `create trigger crash before update on slack_posts for each row when (old.uncertain and not new.uncertain) execute function crash()`,
    );
    // What is looked for in any case is known not to stand before the trigger is there.
    if (looked) {
      await rows(test.line, 'drop trigger crash on slack_posts');
      test.slack.failNext(sends, 'lost');
      await made.run();
      await holdPost(test.line, { kind, key: made.key });
    } else await expect(made.run()).rejects.toThrow();
    await rows(test.line, 'drop trigger if exists crash on slack_posts');
    expect(made.standing()).toHaveLength(1);
    expect(await made.run()).toEqual({ kind: 'retry', reason: `${kind}_busy`, afterSeconds: 5 });
    test.advance(80_000);
    expect(await made.run()).toEqual({ kind: 'done' });
    await standsOnce(made);
  });

  it('stands once when several workers come at once', async () => {
    const made = await make();
    const before = callsOf(sends);
    const results = await Promise.all(Array.from({ length: 6 }, () => made.run()));
    expect(results.filter((result) => result.kind === 'done').length).toBeGreaterThan(0);
    expect(callsOf(sends) - before).toBe(1);
    await standsOnce(made);
  });

  it('is looked for by who comes next when its worker took so long that it lost it', async () => {
    const made = await make();
    let other: JobResult | undefined;
    test.slack.beforeNext(sends, async () => {
      test.advance(80_000);
      other = await made.run();
    });
    const results = [await made.run(), other];
    expect(results.some((result) => result?.kind === 'done' || result?.kind === 'retry')).toBe(true);
    for (let time = 0; (await made.run()).kind !== 'done'; time += 1) expect(time).toBeLessThan(4);
    expect(await count(test.line, `slack_posts where key = '${made.key}' and uncertain`)).toBe(0);
  });

  it(kept ? 'is posted again when somebody deleted it' : 'is not said again when somebody deleted it', async () => {
    const made = await make();
    expect(await made.run()).toEqual({ kind: 'done' });
    const mine = made.standing();
    test.slack.posted.splice(0, test.slack.posted.length, ...test.slack.posted.filter((one) => !mine.includes(one)));
    expect(await made.run()).toEqual({ kind: 'done' });
    expect(made.standing()).toHaveLength(kept ? 1 : 0);
  });
});
