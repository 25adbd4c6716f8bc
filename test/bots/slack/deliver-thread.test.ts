import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CARD_EVENT } from '../../../src/bots/slack/cards/render-card.ts';
import { alert } from '../../../src/bots/slack/deliver/alert.ts';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { deliverThread } from '../../../src/bots/slack/deliver/deliver-thread.ts';
import { redactItem } from '../../../src/bots/slack/deliver/redact-item.ts';
import type { FetchReadyMedia } from '../../../src/core/domain/media.ts';
import type { MessageBody } from '../../../src/core/domain/message-body.ts';
import { destroyWords } from '../../../src/core/forgetting/destroy-words.ts';
import { addByReceipt } from '../../../src/core/items/add-to-item.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { openBody } from '../../../src/core/items/search/item-words.ts';
import { sealedIn } from '../../../src/core/privacy/places.ts';
import { sealJson } from '../../../src/core/privacy/seal.ts';
import { changeSetting } from '../../../src/core/settings/change-setting.ts';
import { readItemForCard } from '../../../src/core/views/show-item.ts';
import { lockItem, updateItem } from '../../../src/db/queries/items/items.ts';
import { readMessage, replaceMessageBody } from '../../../src/db/queries/items/messages.ts';
import { outbox } from '../../../src/db/schema/work/outbox.ts';
import { CHANNELS, type DeliveryTest, makeStaff, startDeliveryTest, submit } from './deliver-item.ts';

let test: DeliveryTest;
beforeAll(async () => {
  test = await startDeliveryTest();
});
afterEach(() => {
  test.slack.posted.length = 0;
  test.slack.files.clear();
  test.slack.calls.length = 0;
});
afterAll(() => test.close());

const SAMPLE = 'zvukzapis';
const fetchMedia: FetchReadyMedia = async ({ handle }) =>
  handle === 'gone'
    ? { kind: 'gone' }
    : { kind: 'file', bytes: new TextEncoder().encode(SAMPLE), extension: 'ogg', warning: 'sound' };
const text: MessageBody = { kind: 'text', text: 'plavi krov' };
const voice: MessageBody = {
  kind: 'voice',
  text: 'naslov snimka',
  file: { id: 'tg1', uniqueId: 'u1', name: 'Petar.ogg', seconds: 7 },
};

/** Which messages have their door in this one. */
const doorsIn = (message: unknown): string[] =>
  [...JSON.stringify(message ?? {}).matchAll(/"action_id":"look".*?"value":"([^"]+)"/g)].map(([, id]) => id as string);

const threadOf = () => test.slack.posted.filter((message) => message.thread_ts !== undefined);

/** An item whose card stands, and the ids of its messages in order. */
async function standing(bodies: MessageBody[], about: { known?: boolean; kind?: 'enquiry' | 'registration' } = {}) {
  const submitted = await submit(test.line, bodies, about);
  await deliverCard(test.to, submitted.itemId);
  const view = await readItemForCard(test.line, submitted.itemId);
  return { ...submitted, ids: (view?.messages ?? []).map((message) => message.id) };
}

/** As the resident's edit in Telegram does, for an item without a way back to one. */
async function edit(itemId: string, messageId: string, body: MessageBody): Promise<void> {
  const { database, keyring, now } = test.line;
  await database.transaction(async (tx) => {
    const row = await lockItem(tx, itemId);
    const message = await readMessage(tx, messageId);
    const key = await keyring.key(tx, row?.keyId ?? '');
    const before = message && openBody(key, message);
    if (!message || !key || !before) throw new Error('no such message');
    const id = randomUUID();
    const version = { id, sealedBefore: sealJson(key, sealedIn.messageVersion(id), before) };
    await replaceMessageBody(tx, message, version, sealJson(key, sealedIn.message(messageId), body), now());
    await updateItem(tx, itemId, {}, now());
  });
}

async function destroy(itemId: string): Promise<void> {
  await test.line.database.transaction(async (tx) => {
    const row = await lockItem(tx, itemId);
    if (row) await destroyWords(tx, test.line, row, 'resident');
  });
}

describe('the thread under a card', () => {
  it('waits until the card stands', async () => {
    const { itemId } = await submit(test.line, [voice]);
    const view = await readItemForCard(test.line, itemId);
    const result = await deliverThread(test.to, view?.messages[0]?.id ?? '', fetchMedia);
    expect(result).toEqual({ kind: 'retry', reason: 'card_not_posted' });
  });

  it('repeats no text that the card shows', async () => {
    const { ids } = await standing([text]);
    expect(await deliverThread(test.to, ids[0] as string, fetchMedia)).toEqual({ kind: 'done' });
    expect(threadOf()).toEqual([]);
  });

  it('names a recording once by what it is, with the door beside it, and never holds it', async () => {
    const { ids } = await standing([text, voice]);
    for (let time = 0; time < 3; time += 1) await deliverThread(test.to, ids[1] as string, fetchMedia);
    expect(threadOf()).toHaveLength(1);
    expect(JSON.stringify(threadOf())).toMatch(/Voice message, 0:07.*naslov snimka/);
    expect(doorsIn(threadOf()[0])).toEqual([ids[1]]);
    expect(test.slack.files.size).toBe(0);
    expect(test.slack.readable()).not.toContain('Petar');
  });

  it('holds a later message once when the answer to it was lost', async () => {
    const { itemId, receipt } = await standing([text]);
    await test.line.database.transaction((tx) =>
      addByReceipt(tx, test.line, receipt ?? '', randomUUID(), [{ kind: 'text', text: 'dodatak <@U1>', handle: '9' }]),
    );
    const added = (await readItemForCard(test.line, itemId))?.messages.at(-1)?.id ?? '';
    await deliverCard(test.to, itemId);
    test.slack.failNext('chat.postMessage', 'lost');
    expect(await deliverThread(test.to, added, fetchMedia)).toMatchObject({ kind: 'retry' });
    expect(await deliverThread(test.to, added, fetchMedia)).toEqual({ kind: 'done' });
    expect(threadOf()).toHaveLength(1);
    expect(test.slack.readable()).toContain('dodatak &lt;@U1&gt;');
  });

  it('says what a message was edited to, under the card that shows it too', async () => {
    const { itemId, ids } = await standing([text]);
    await edit(itemId, ids[0] as string, { kind: 'text', text: 'zeleni krov' });
    await deliverCard(test.to, itemId);
    for (let time = 0; time < 2; time += 1) await deliverThread(test.to, ids[0] as string, fetchMedia);
    expect(threadOf()).toHaveLength(1);
    expect(JSON.stringify(threadOf())).toMatch(/edited:.*zeleni krov/);
    expect(JSON.stringify(test.slack.in(CHANNELS.main)[0])).toMatch(/edited.*zeleni krov/);
  });

  it('says a new caption in the place of the old one, with the door to the file', async () => {
    const { itemId, ids } = await standing([voice]);
    await deliverThread(test.to, ids[0] as string, fetchMedia);
    await edit(itemId, ids[0] as string, { ...voice, text: 'drugi naslov' });
    await deliverCard(test.to, itemId);
    expect(await deliverThread(test.to, ids[0] as string, fetchMedia)).toEqual({ kind: 'done' });
    expect(threadOf().map(doorsIn)).toEqual([ids]);
    expect(JSON.stringify(threadOf())).toMatch(/edited:.*drugi naslov/);
    expect(test.slack.readable()).not.toContain('naslov snimka');
  });

  it('holds no name that was edited away, however often it was changed', async () => {
    const { itemId, ids } = await standing([voice]);
    const id = ids[0] as string;
    for (const text of ['Agron Krasniqi mi je rekao', 'Agron mi je rekao', 'jedan čovek mi je rekao']) {
      await edit(itemId, id, { ...voice, text });
      await deliverCard(test.to, itemId);
      await deliverThread(test.to, id, fetchMedia);
    }
    expect(test.slack.readable()).not.toMatch(/Agron|Krasniqi|naslov snimka/);
    expect(threadOf()).toHaveLength(1);
    expect(JSON.stringify(threadOf())).toContain('jedan čovek');
  });

  describe('where the setting lets pictures stand', () => {
    beforeAll(async () => void (await changeSetting(test.line, 'picturesInThread', true)));
    afterAll(async () => void (await changeSetting(test.line, 'picturesInThread', false)));
    const photo: MessageBody = { kind: 'photo', file: { id: 'p', uniqueId: 'p', name: 'Petar.jpg' } };
    const picture: FetchReadyMedia = async () => ({
      kind: 'file',
      bytes: new TextEncoder().encode(SAMPLE),
      extension: 'jpg',
      warning: null,
    });

    it('holds a photo of a resident we know once, under a name of ours, whatever answer was lost', async () => {
      const { ids, reference } = await standing([photo], { known: true });
      test.slack.failNext('files.completeUploadExternal', 'lost');
      expect(await deliverThread(test.to, ids[0] as string, picture)).toMatchObject({ kind: 'retry' });
      for (let time = 0; time < 2; time += 1)
        expect(await deliverThread(test.to, ids[0] as string, picture)).toEqual({ kind: 'done' });
      expect(threadOf().map((message) => message.files?.[0]?.title)).toEqual([`${reference}-1.jpg`]);
      expect([...test.slack.files.values()].map(String)).toEqual([SAMPLE]);
      expect(test.slack.readable()).not.toContain('Petar');
    });

    it.each<[string, MessageBody, Parameters<typeof standing>[1], FetchReadyMedia]>([
      ['an anonymous photo', photo, {}, picture],
      ['a photo in an application', photo, { known: true, kind: 'enquiry' }, picture],
      ['a photo in a registration', photo, { known: true, kind: 'registration' }, picture],
      ['a photo that could not be made anew', photo, { known: true }, fetchMedia],
      ['a picture sent as a document', { ...photo, kind: 'document' }, { known: true }, picture],
      ['a recording', voice, { known: true }, fetchMedia],
    ])('%s is behind its door all the same', async (_name, body, about, fetch) => {
      const { ids } = await standing([body], about);
      expect(await deliverThread(test.to, ids[0] as string, fetch)).toEqual({ kind: 'done' });
      expect(threadOf().map(doorsIn)).toEqual([ids]);
      expect(test.slack.files.size).toBe(0);
    });
  });

  it('holds a very long message whole, as a file', async () => {
    const long = `${'&'.repeat(5000)} kraj`;
    const { ids } = await standing([{ kind: 'text', text: long }]);
    expect(await deliverThread(test.to, ids[0] as string, fetchMedia)).toEqual({ kind: 'done' });
    expect([...test.slack.files.values()].map(String)).toEqual([long]);
  });

  it('follows its card when the channel closes', async () => {
    const { ids } = await standing([voice]);
    test.slack.breakChannel(CHANNELS.main, 'is_archived');
    expect(await deliverThread(test.to, ids[0] as string, fetchMedia)).toMatchObject({
      kind: 'retry',
      reason: 'is_archived',
    });
    test.slack.breakChannel(CHANNELS.main, null);
    expect(await deliverThread(test.to, ids[0] as string, fetchMedia)).toEqual({ kind: 'done' });
    expect(threadOf()).toHaveLength(1);
  });

  describe('whose card somebody deleted', () => {
    const loose = () =>
      test.slack.posted.filter(({ thread_ts, metadata }) => !thread_ts && metadata?.event_type !== CARD_EVENT);
    const deleteCard = () => {
      const card = test.slack.posted.findIndex(({ metadata }) => metadata?.event_type === CARD_EVENT);
      return test.slack.posted.splice(card, 1)[0]?.ts;
    };
    const underNewCard = () => {
      const card = test.slack.posted.find(({ metadata }) => metadata?.event_type === CARD_EVENT);
      return threadOf().filter(({ thread_ts }) => thread_ts === card?.ts);
    };
    const untilDone = async (id: string, fetch: FetchReadyMedia) => {
      for (let time = 0; time < 5; time += 1) if ((await deliverThread(test.to, id, fetch)).kind === 'done') return;
      throw new Error('never done');
    };
    const picture: MessageBody = { kind: 'photo', file: { id: 'p', uniqueId: 'p' } };
    const madeAnew: FetchReadyMedia = async () => ({
      kind: 'file',
      bytes: new TextEncoder().encode(SAMPLE),
      extension: 'jpg',
      warning: null,
    });

    it.each<[string, MessageBody, boolean]>([
      ['a recording', voice, false],
      ['a long text', { kind: 'text', text: `${'&'.repeat(5000)} kraj` }, false],
      ['a place', { kind: 'location', place: { latitude: 42.9, longitude: 20.9 } }, false],
      ['a picture', picture, true],
    ])('gets %s under the new card, and nothing stands loose', async (_name, body, pictures) => {
      await changeSetting(test.line, 'picturesInThread', pictures);
      const { ids } = await standing([body], { known: true });
      deleteCard();
      await untilDone(ids[0] as string, madeAnew);
      expect(loose()).toEqual([]);
      expect(underNewCard()).toHaveLength(1);
      expect(threadOf()).toHaveLength(1);
      await changeSetting(test.line, 'picturesInThread', false);
    });

    it('gets what stood under the old card once more, in its order', async () => {
      const { ids } = await standing([voice, { ...voice, file: { id: 'tg2', uniqueId: 'u2' } }, picture]);
      await deliverThread(test.to, ids[0] as string, fetchMedia);
      await deliverThread(test.to, ids[1] as string, fetchMedia);
      deleteCard();
      await untilDone(ids[2] as string, fetchMedia);
      expect(underNewCard().flatMap(doorsIn)).toEqual(ids);
      expect(loose()).toEqual([]);
    });

    it.each([
      ['without its answer coming back', 'lost' as const],
      ['and Slack would not delete it at first', { code: 'internal_error' }],
    ])('has no copy loose where it was posted %s', async (_name, fault) => {
      const { ids } = await standing([voice]);
      deleteCard();
      test.slack.failNext(fault === 'lost' ? 'chat.postMessage' : 'chat.delete', fault);
      await untilDone(ids[0] as string, fetchMedia);
      expect(loose()).toEqual([]);
      expect(underNewCard()).toHaveLength(1);
    });

    it('has no picture loose where it went while that was on its way', async () => {
      await changeSetting(test.line, 'picturesInThread', true);
      const { ids } = await standing([picture], { known: true });
      test.slack.beforeNext('files.completeUploadExternal', async () => void deleteCard());
      await untilDone(ids[0] as string, madeAnew);
      expect(loose()).toEqual([]);
      expect(test.slack.files.size).toBe(1);
      expect(underNewCard()).toHaveLength(1);
      await changeSetting(test.line, 'picturesInThread', false);
    });

    it('gets an alert that belongs under it', async () => {
      const { itemId } = await standing([text]);
      deleteCard();
      for (let time = 0; time < 3; time += 1) await alert(test.to, { itemId, reason: 'parked' });
      expect(loose()).toEqual([]);
      expect(underNewCard()).toHaveLength(1);
    });
  });

  it('says so when a file is too large, and has no door to it', async () => {
    const { ids } = await standing([{ kind: 'video', file: { id: 'big', uniqueId: 'b', tooLarge: true } }]);
    expect(await deliverThread(test.to, ids[0] as string, fetchMedia)).toEqual({ kind: 'done' });
    expect(test.slack.readable()).toContain('too large to be passed on');
    expect(threadOf().map(doorsIn)).toEqual([[]]);
  });

  it.each([
    ['first', [2, 1, 0]],
    ['at once', []],
  ])('keeps the order of the messages when the last is worked on %s', async (_how, order) => {
    const files: MessageBody[] = ['eins', 'zwei', 'drei'].map((id) => ({ kind: 'photo', file: { id, uniqueId: id } }));
    const { ids } = await standing(files);
    for (const index of order) await deliverThread(test.to, ids[index] as string, fetchMedia);
    const undone = new Set(ids);
    while (undone.size > 0) {
      const results = await Promise.all(
        [...undone].map(async (id) => ({ id, result: await deliverThread(test.to, id, fetchMedia) })),
      );
      for (const { id, result } of results) if (result.kind === 'done') undone.delete(id);
    }
    expect(threadOf().flatMap(doorsIn)).toEqual(ids);
  });

  it('goes on behind a picture that cannot be fetched, and tries that again', async () => {
    await changeSetting(test.line, 'picturesInThread', true);
    const photo = (id: string): MessageBody => ({ kind: 'photo', file: { id, uniqueId: id } });
    const { ids } = await standing([photo('away'), photo('here')], { known: true });
    const firstAway: FetchReadyMedia = async ({ handle }) => {
      if (handle === 'away') throw new Error('no way there');
      return { kind: 'file', bytes: new TextEncoder().encode(SAMPLE), extension: 'jpg', warning: null };
    };
    expect(await deliverThread(test.to, ids[1] as string, firstAway)).toEqual({ kind: 'done' });
    expect(threadOf()).toHaveLength(1);
    expect(await deliverThread(test.to, ids[0] as string, firstAway)).toEqual({
      kind: 'retry',
      reason: 'media_unreachable',
    });
    expect(await deliverThread(test.to, ids[0] as string, fetchMedia)).toEqual({ kind: 'done' });
    await changeSetting(test.line, 'picturesInThread', false);
  });

  it('gets nothing of a sensitive item', async () => {
    const { itemId } = await submit(test.line, [voice], { sensitive: true });
    await deliverCard(test.to, itemId);
    const id = (await readItemForCard(test.line, itemId))?.messages[0]?.id ?? '';
    expect(await deliverThread(test.to, id, fetchMedia)).toEqual({ kind: 'done' });
    expect(threadOf()).toEqual([]);
    expect(test.slack.files.size).toBe(0);
  });
});

describe('redaction', () => {
  // A photo that stands in the thread is a file there, as everything was in earlier versions.
  beforeAll(async () => void (await changeSetting(test.line, 'picturesInThread', true)));
  afterAll(async () => void (await changeSetting(test.line, 'picturesInThread', false)));
  const photo: MessageBody = { kind: 'photo', text: 'naslov snimka', file: { id: 'tg1', uniqueId: 'u1' } };
  const fetchMedia: FetchReadyMedia = async () => ({
    kind: 'file',
    bytes: new TextEncoder().encode(SAMPLE),
    extension: 'jpg',
    warning: null,
  });
  const known = (bodies: MessageBody[]) => standing(bodies, { known: true });
  const nothingLeft = () => expect(test.slack.readable()).not.toMatch(/plavi|krov|snimka|zvukzapis/);

  it('leaves no word and no file once the words were destroyed', async () => {
    const { itemId, ids } = await known([text, photo]);
    await deliverThread(test.to, ids[1] as string, fetchMedia);
    expect(test.slack.readable()).toMatch(/plavi krov.*zvukzapis/s);
    await destroy(itemId);
    expect(await redactItem(test.to, itemId)).toEqual({ kind: 'done' });
    nothingLeft();
    expect(test.slack.readable()).toContain('The words were destroyed');
  });

  it('of an item that turned sensitive leaves its card in the restricted channel and no word anywhere', async () => {
    const { itemId, ids, reference } = await known([text, photo]);
    await deliverThread(test.to, ids[1] as string, fetchMedia);
    expect((await markSensitive(test.line, await makeStaff(test.line), reference)).ok).toBe(true);
    expect(await redactItem(test.to, itemId)).toEqual({ kind: 'done' });
    nothingLeft();
    expect(test.slack.in(CHANNELS.sensitive)).toHaveLength(1);
    expect(JSON.stringify(test.slack.in(CHANNELS.main))).not.toContain('plavi');
  });

  it('takes down a post whose answer was lost', async () => {
    const { itemId, ids } = await known([photo]);
    test.slack.failNext('files.completeUploadExternal', 'lost');
    await deliverThread(test.to, ids[0] as string, fetchMedia);
    await destroy(itemId);
    expect(await redactItem(test.to, itemId)).toEqual({ kind: 'done' });
    nothingLeft();
    expect(threadOf()).toEqual([]);
  });

  it('takes down a message that turned sensitive while it was on its way', async () => {
    const { itemId, ids, reference } = await known([photo]);
    const member = await makeStaff(test.line);
    test.slack.beforeNext('files.completeUploadExternal', async () => {
      await markSensitive(test.line, member, reference);
      expect(await redactItem(test.to, itemId)).toMatchObject({ kind: 'retry', reason: 'post_in_flight' });
      await test.line.database.read.delete(outbox);
    });
    await deliverThread(test.to, ids[0] as string, fetchMedia);
    const owed = await test.line.database.read.select({ topic: outbox.topic }).from(outbox);
    expect(owed).toContainEqual({ topic: 'redact' });
    expect(await redactItem(test.to, itemId)).toEqual({ kind: 'done' });
    nothingLeft();
  });

  it('takes down a message whose worker stood still for so long that it was given up for dead', async () => {
    const { itemId, ids } = await known([photo]);
    test.slack.beforeNext('files.completeUploadExternal', async () => {
      test.advance(80_000);
      await destroy(itemId);
      // Nothing stands yet: this is all that it can find.
      expect(await redactItem(test.to, itemId)).toEqual({ kind: 'done' });
      await test.line.database.read.delete(outbox);
    });
    expect(await deliverThread(test.to, ids[0] as string, fetchMedia)).toMatchObject({ reason: 'thread_busy' });
    expect(threadOf()).toHaveLength(1);
    const owed = await test.line.database.read.select({ topic: outbox.topic }).from(outbox);
    expect(owed).toContainEqual({ topic: 'redact' });
    expect(await redactItem(test.to, itemId)).toEqual({ kind: 'done' });
    expect(threadOf()).toEqual([]);
    nothingLeft();
  });

  it('is tried until Slack deletes a file', async () => {
    const { itemId, ids } = await known([photo]);
    await deliverThread(test.to, ids[0] as string, fetchMedia);
    await destroy(itemId);
    test.slack.failNext('files.delete', { code: 'cant_delete_file' });
    expect(await redactItem(test.to, itemId)).toMatchObject({ kind: 'retry', reason: 'cant_delete_file' });
    expect(test.line.logged.some((entry) => entry.level === 'error')).toBe(true);
    expect(await redactItem(test.to, itemId)).toEqual({ kind: 'done' });
    nothingLeft();
  });
});

describe('an alert', () => {
  it('tells the leads once of an overdue item, even when the answer was lost', async () => {
    const { itemId, reference } = await standing([text]);
    test.slack.failNext('chat.postMessage', 'lost');
    expect(await alert(test.to, { itemId, reason: 'overdue' })).toMatchObject({ kind: 'retry' });
    expect(await alert(test.to, { itemId, reason: 'overdue' })).toEqual({ kind: 'done' });
    expect(test.slack.in(CHANNELS.leads)).toHaveLength(1);
    expect(test.slack.in(CHANNELS.leads)[0]?.text).toContain(reference);
  });

  it('about a sensitive item stands in the restricted channel alone', async () => {
    const { itemId, reference } = await submit(test.line, [text], { sensitive: true });
    expect(await alert(test.to, { itemId, reason: 'overdue' })).toEqual({ kind: 'done' });
    expect(test.slack.in(CHANNELS.sensitive)[0]?.text).toContain(reference);
    expect([...test.slack.in(CHANNELS.leads), ...test.slack.in(CHANNELS.main)]).toEqual([]);
  });

  it('of something set aside stands in the thread of its item', async () => {
    const { itemId } = await standing([text]);
    expect(await alert(test.to, { itemId, reason: 'parked' })).toEqual({ kind: 'done' });
    expect(threadOf()).toHaveLength(1);
  });
});
