import { expect, test } from 'vitest';
import { openStandIn, TOKEN } from './open-stand-in.ts';

test('a fault meets its method and chat only, so often as asked, and leaves no effect', async () => {
  const { control, call, resident } = await openStandIn();
  const [one, other] = [await resident(), await resident()];
  control.fault({ kind: '429', method: 'sendMessage', chatId: one, times: 2, retryAfterSeconds: 7 });
  const say = (chat_id: number) => call('sendMessage', { chat_id, text: 'a' });
  expect((await say(other)).ok).toBe(true);
  expect((await call('sendChatAction', { chat_id: one, action: 'typing' })).ok).toBe(true);
  expect(await say(one)).toMatchObject({ status: 429, parameters: { retry_after: 7 } });
  expect((await say(one)).status).toBe(429);
  expect(control.lastBotMessage(one)).toBeUndefined();
  expect((await say(one)).ok).toBe(true);
});

test.each([
  ['500', 500],
  ['403', 403],
] as const)('%s is answered as such', async (kind, status) => {
  const { control, call } = await openStandIn();
  control.fault({ kind });
  expect(await call('getMe')).toMatchObject({ ok: false, status, error_code: status });
});

test('reset breaks the connection before the effect, answerLost after it', async () => {
  const { control, call, resident } = await openStandIn();
  const chat_id = await resident();
  control.fault({ kind: 'reset', method: 'sendMessage' });
  await expect(call('sendMessage', { chat_id, text: 'never' })).rejects.toThrow();
  expect(control.lastBotMessage(chat_id)).toBeUndefined();
  control.fault({ kind: 'answerLost', method: 'sendMessage' });
  await expect(call('sendMessage', { chat_id, text: 'there' })).rejects.toThrow();
  expect(control.lastBotMessage(chat_id)?.text).toBe('there');
});

test('cleared faults happen no more', async () => {
  const { control, call } = await openStandIn();
  control.fault({ kind: '500', times: 5 });
  control.clearFaults();
  expect((await call('getMe')).ok).toBe(true);
});

test('timeout holds a call until the client gives up, without effect', async () => {
  const { apiRoot, control, call, resident } = await openStandIn();
  const chat_id = await resident();
  control.fault({ kind: 'timeout', method: 'sendMessage' });
  const params = new URLSearchParams({ chat_id: String(chat_id), text: 'never' });
  const held = fetch(`${apiRoot}/bot${TOKEN}/sendMessage?${params}`, { signal: AbortSignal.timeout(100) });
  await expect(held).rejects.toThrow();
  await call('sendMessage', { chat_id, text: 'after' });
  const said = control.transcript(chat_id).filter(({ from }) => from === 'bot');
  expect(said.map(({ text }) => text)).toEqual(['after']);
});
