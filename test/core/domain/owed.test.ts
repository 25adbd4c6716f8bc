import { expect, test } from 'vitest';
import { LANES, OWED, owed, readPayload, type Topic } from '../../../src/core/domain/owed.ts';
import { carryOut, type Handlers } from '../../../src/queue/jobs.ts';
import { everyTopic, TOPICS } from '../../support/every-topic.ts';

/** Rows wait in people's databases under these: a key that changed would let a second row stand beside the one that waits. */
const WRITTEN: { [T in Topic]: [about: Record<string, string>, key: string | null] } = {
  resident: [{ residentId: 'r' }, 'resident:r'],
  announce: [{ residentId: 'r' }, 'announce:r'],
  card: [{ itemId: 'i' }, 'card:i'],
  urgent_card: [{ itemId: 'i' }, 'urgent_card:i'],
  danger_call: [{ itemId: 'i', calling: 'c', stage: 'at_once', round: '1' }, 'danger:i:at_once'],
  danger_post: [{ itemId: 'i', calling: 'c', stage: 'at_once', round: '1', whom: 'duty' }, 'danger:c:at_once:1'],
  danger_tell: [
    { itemId: 'i', calling: 'c', stage: 'at_once', round: '1', whom: 'duty', staffId: 's' },
    'danger:c:at_once:1:s',
  ],
  envelope: [{ residentId: 'r' }, 'envelope:r'],
  thread: [{ messageId: 'm', version: '2' }, 'thread:m:2'],
  show_media: [{ lookId: 'l' }, 'show_media:l'],
  end_look: [{ lookId: 'l' }, 'end_look:l'],
  unpost_file: [{ postId: 'p' }, 'unpost_file:p'],
  recall_recordings: [{ staffId: 's' }, 'recall_recordings:s'],
  offer_day: [{ offerId: 'o', day: '2026-03-02' }, 'offer_day:o:2026-03-02'],
  end_reading: [{ residentId: 'r', look: 'still_open' }, 'end_reading:r'],
  chat_menu: [{ residentId: 'r', as: 'shown' }, 'chat_menu:r:shown'],
  take_back_item: [{ residentId: 'r', itemId: 'i' }, 'take_back_item:i'],
  farewell: [{ id: 'f', sealed: 'c2VhbGVk' }, null],
  redact: [{ itemId: 'i' }, 'redact:i'],
  named_notice: [{ itemId: 'i', staffId: 's', toId: 't' }, 'named:i:s:t'],
  fault_notice: [{ staffId: 's' }, 'fault_notice:s'],
  role_notice: [{ grantId: 'g', staffId: 's', news: 'given' }, 'role_notice:g:given:s'],
  staff_news: [{ staffId: 's', newsId: 'n', about: 'i:added' }, null],
  overdue_day: [{ day: '2026-03-02', whom: 'leads' }, 'overdue_day:2026-03-02:leads'],
  monday_figures: [{ day: '2026-03-02' }, 'monday_figures:2026-03-02'],
  export_cut_short: [{ exportId: 'e' }, 'export_cut_short:e'],
  alert: [{ itemId: 'i', reason: 'overdue' }, 'alert:i:overdue'],
  remind: [{ sessionId: 's', kind: 'day_before' }, 'remind:s:day_before'],
  finish: [{ offerId: 'o' }, 'finish:o'],
  tell_changes: [{ offerId: 'o' }, 'tell_changes:o'],
};

test.each(TOPICS)('%s keeps the merge key under which earlier versions wrote it', (topic) => {
  const [about, key] = WRITTEN[topic];
  expect(owed(topic, about as never).mergeKey).toBe(key);
});

test('what was just opened has a row for each, so that a later look never keeps an earlier one open', () => {
  expect(owed('end_reading', { residentId: 'r', look: 'opened' }).mergeKey).toBeNull();
});

test.each(TOPICS)('%s holds its ids and nothing else, and is read as it was written', (topic) => {
  const { ids, lane } = OWED[topic];
  const [about] = WRITTEN[topic];
  const work = owed(topic, { ...about, text: 'a word' } as never);
  expect(LANES).toContain(lane);
  expect(Object.keys(work.payload)).toEqual([...ids]);
  expect(readPayload(topic, { ...work.payload, text: 'a word' })).toEqual(work.payload);
  for (const id of ids) {
    expect(readPayload(topic, { ...work.payload, [id]: '' })).toBeNull();
    expect(readPayload(topic, { ...work.payload, [id]: 7 })).toBeNull();
    expect(readPayload(topic, { ...work.payload, [id]: undefined })).toBeNull();
  }
  expect(readPayload(topic, null)).toBeNull();
});

test('a topic of a newer version and a payload that is not whole are refused and never carried out', async () => {
  const carried: string[] = [];
  const handlers = everyTopic(async (_payload, _job, topic) => {
    carried.push(topic);
    return { kind: 'done' };
  });
  const out = (topic: string, payload: unknown) => carryOut(handlers, { topic, payload }, { attempt: 1 });
  expect(await out('of_tomorrow', { itemId: 'i' })).toEqual({ kind: 'refused', reason: 'unknown_topic' });
  expect(await out('constructor', {})).toEqual({ kind: 'refused', reason: 'unknown_topic' });
  expect(await out('card', { itemId: '' })).toEqual({ kind: 'refused', reason: 'bad_payload' });
  expect(carried).toEqual([]);
  expect(await out('card', { itemId: 'i' })).toEqual({ kind: 'done' });
  expect(carried).toEqual(['card']);
});

test('a wrong topic or payload does not compile, and would not be carried out', async () => {
  // @ts-expect-error no such topic
  expect(() => owed('crad', { itemId: 'i' })).toThrow(TypeError);
  // @ts-expect-error an id of another topic
  expect(readPayload('card', owed('card', { residentId: 'r' }).payload)).toBeNull();
  // @ts-expect-error an id is missing
  expect(readPayload('alert', owed('alert', { itemId: 'i' }).payload)).toBeNull();
  // @ts-expect-error an id is a string
  expect(readPayload('card', owed('card', { itemId: 7 }).payload)).toBeNull();
  // @ts-expect-error more than its ids
  expect(owed('card', { itemId: 'i', text: 'a word' }).payload).toEqual({ itemId: 'i' });
  // @ts-expect-error what sets it apart is missing
  expect(owed('thread', { messageId: 'm' }).payload).toEqual({ messageId: 'm' });
  // @ts-expect-error what sets it apart is no part of the payload
  const thread: Handlers['thread'] = async ({ version }) => ({ kind: 'refused', reason: String(version) });
  expect(await thread({ messageId: 'm' }, { attempt: 1 })).toEqual({ kind: 'refused', reason: 'undefined' });
  // @ts-expect-error a handler takes the payload of its own topic
  const card: Handlers['card'] = async ({ residentId }) => ({ kind: 'refused', reason: String(residentId) });
  expect(await card({ itemId: 'i' }, { attempt: 1 })).toEqual({ kind: 'refused', reason: 'undefined' });
});
