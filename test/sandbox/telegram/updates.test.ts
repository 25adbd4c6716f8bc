import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStandIn } from './open-stand-in.ts';

const ids = (updates: { update_id: number }[]) => updates.map(({ update_id }) => update_id);

describe('long polling', () => {
  test('updates come in order, again until an offset confirms them, and never afterwards', async () => {
    const { control, call } = await openStandIn();
    const { chatId } = control.addResident({ firstName: 'Invented', languageCode: 'sr' });
    const sent = ['a', 'b', 'c'].map((one) => control.sendText(chatId, one).updateId);
    expect(sent).toEqual([sent[0], (sent[0] as number) + 1, (sent[0] as number) + 2]);
    const first = await call('getUpdates');
    expect(ids(first.result)).toEqual(sent);
    expect(first.result[0].message).toMatchObject({
      from: { id: chatId, is_bot: false, first_name: 'Invented', language_code: 'sr' },
      chat: { id: chatId, type: 'private' },
      text: 'a',
    });
    expect(ids((await call('getUpdates', { limit: 2 })).result)).toEqual(sent.slice(0, 2));
    expect(ids((await call('getUpdates', { offset: sent[1] })).result)).toEqual(sent.slice(1));
    expect(ids((await call('getUpdates', { offset: -1 })).result)).toEqual(sent.slice(2));
    expect((await call('getUpdates', { offset: (sent[2] as number) + 1 })).result).toEqual([]);
    expect(control.pendingUpdates()).toBe(0);
  });

  test('a waiting poll is woken by an update', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    const poll = call('getUpdates', { timeout: 50 });
    const { updateId } = control.sendText(chatId, 'a');
    expect(ids((await poll).result)).toEqual([updateId]);
  });

  test('a second poller ends the first with 409, and so does a webhook', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    const polls = [call('getUpdates', { timeout: 50 }), call('getUpdates', { timeout: 50 })];
    const loser = await Promise.race(polls);
    expect(loser).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    control.sendText(chatId, 'a');
    expect((await Promise.all(polls)).map(({ ok }) => ok).sort()).toEqual([false, true]);
    await call('setWebhook', { url: 'http://127.0.0.1:9/' });
    expect((await call('getUpdates')).description).toMatch(/^Conflict: can't use getUpdates method while webhook is/);
  });

  test('kinds not asked for do not come', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    await call('getUpdates', { allowed_updates: ['my_chat_member'] });
    control.sendText(chatId, 'a');
    const { updateId } = control.block(chatId);
    expect(ids((await call('getUpdates')).result)).toEqual([updateId]);
  });

  test('a redelivered update comes once more although it was confirmed, and a malformed one as it is', async () => {
    const { control, call, resident } = await openStandIn();
    const { updateId } = control.sendText(await resident(), 'a');
    expect((await call('getUpdates', { offset: updateId + 1 })).result).toEqual([]);
    control.redeliver(updateId);
    expect(ids((await call('getUpdates', { offset: updateId + 1 })).result)).toEqual([updateId]);
    expect((await call('getUpdates', { offset: updateId + 1 })).result).toEqual([]);
    control.injectUpdate({ message: 'no object' });
    expect((await call('getUpdates')).result).toMatchObject([{ message: 'no object' }]);
  });

  test('duplicateUpdate delivers the next update twice and the one after it once', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    control.fault({ kind: 'duplicateUpdate' });
    const [a, b] = [control.sendText(chatId, 'a').updateId, control.sendText(chatId, 'b').updateId];
    expect(ids((await call('getUpdates')).result).sort()).toEqual([a, a, b]);
  });
});

describe('webhook', () => {
  /** An app that answers with these statuses in turn, then 200. */
  async function openApp(statuses: number[] = []) {
    const got: { update_id: number; secret: string | undefined }[] = [];
    let wake = () => {};
    const app: Server = createServer(async (request: IncomingMessage, response) => {
      const { update_id } = JSON.parse(await text(request)) as { update_id: number };
      got.push({ update_id, secret: request.headers['x-telegram-bot-api-secret-token'] as string | undefined });
      response.writeHead(statuses.shift() ?? 200).end();
      wake();
    });
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    onTestFinished(() => void app.close());
    const gotSoMany = async (count: number) => {
      while (got.length < count)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    };
    return { url: `http://127.0.0.1:${(app.address() as AddressInfo).port}/`, got, gotSoMany };
  }

  test('an update is posted with the secret until it is answered 2xx, and the last error is told', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    const app = await openApp([500]);
    await call('setWebhook', { url: app.url, secret_token: 'invented_secret', max_connections: 1 });
    const { updateId } = control.sendText(chatId, 'a');
    await app.gotSoMany(2);
    expect(app.got).toEqual(Array(2).fill({ update_id: updateId, secret: 'invented_secret' }));
    const info = await call('getWebhookInfo');
    expect(info.result).toMatchObject({
      url: app.url,
      max_connections: 1,
      last_error_message: 'Wrong response from the webhook: 500',
    });
  });

  test('what came before the webhook is delivered to it in order, and a redelivery once more', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    const sent = ['a', 'b', 'c'].map((one) => control.sendText(chatId, one).updateId);
    const app = await openApp();
    await call('setWebhook', { url: app.url, max_connections: 1 });
    await app.gotSoMany(3);
    expect(ids(app.got)).toEqual(sent);
    control.redeliver(sent[0] as number);
    await app.gotSoMany(4);
    expect(ids(app.got)).toEqual([...sent, sent[0]]);
  });

  test('unconfirmed updates wait when the webhook goes, unless they are dropped', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    const app = await openApp(Array(50).fill(503));
    await call('setWebhook', { url: app.url });
    const { updateId } = control.sendText(chatId, 'a');
    await app.gotSoMany(1);
    expect((await call('getWebhookInfo')).result.pending_update_count).toBe(1);
    await call('deleteWebhook');
    expect(ids((await call('getUpdates')).result)).toEqual([updateId]);
    await call('deleteWebhook', { drop_pending_updates: true });
    expect((await call('getUpdates')).result).toEqual([]);
  });

  test('an address that is none and a secret outside 1–256 of A–Z a–z 0–9 _ - are refused', async () => {
    const { call } = await openStandIn();
    const set = (params: object) => call('setWebhook', { url: 'http://127.0.0.1:9/', ...params });
    expect(await set({ url: 'nowhere' })).toMatchObject({ error_code: 400 });
    expect(await set({ secret_token: 'with space' })).toMatchObject({
      description: 'Bad Request: secret token contains unallowed characters',
    });
    expect(await set({ secret_token: 'a'.repeat(257) })).toMatchObject({ error_code: 400 });
    expect((await call('getWebhookInfo')).result.url).toBe('');
  });
});
