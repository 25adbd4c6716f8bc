import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliverCard } from '../../../../src/bots/slack/deliver/deliver-card.ts';
import { redactItem } from '../../../../src/bots/slack/deliver/redact-item.ts';
import { deliverNews } from '../../../../src/bots/slack/news/deliver-news.ts';
import { takeBackItem } from '../../../../src/bots/slack/news/take-back-news.ts';
import type { Role } from '../../../../src/core/domain/codes.ts';
import { readPayload } from '../../../../src/core/domain/owed.ts';
import type { StaffMember } from '../../../../src/core/domain/staff/permissions.ts';
import { applyRetention } from '../../../../src/core/forgetting/apply-retention.ts';
import { forgetByReference } from '../../../../src/core/forgetting/forget-by-reference.ts';
import { addToItem } from '../../../../src/core/items/add-to-item.ts';
import { answerReferral } from '../../../../src/core/items/answer-referral.ts';
import { claimItem } from '../../../../src/core/items/claim-item.ts';
import { closeItem } from '../../../../src/core/items/close-item.ts';
import { markSensitive } from '../../../../src/core/items/hidden/mark-sensitive.ts';
import { oweForgottenCards } from '../../../../src/core/items/owe-forgotten-cards.ts';
import { rateItem } from '../../../../src/core/items/rate-item.ts';
import { referItem } from '../../../../src/core/items/refer-item.ts';
import { replyToItem } from '../../../../src/core/items/reply-to-item.ts';
import { tellStaff } from '../../../../src/core/items/staff-news/tell-staff.ts';
import { mixRows } from '../../../../src/core/residents/mix-rows.ts';
import { changeSetting } from '../../../../src/core/settings/change-setting.ts';
import { addStaff } from '../../../../src/core/staff/add-staff.ts';
import { removeStaff } from '../../../../src/core/staff/remove-staff.ts';
import { count, row, rows } from '../../../support/rows.ts';
import { CHANNELS, type DeliveryTest, startDeliveryTest, submit } from '../deliver-item.ts';

const NEVER = { from: '00:00', to: '00:00' };
let here: DeliveryTest;
const staff = {} as Record<'ana' | 'ben' | 'una' | 'vera', StaffMember>;

async function join(id: string, agency: 'WHO' | 'UNICEF' | 'OHCHR', roles: Role[]): Promise<StaffMember> {
  const person = { slackUserId: `U0${id.toUpperCase()}`, displayName: `Sample ${id}`, agency, roles };
  const added = await addStaff(here.line, 'sample', person);
  if (!added.ok) throw new Error(added.code);
  return added.value;
}

beforeAll(async () => {
  here = await startDeliveryTest();
  staff.ana = await join('ana', 'WHO', ['triage']);
  staff.ben = await join('ben', 'WHO', ['triage']);
  staff.una = await join('una', 'UNICEF', ['triage']);
  staff.vera = await join('vera', 'OHCHR', ['protection']);
  await changeSetting(here.line, 'quietHours', NEVER);
});
afterAll(() => here.close());
beforeEach(async () => {
  await rows(here.line, 'delete from outbox');
  here.slack.posted.splice(0);
});

/** An item with WHO, of somebody we know, with its card. */
async function sent(more: { sensitive?: boolean } = {}) {
  const text = { kind: 'text' as const, text: 'fjalëshpikur' };
  const item = await submit(here.line, [text], { sector: 'health', known: true, ...more });
  await deliverCard(here.to, item.itemId);
  const { resident_id: residentId } = await row(here.line, `select resident_id from items where id = '${item.itemId}'`);
  return { ...item, residentId: residentId as string };
}
type Item = Awaited<ReturnType<typeof sent>>;

let handle = 100;
async function add({ itemId, residentId }: Item, words = 'edhe kjo e shpikur'): Promise<void> {
  const from = { residentId, address: { channel: 'telegram' as const, text: '7' } };
  handle += 1;
  const added = await here.line.database.transaction((tx) =>
    addToItem(tx, here.line, from, itemId, [{ kind: 'text', text: words, handle: String(handle) }]),
  );
  expect(added.ok).toBe(true);
}
const close = (item: Item, by: StaffMember) =>
  closeItem(here.line, by, item.reference, { reason: 'answered', whatWasDone: 'U krye.', changeKey: item.itemId });
const rate = (item: Item) =>
  here.line.database.transaction((tx) => rateItem(tx, here.line, item.residentId, item.itemId, 'no'));

const waiting = () =>
  rows(here.line, `select payload from outbox where topic = 'staff_news' order by payload->>'staffId'`);
/** Has everything told that is owed, as the worker does; gives what each row came to. */
async function tell(): Promise<string[]> {
  const results: string[] = [];
  for (const { payload } of await waiting()) {
    const owed = readPayload('staff_news', payload);
    if (!owed) throw new Error('no payload');
    const result = await deliverNews(here.to, owed);
    results.push(result.kind);
    if (result.kind === 'done') await rows(here.line, `delete from outbox where payload->>'newsId' = '${owed.newsId}'`);
  }
  return results;
}
const told = (who: string) => here.slack.in(`D0${who.toUpperCase()}`);
const textsTo = (who: string) => told(who).map(({ text }) => text);

test('who has an item is told once of all that a resident adds, with a number and a link and no word of theirs', async () => {
  const item = await sent();
  await claimItem(here.line, staff.ana, item.reference);
  for (const words of ['e para', 'e dyta', 'e treta']) await add(item, words);
  expect(await waiting()).toHaveLength(1);
  await tell();
  expect(textsTo('ana')).toEqual([`${item.reference}: the resident added to it.`]);
  const said = JSON.stringify(told('ana'));
  expect(said).toContain('https://slack.invalid/C0MAIN/');
  expect(said).toContain('"home_open"');
  expect(said).not.toMatch(/e para|e dyta|e treta|fjalëshpikur|Zve|complaint|Complaint/);
  expect(textsTo('ben')).toEqual([]);
});

test('several items are one message', async () => {
  const [one, other] = [await sent(), await sent()];
  for (const { reference } of [one, other]) await claimItem(here.line, staff.ana, reference);
  await add(one);
  await add(other);
  await tell();
  expect(textsTo('ana')).toEqual(['2 items need you.']);
  for (const { reference } of [one, other]) expect(JSON.stringify(told('ana'))).toContain(reference);
});

test('what nobody has is told to those who were on it, else to its agency', async () => {
  const item = await sent();
  await add(item);
  await tell();
  expect([textsTo('ana'), textsTo('ben'), textsTo('una')].map((texts) => texts.length)).toEqual([1, 1, 0]);
  await replyToItem(here.line, staff.ben, item.reference, { text: 'Po.', changeKey: `${item.itemId}-r`, readers: 1 });
  await rows(here.line, `update items set assignee_id = null where id = '${item.itemId}'`);
  await add(item);
  await tell();
  expect([textsTo('ana'), textsTo('ben')].map((texts) => texts.length)).toEqual([1, 2]);
});

test('a no is told to who had the item and to their agency, from which another takes it', async () => {
  const item = await sent();
  await claimItem(here.line, staff.ana, item.reference);
  await close(item, staff.ana);
  await rate(item);
  await tell();
  for (const who of ['ana', 'ben'])
    expect(textsTo(who)).toEqual([`${item.reference}: the resident says that it was not solved.`]);
});

test('a closed item that is written to says that it is open again', async () => {
  const item = await sent();
  await claimItem(here.line, staff.ana, item.reference);
  await close(item, staff.ana);
  await add(item);
  await tell();
  expect(textsTo('ana')).toEqual([`${item.reference}: the resident wrote again, and it is open again.`]);
});

test('a referral is told to the agency it comes to, and its return to who referred it, who reads why on the card', async () => {
  const item = await sent();
  await referItem(here.line, staff.ana, item.reference, { toAgency: 'UNICEF', remark: 'vërejtje' });
  await tell();
  expect(textsTo('una')).toEqual([`${item.reference}: it was referred to your agency. Please accept or return it.`]);
  expect(textsTo('ana')).toEqual([]);
  await answerReferral(here.line, staff.una, item.reference, { accept: false, reason: 'arsye e shpikur' });
  await tell();
  expect(textsTo('ana')).toEqual([`${item.reference}: the referral came back. The reason stands on the card.`]);
  expect(JSON.stringify([told('ana'), told('una')])).not.toMatch(/vërejtje|arsye/);
  await deliverCard(here.to, item.itemId);
  expect(JSON.stringify(here.slack.in(CHANNELS.main).at(-1))).toContain('arsye e shpikur');
});

test('of a hidden item protection alone is told, neither what happened nor its number', async () => {
  const item = await sent({ sensitive: true });
  await claimItem(here.line, staff.vera, item.reference);
  await add(item);
  await tell();
  expect(textsTo('vera')).toEqual(['A report needs you.']);
  const shown = told('vera').map(({ text, blocks }) => [text, blocks]);
  expect(JSON.stringify(shown).replace(/"value":"[^"]*"/, '')).not.toContain(item.reference);
  expect([textsTo('ana'), textsTo('ben'), textsTo('una')]).toEqual([[], [], []]);
});

test('what is marked sensitive before it was told is told to nobody who may not see it', async () => {
  const item = await sent();
  await claimItem(here.line, staff.ana, item.reference);
  await add(item);
  await markSensitive(here.line, staff.vera, item.reference);
  await tell();
  expect(textsTo('ana')).toEqual([]);
  await tell();
  expect(textsTo('vera')).toEqual(['A report needs you.']);
});

test('what was answered or taken by somebody else meanwhile is told no more', async () => {
  const item = await sent();
  await add(item);
  await claimItem(here.line, staff.ben, item.reference);
  await tell();
  expect([textsTo('ana').length, textsTo('ben').length]).toEqual([0, 1]);
  await add(item);
  await replyToItem(here.line, staff.ben, item.reference, { text: 'Po.', changeKey: `${item.itemId}-2`, readers: 1 });
  await tell();
  expect(textsTo('ben')).toHaveLength(1);
});

test('what was owed to somebody who was removed comes to those whose it is now', async () => {
  const gone = await join('gone', 'WHO', ['triage']);
  const item = await sent();
  await claimItem(here.line, gone, item.reference);
  await add(item);
  await removeStaff(here.line, 'console', gone.slackUserId);
  await tell();
  expect(textsTo('gone')).toEqual([]);
  await tell();
  expect([...textsTo('ana'), ...textsTo('ben')]).toEqual(
    Array.from({ length: 2 }, () => `${item.reference}: the resident added to it.`),
  );
});

test.each(['lost', 'http_500', { retryAfter: 1 }] as const)(
  'it is told once, whatever becomes of Slack’s answer: %j',
  async (fault) => {
    const item = await sent();
    await claimItem(here.line, staff.ana, item.reference);
    await add(item);
    here.slack.failNext('chat.postMessage', fault);
    expect(await tell()).toEqual(['retry']);
    // What comes meanwhile is a message of its own, and repeats nothing.
    expect(await tell()).toEqual(['done']);
    expect(await tell()).toEqual([]);
    expect(textsTo('ana')).toEqual([`${item.reference}: the resident added to it.`]);
  },
);

test('what comes while a message is tried again is told by itself', async () => {
  const [one, other] = [await sent(), await sent()];
  for (const { reference } of [one, other]) await claimItem(here.line, staff.ana, reference);
  await add(one);
  here.slack.failNext('chat.postMessage', 'lost');
  expect(await tell()).toEqual(['retry']);
  await rows(here.line, 'update outbox set attempts = 1');
  await add(other);
  expect(await tell()).toEqual(['done', 'done']);
  expect(textsTo('ana').sort()).toEqual(
    [one, other].map(({ reference }) => `${reference}: the resident added to it.`).sort(),
  );
});

test('whom Slack lets nobody write to is mentioned in the thread of the card', async () => {
  const item = await sent();
  await claimItem(here.line, staff.ana, item.reference);
  await add(item);
  here.slack.failNext('conversations.open', { code: 'cannot_dm_bot' });
  expect(await tell()).toEqual(['done']);
  expect(textsTo('ana')).toEqual([]);
  const mention = here.slack.in(CHANNELS.main).find(({ text }) => text.includes('<@U0ANA>'));
  expect(mention).toMatchObject({ text: `<@U0ANA> ${item.reference}: the resident added to it.` });
  expect(mention?.thread_ts).toBeDefined();
});

test('in quiet hours it waits for the morning', async () => {
  await changeSetting(here.line, 'quietHours', { from: '00:00', to: '23:59' });
  const item = await sent();
  await claimItem(here.line, staff.ana, item.reference);
  await add(item);
  const { day, time } = (await row(
    here.line,
    `select (run_at at time zone 'Europe/Belgrade')::date::text as day, to_char(run_at at time zone 'Europe/Belgrade', 'HH24:MI') as time
      from outbox where topic = 'staff_news'`,
  )) as { day: string; time: string };
  expect([day.length, time]).toEqual([10, '23:59']);
  expect(await tell()).toEqual(['retry']);
  expect(textsTo('ana')).toEqual([]);
  await changeSetting(here.line, 'quietHours', NEVER);
});

test('no row that is owed tells the moment of an anonymous item', async () => {
  const { itemId, reference } = await submit(here.line, [{ kind: 'text', text: 'pa emër' }], { sector: 'health' });
  await claimItem(here.line, staff.ana, reference);
  const { applyDecision } = await import('../../../../src/core/items/change-item.ts');
  const { decideAdd } = await import('../../../../src/core/domain/item.ts');
  const { lockItem } = await import('../../../../src/db/queries/items/items.ts');
  await here.line.database.transaction(async (tx) => {
    const held = await lockItem(tx, itemId);
    if (held) await applyDecision(tx, here.line, held, decideAdd(held), { kind: 'resident' });
  });
  expect(await row(here.line, `select run_at::text as at from outbox where topic = 'staff_news'`)).toEqual({
    at: expect.stringMatching(/^1970-01-01/),
  });
  await tell();
  expect(textsTo('ana')).toEqual([`${reference}: the resident added to it.`]);
});

const TAKEN_BACK = 'Something that stood here was taken back.';
/** Takes back whatever that is owed of, as the worker does; gives what each came to. */
async function takeBack(): Promise<string[]> {
  const results: string[] = [];
  for (const { id, payload } of await rows(here.line, `select id, payload from outbox where topic = 'redact'`)) {
    const result = await takeBackItem(here.to, readPayload('redact', payload)?.itemId ?? '');
    results.push(result.kind);
    if (result.kind === 'done') await rows(here.line, `delete from outbox where id = ${id}`);
  }
  return results;
}
/** One of Ana's that she was told of; its messages are older than a day. */
async function toldOf(...items: Item[]): Promise<void> {
  for (const item of items) {
    await claimItem(here.line, staff.ana, item.reference);
    await add(item);
  }
  await tell();
  await rows(here.line, `update slack_posts set created_at = created_at - interval '2 days' where kind = 'news'`);
  await mixRows(here.line);
}
const takeBackCard = (item: Item) => redactItem(here.to, item.itemId);
const forget = (item: Item) => forgetByReference(here.line, item.reference);
const hide = (item: Item) => markSensitive(here.line, staff.vera, item.reference);
async function retain(item: Item) {
  await close(item, staff.ana);
  await rows(here.line, `update items set closed_at = closed_at - interval '10 years' where id = '${item.itemId}'`);
  await applyRetention(here.line);
}

describe('what was told of an item', () => {
  test.each([
    ['its resident was forgotten', forget],
    ['it was hidden', hide],
    ['its words were kept for long enough', retain],
  ] as const)('is taken back from direct messages when %s, and nothing else is', async (_, end) => {
    const [gone, stays] = [await sent(), await sent()];
    await toldOf(gone);
    await toldOf(stays);
    expect(textsTo('ana')).toEqual([gone, stays].map(({ reference }) => `${reference}: the resident added to it.`));
    await end(gone);
    expect(await takeBack()).not.toContain('retry');
    expect(textsTo('ana')).toEqual([TAKEN_BACK, `${stays.reference}: the resident added to it.`]);
    expect(JSON.stringify(told('ana'))).not.toContain(gone.reference);
    expect(await count(here.line, `news_told where item_id = '${gone.itemId}'`)).toBe(0);
  });

  test.each([
    ['forgotten', forget],
    ['hidden', hide],
  ] as const)(
    'goes from a message of several alone when it is %s; the last one takes the rest with it',
    async (_, end) => {
      const [gone, stays] = [await sent(), await sent()];
      await toldOf(gone, stays);
      expect(textsTo('ana')).toEqual(['2 items need you.']);
      await end(gone);
      await takeBack();
      expect(textsTo('ana')).toEqual([`${stays.reference}: the resident added to it. ${TAKEN_BACK}`]);
      const shown = JSON.stringify(told('ana'));
      expect(shown).not.toContain(gone.reference);
      expect(shown).toContain('"home_open"');
      await end(stays);
      await takeBack();
      expect(textsTo('ana')).toEqual([TAKEN_BACK]);
      expect(JSON.stringify(told('ana'))).not.toContain(stays.reference);
    },
  );

  test('of a hidden item stays while it says neither what nor which, and goes when its resident is forgotten', async () => {
    const item = await sent({ sensitive: true });
    await claimItem(here.line, staff.vera, item.reference);
    await add(item);
    await tell();
    await takeBackItem(here.to, item.itemId);
    expect(textsTo('vera')).toEqual(['A report needs you.']);
    await forget(item);
    await takeBack();
    expect(textsTo('vera')).toEqual([TAKEN_BACK]);
    expect(JSON.stringify(told('vera'))).not.toContain(item.reference);
  });

  test.each([
    ['chat.update', { code: 'message_not_found' }],
    ['chat.update', 'lost'],
    ['chat.update', { code: 'edit_window_closed' }],
    ['chat.update', { code: 'cant_update_message' }],
  ] as const)('%s that Slack answers with %j ends well', async (method, fault) => {
    const item = await sent();
    await toldOf(item);
    await forget(item);
    // The card first, then the message.
    await takeBackCard(item);
    here.slack.failNext(method, fault);
    const results = await takeBack();
    if (fault === 'lost') await takeBack();
    expect(results).toEqual([fault === 'lost' ? 'retry' : 'done']);
    expect(await rows(here.line, `select 1 from outbox where topic = 'redact'`)).toEqual([]);
    expect(await count(here.line, `news_told where item_id = '${item.itemId}'`)).toBe(0);
  });

  test('a message that somebody deleted by hand is no failure', async () => {
    const item = await sent();
    await toldOf(item);
    here.slack.posted.splice(
      here.slack.posted.findIndex(({ channel }) => channel === 'D0ANA'),
      1,
    );
    await forget(item);
    expect(await takeBack()).toEqual(['done']);
  });

  test('a message whose answer was lost is found and taken back', async () => {
    const item = await sent();
    await claimItem(here.line, staff.ana, item.reference);
    await add(item);
    here.slack.failNext('chat.postMessage', 'lost');
    expect(await tell()).toEqual(['retry']);
    await rows(here.line, `update slack_posts set created_at = created_at - interval '2 days' where kind = 'news'`);
    await forget(item);
    expect(await takeBack()).toEqual(['done']);
    expect(textsTo('ana')).toEqual([TAKEN_BACK]);
    expect(await tell()).toEqual(['done']);
    expect(textsTo('ana')).toEqual([TAKEN_BACK]);
  });

  test.each([
    ['forgotten', forget],
    ['hidden', hide],
  ] as const)('and is %s while it is on its way to Slack is taken back too', async (_, end) => {
    const item = await sent();
    await claimItem(here.line, staff.ana, item.reference);
    await add(item);
    here.slack.beforeNext('chat.postMessage', async () => {
      await end(item);
      expect(await takeBack()).toContain('retry');
    });
    await tell();
    await takeBack();
    expect(textsTo('ana')).toEqual([TAKEN_BACK]);
  });

  test('and was forgotten before it was told is not told', async () => {
    const [gone, stays] = [await sent(), await sent()];
    for (const { reference } of [gone, stays]) await claimItem(here.line, staff.ana, reference);
    await add(gone);
    await add(stays);
    await forget(gone);
    await tell();
    expect(textsTo('ana')).toEqual([`${stays.reference}: the resident added to it.`]);
  });

  test.each([
    ['forgotten', forget],
    ['hidden', hide],
  ] as const)('in a mention under its card goes with the words when it is %s', async (_, end) => {
    const item = await sent();
    await claimItem(here.line, staff.ana, item.reference);
    await add(item);
    here.slack.failNext('conversations.open', { code: 'cannot_dm_bot' });
    await tell();
    expect(here.slack.readable()).toContain('<@U0ANA>');
    await end(item);
    await takeBack();
    expect(here.slack.readable()).not.toContain('<@U0ANA>');
  });

  test('what was given up is owed anew', async () => {
    const item = await sent();
    await toldOf(item);
    await forget(item);
    await takeBackCard(item);
    await rows(here.line, `delete from outbox`);
    await oweForgottenCards(here.line);
    await takeBack();
    expect(textsTo('ana')).toEqual([TAKEN_BACK]);
    await oweForgottenCards(here.line);
    expect(await count(here.line, `outbox where topic = 'redact' and payload->>'itemId' = '${item.itemId}'`)).toBe(0);
  });

  test('keeps no moment of an anonymous item', async () => {
    const { itemId, reference } = await submit(here.line, [{ kind: 'text', text: 'pa emër' }], { sector: 'health' });
    await claimItem(here.line, staff.ana, reference);
    await rows(here.line, `update items set last_word = 'resident' where id = '${itemId}'`);
    await here.line.database.transaction((tx) => tellStaff(tx, here.line, itemId, 'added'));
    await tell();
    expect(textsTo('ana')).toEqual([`${reference}: the resident added to it.`]);
    const of = `slack_posts where id = (select post_id from news_told where item_id = '${itemId}')`;
    expect(await count(here.line, `${of} and created_at = date_trunc('hour', created_at, 'UTC')`)).toBe(1);
  });
});
