import { describe, expect, test } from 'vitest';
import { openStandIn, post, TOKEN } from './open-stand-in.ts';

const refused = (code: number, description: string) => ({ ok: false, error_code: code, description });
const button = (callback_data: string) => ({ inline_keyboard: [[{ text: 'A', callback_data }]] });

describe('who may be written to', () => {
  test('a wrong token is 401 and an unknown method 404, in the envelope of the real API', async () => {
    const { apiRoot, call } = await openStandIn();
    expect(await post(`${apiRoot}/bot1:wrong/getMe`, {})).toEqual({ status: 401, ...refused(401, 'Unauthorized') });
    expect(await call('noSuchMethod')).toEqual({ status: 404, ...refused(404, 'Not Found') });
  });

  test('a bot cannot write first, nor to somebody who blocked it, until they come back', async () => {
    const { control, call } = await openStandIn();
    const { chatId } = control.addResident();
    const say = () => call('sendMessage', { chat_id: chatId, text: 'a' });
    expect(await say()).toMatchObject(refused(400, 'Bad Request: chat not found'));
    control.sendText(chatId, '/start');
    expect((await say()).ok).toBe(true);
    control.block(chatId);
    expect(await say()).toMatchObject(refused(403, 'Forbidden: bot was blocked by the user'));
    control.unblock(chatId);
    expect((await say()).ok).toBe(true);
  });

  test('a bot that left a group cannot write there', async () => {
    const { control, call } = await openStandIn();
    const { chatId } = control.addGroup();
    expect((await call('sendMessage', { chat_id: chatId, text: 'a' })).ok).toBe(true);
    expect((await call('leaveChat', { chat_id: chatId })).result).toBe(true);
    expect(await call('sendMessage', { chat_id: chatId, text: 'a' })).toMatchObject({ error_code: 403 });
    expect(control.hasLeft(chatId)).toBe(true);
  });

  test('a body that is no JSON is 400', async () => {
    const { apiRoot } = await openStandIn();
    const answer = await fetch(`${apiRoot}/bot${TOKEN}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(await answer.json()).toMatchObject({ ok: false, error_code: 400 });
  });

  test('a query, a form and JSON all carry a call, nested values as JSON text', async () => {
    const { apiRoot, resident } = await openStandIn();
    const params = { chat_id: String(await resident()), text: 'a', reply_markup: JSON.stringify(button('x')) };
    const url = `${apiRoot}/bot${TOKEN}/sendMessage`;
    const form = new FormData();
    for (const [name, value] of Object.entries(params)) form.set(name, value);
    for (const answer of [
      await fetch(`${url}?${new URLSearchParams(params)}`),
      await fetch(url, { method: 'POST', body: new URLSearchParams(params) }),
      await fetch(url, { method: 'POST', body: form }),
    ])
      expect(await answer.json()).toMatchObject({ ok: true, result: { reply_markup: button('x') } });
  });
});

describe('limits of a message', () => {
  test.each([
    ['', 'Bad Request: message text is empty'],
    [' \n ', 'Bad Request: message text is empty'],
    ['<b></b>', 'Bad Request: message text is empty'],
    ['a'.repeat(4097), 'Bad Request: message is too long'],
    ['😀'.repeat(2049), 'Bad Request: message is too long'],
  ])('text of the wrong length is refused (%#)', async (text, description) => {
    const { call, resident } = await openStandIn();
    const answer = await call('sendMessage', { chat_id: await resident(), text, parse_mode: 'HTML' });
    expect(answer).toMatchObject(refused(400, description));
  });

  test('markup does not count towards the 4096', async () => {
    const { call, resident } = await openStandIn();
    const text = `<b>${'&amp;'.repeat(4096)}</b>`;
    const answer = await call('sendMessage', { chat_id: await resident(), text, parse_mode: 'HTML' });
    expect(answer.result).toMatchObject({ entities: [{ type: 'bold', offset: 0, length: 4096 }] });
  });

  test.each([
    [button('é'.repeat(32)), true],
    [button(`${'é'.repeat(32)}a`), 'Bad Request: BUTTON_DATA_INVALID'],
    [button(''), "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"],
    [{ inline_keyboard: Array(100).fill(button('x').inline_keyboard[0]) }, true],
    [{ inline_keyboard: Array(101).fill(button('x').inline_keyboard[0]) }, 'Bad Request: BUTTONS_TOO_MUCH'],
    ['{', "Bad Request: can't parse reply keyboard markup JSON object"],
  ])('buttons hold 1 to 64 bytes each and are at most a hundred (%#)', async (reply_markup, expected) => {
    const { call, resident } = await openStandIn();
    const answer = await call('sendMessage', { chat_id: await resident(), text: 'a', reply_markup });
    expect(expected === true ? answer.ok : answer.description).toBe(expected);
  });

  const HALF = '\ud83d';
  test.each<[string, object]>([
    ['a text', { text: `të${HALF} ri` }],
    ['the second half alone', { text: '\ude80' }],
    ['a label', { text: 'a', reply_markup: { inline_keyboard: [[{ text: HALF, callback_data: 'x' }]] } }],
    [
      'a label as JSON text',
      { text: 'a', reply_markup: `{"inline_keyboard":[[{"text":"\\ud83d","callback_data":"x"}]]}` },
    ],
    ['a keyboard', { text: 'a', reply_markup: { keyboard: [[{ text: HALF }]] } }],
  ])('half of a character is refused: %s', async (_, params) => {
    const { call, resident } = await openStandIn();
    const chat_id = await resident();
    expect(await call('sendMessage', { chat_id, ...params })).toMatchObject(
      refused(400, 'Bad Request: strings must be encoded in UTF-8'),
    );
    expect((await call('sendMessage', { chat_id, text: 'të🚀 ri' })).ok).toBe(true);
  });

  test('a burst is let through, then 429 says how long to wait, and waiting helps', async () => {
    const { call, resident, time } = await openStandIn({ rate: { burst: 3, perSecond: 1 } });
    const chat_id = await resident();
    const say = () => call('sendMessage', { chat_id, text: 'a' });
    for (let sent = 0; sent < 3; sent += 1) expect((await say()).ok).toBe(true);
    const tooFast = await say();
    expect(tooFast).toMatchObject(refused(429, 'Too Many Requests: retry after 3'));
    expect(tooFast.parameters).toEqual({ retry_after: 3 });
    time.now = new Date(time.now.getTime() + 3_000);
    expect((await say()).ok).toBe(true);
  });

  test('a group takes twenty messages a minute', async () => {
    const { control, call } = await openStandIn();
    const { chatId: chat_id } = control.addGroup();
    for (let sent = 0; sent < 20; sent += 1) expect((await call('sendMessage', { chat_id, text: 'a' })).ok).toBe(true);
    expect(await call('sendMessage', { chat_id, text: 'a' })).toMatchObject({ parameters: { retry_after: 60 } });
  });
});

describe('edits and deletions', () => {
  const UNCHANGED = /^Bad Request: message is not modified: /;

  test('an edit that changes nothing is refused; text, markup or formatting alone is a change', async () => {
    const { control, call, resident } = await openStandIn();
    const chat_id = await resident();
    const { result } = await call('sendMessage', { chat_id, text: 'a', reply_markup: button('x') });
    const edit = (params: object) =>
      call('editMessageText', { chat_id, message_id: result.message_id, parse_mode: 'HTML', ...params });
    expect((await edit({ text: 'a', reply_markup: button('x') })).description).toMatch(UNCHANGED);
    expect((await edit({ text: '<b>a</b>', reply_markup: button('x') })).ok).toBe(true);
    expect((await edit({ text: '<b>a</b>' })).ok).toBe(true);
    expect(control.lastBotMessage(chat_id)).not.toHaveProperty('markup');
    const bare = await call('editMessageReplyMarkup', { chat_id, message_id: result.message_id });
    expect(bare.description).toMatch(UNCHANGED);
  });

  test('what is not there, or is not the bot’s, is not edited', async () => {
    const { control, call, resident } = await openStandIn();
    const chat_id = await resident();
    const theirs = control.sendText(chat_id, 'a').messageId;
    const edit = (message_id: number) => call('editMessageText', { chat_id, message_id, text: 'b' });
    expect(await edit(9_999)).toMatchObject(refused(400, 'Bad Request: message to edit not found'));
    expect(await edit(theirs)).toMatchObject(refused(400, "Bad Request: message can't be edited"));
  });

  test('a message is deleted once and within 48 hours; many at once skip what cannot be', async () => {
    const { control, call, resident, time } = await openStandIn();
    const chat_id = await resident();
    const say = async () => (await call('sendMessage', { chat_id, text: 'a' })).result.message_id as number;
    const [old, gone] = [await say(), await say()];
    const remove = (message_id: number) => call('deleteMessage', { chat_id, message_id });
    expect((await remove(gone)).result).toBe(true);
    expect(await remove(gone)).toMatchObject(refused(400, 'Bad Request: message to delete not found'));
    time.now = new Date(time.now.getTime() + 48 * 3_600_000 + 1);
    const young = await say();
    expect(await remove(old)).toMatchObject(refused(400, "Bad Request: message can't be deleted"));
    expect((await call('deleteMessages', { chat_id, message_ids: [old, gone, young] })).result).toBe(true);
    const left = control.transcript(chat_id).filter(({ from, deleted }) => from === 'bot' && !deleted);
    expect(left.map(({ messageId }) => messageId)).toEqual([old]);
  });
});

describe('files', () => {
  const upload = async (apiRoot: string, method: string, fields: Record<string, string | Blob>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const answer = await fetch(`${apiRoot}/bot${TOKEN}/${method}`, { method: 'POST', body: form });
    return (await answer.json()) as { result: { photo: { file_id: string }[] } };
  };

  test('what a person sent is fetched byte for byte, except over 20 MB and with another token', async () => {
    const { apiRoot, control, call, resident } = await openStandIn();
    const chatId = await resident();
    const bytes = Buffer.from([0, 255, 1, 254]);
    const { fileId } = control.sendMedia(chatId, 'voice', { bytes });
    const { result } = await call('getFile', { file_id: fileId });
    const fetched = await fetch(`${apiRoot}/file/bot${TOKEN}/${result.file_path}`);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
    expect((await fetch(`${apiRoot}/file/bot1:wrong/${result.file_path}`)).status).toBe(404);
    const large = control.sendMedia(chatId, 'document', { size: 20 * 1024 * 1024 + 1 });
    const answer = await call('getFile', { file_id: large.fileId });
    expect(answer).toMatchObject(refused(400, 'Bad Request: file is too big'));
  });

  test('an upload is kept and can be sent again by its id; a caption ends at 1024', async () => {
    const { apiRoot, control, call, resident } = await openStandIn();
    const chat_id = String(await resident());
    const photo = new File(['invented'], 'a.jpg', { type: 'image/jpeg' });
    const sent = await upload(apiRoot, 'sendPhoto', { chat_id, photo: 'attach://one', one: photo, caption: 'a' });
    const file_id = sent.result.photo[0]?.file_id ?? '';
    expect(control.fileBytes(file_id)?.toString()).toBe('invented');
    expect((await call('sendPhoto', { chat_id, photo: file_id })).ok).toBe(true);
    const long = await call('sendPhoto', { chat_id, photo: file_id, caption: 'a'.repeat(1025) });
    expect(long).toMatchObject(refused(400, 'Bad Request: message caption is too long'));
    expect(await call('sendVoice', { chat_id, voice: 'unknown' })).toMatchObject({ error_code: 400 });
  });

  test('an upload over 50 MB is refused', async () => {
    const { apiRoot, resident } = await openStandIn();
    const document = new File([new Uint8Array(50 * 1024 * 1024 + 1)], 'large');
    const answer = await upload(apiRoot, 'sendDocument', { chat_id: String(await resident()), document });
    expect(answer).toMatchObject(refused(413, 'Request Entity Too Large'));
  });
});
