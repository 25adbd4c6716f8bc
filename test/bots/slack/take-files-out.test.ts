import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { deliverThread } from '../../../src/bots/slack/deliver/deliver-thread.ts';
import { recallRecordings } from '../../../src/bots/slack/deliver/recall-recordings.ts';
import { unpostFile } from '../../../src/bots/slack/deliver/unpost-file.ts';
import { sendBytes, shareFile } from '../../../src/bots/slack/deliver/upload-file.ts';
import type { FetchReadyMedia } from '../../../src/core/domain/media.ts';
import { destroyWords } from '../../../src/core/forgetting/destroy-words.ts';
import { changeSetting } from '../../../src/core/settings/change-setting.ts';
import { readItemForCard } from '../../../src/core/views/show-item.ts';
import { lockItem } from '../../../src/db/queries/items/items.ts';
import { count, row, rows } from '../../support/rows.ts';
import { CHANNELS, type DeliveryTest, makeStaff, startDeliveryTest, submit } from './deliver-item.ts';

let test: DeliveryTest;
beforeAll(async () => {
  test = await startDeliveryTest();
});
afterEach(async () => {
  test.slack.posted.length = 0;
  test.slack.files.clear();
  await rows(test.line, 'delete from outbox');
});
afterAll(() => test.close());

const fetchMedia: FetchReadyMedia = async () => ({
  kind: 'file',
  bytes: new TextEncoder().encode('fytyra'),
  extension: 'jpg',
  warning: null,
});
const threadOf = () => test.slack.posted.filter((message) => message.thread_ts !== undefined);

/** A photo in the thread, as every file of a resident stood there in earlier versions. */
async function stood(answer?: 'lost') {
  await changeSetting(test.line, 'picturesInThread', true);
  const { itemId } = await submit(test.line, [{ kind: 'photo', file: { id: 'p', uniqueId: 'p' } }], { known: true });
  await deliverCard(test.to, itemId);
  const messageId = String((await readItemForCard(test.line, itemId))?.messages[0]?.id);
  if (answer === 'lost') test.slack.failNext('files.completeUploadExternal', 'lost');
  await deliverThread(test.to, messageId, fetchMedia);
  await changeSetting(test.line, 'picturesInThread', false);
  expect(threadOf().flatMap(({ files }) => files ?? [])).toHaveLength(1);
  await rows(test.line, 'delete from outbox');
  const { id } = await row(
    test.line,
    `select id from slack_posts where kind = 'thread' and message_id = '${messageId}'`,
  );
  return { itemId, messageId, postId: String(id) };
}

describe('a file that an earlier version put into a thread', () => {
  it.each([undefined, 'lost'] as const)('goes, and its door stands in its place (answer: %s)', async (answer) => {
    const { messageId, postId } = await stood(answer);
    expect(await unpostFile(test.to, postId)).toEqual({ kind: 'done' });
    expect(test.slack.files.size).toBe(0);
    expect(threadOf()).toEqual([]);
    expect((await rows(test.line, 'select topic from outbox order by topic')).map(({ topic }) => topic)).toEqual([
      'card',
      'thread',
    ]);
    expect(await deliverThread(test.to, messageId, fetchMedia)).toEqual({ kind: 'done' });
    expect(JSON.stringify(threadOf())).toContain(`"action_id":"look"`);
    // Tried again, nothing more happens.
    expect(await unpostFile(test.to, postId)).toEqual({ kind: 'done' });
    expect(threadOf()).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof test.slack.failNext>[1]]>([
    ['conversations.replies', { retryAfter: 7 }],
    ['files.delete', { retryAfter: 7 }],
    ['files.delete', 'http_500'],
    ['files.delete', 'lost'],
    ['files.delete', { code: 'cant_delete_file' }],
    ['chat.delete', 'lost'],
    ['chat.delete', { code: 'cant_delete_message' }],
  ])('goes in the end when %s fails with %j', async (method, fault) => {
    const { postId } = await stood();
    test.slack.failNext(method, fault);
    expect(await unpostFile(test.to, postId)).toMatchObject({ kind: 'retry' });
    expect(await unpostFile(test.to, postId)).toEqual({ kind: 'done' });
    expect(test.slack.files.size).toBe(0);
    expect(threadOf()).toEqual([]);
  });

  it('of an item whose words were destroyed goes, and no door comes', async () => {
    const { itemId, messageId, postId } = await stood();
    await test.line.database.transaction(async (tx) => {
      const item = await lockItem(tx, itemId);
      if (item) await destroyWords(tx, test.line, item, 'resident');
    });
    expect(await unpostFile(test.to, postId)).toEqual({ kind: 'done' });
    expect(await deliverThread(test.to, messageId, fetchMedia)).toEqual({ kind: 'done' });
    expect(threadOf()).toEqual([]);
    expect(test.slack.files.size).toBe(0);
  });
});

describe('recordings that an earlier version sent to somebody of the staff', () => {
  it('are taken back, and nothing else in their direct messages is', async () => {
    const member = await makeStaff(test.line);
    await rows(test.line, 'delete from outbox');
    const channel = `D${member.slackUserId.slice(1)}`;
    const send = async (comment: string) => {
      const sent = await sendBytes(test.to.slack, 'sent.bin', Buffer.from(comment));
      if (!sent.ok) throw new Error('not sent');
      await shareFile(test.to.slack, { id: sent.value, name: 'sent.bin', comment }, { channel });
    };
    for (const reference of ['F-7K3QM2', 'F-AAAAAA', 'E-222222'])
      await send(`Recording of ${reference}. Keep it safe and do not pass it on.`);
    await send('Here is the export.');
    test.slack.failNext('files.delete', { retryAfter: 3 });
    expect(await recallRecordings(test.to, member.id)).toEqual({
      kind: 'retry',
      reason: 'rate_limited',
      afterSeconds: 3,
    });
    expect(await recallRecordings(test.to, member.id)).toEqual({ kind: 'done' });
    expect(test.slack.in(channel).map(({ text }) => text)).toEqual(['Here is the export.']);
    expect([...test.slack.files.values()].map(String)).toEqual(['Here is the export.']);
    expect(await count(test.line, 'outbox')).toBe(0);
    expect(test.slack.in(CHANNELS.main)).toEqual([]);
  });
});
