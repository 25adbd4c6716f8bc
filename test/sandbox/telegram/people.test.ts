import { describe, expect, test } from 'vitest';
import { openStandIn, post } from './open-stand-in.ts';

describe('what people do', () => {
  test('a text over 4096 characters leaves as several messages that together are the text', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    const long = `${'a'.repeat(4096)}${'b'.repeat(4096)}c`;
    control.sendText(chatId, long);
    const { result } = await call('getUpdates');
    const texts = result.map((update: { message: { text: string } }) => update.message.text);
    expect(texts.map((one: string) => one.length)).toEqual([4096, 4096, 1]);
    expect(texts.join('')).toBe(long);
  });

  test('a long text is never cut within an emoji', async () => {
    const { control, resident } = await openStandIn();
    const chatId = await resident();
    const long = `${'a'.repeat(4095)}😀${'b'.repeat(10)}`;
    control.sendText(chatId, long);
    const parts = control.transcript(chatId).map(({ text }) => text ?? '');
    expect(parts.slice(-2)).toEqual(['a'.repeat(4095), `😀${'b'.repeat(10)}`]);
  });

  test('whoever listens hears in which chat the bot is typing; a shared number is seen in the chat', async () => {
    const { control, call, resident } = await openStandIn();
    const [chat_id, other] = [await resident(), await resident()];
    const heard: number[] = [];
    const end = control.onTyping((chatId) => heard.push(chatId));
    await call('sendChatAction', { chat_id, action: 'typing' });
    end();
    await call('sendChatAction', { chat_id: other, action: 'typing' });
    expect(heard).toEqual([chat_id]);
    control.sendContact(chat_id, '+38349000000');
    expect(control.transcript(chat_id).at(-1)).toMatchObject({ from: 'resident', contact: '+38349000000' });
  });

  test('each kind of message has its own shape', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    const replied = control.sendText(chatId, 'a').messageId;
    control.sendText(chatId, '/help now', { replyTo: replied });
    control.editText(chatId, replied, 'b');
    control.sendMedia(chatId, 'photo', { caption: 'c', albumId: 'album' });
    control.sendMedia(chatId, 'voice', { seconds: 4 });
    control.sendLocation(chatId, 42.9, 20.8);
    control.sendContact(chatId, '+38349000000', false);
    control.sendOther(chatId, { dice: { emoji: '🎲', value: 3 } });
    const { result } = await call('getUpdates');
    expect(result).toMatchObject([
      { message: { text: 'a' } },
      {
        message: {
          entities: [{ type: 'bot_command', offset: 0, length: 5 }],
          reply_to_message: { message_id: replied, text: 'a' },
        },
      },
      { edited_message: { message_id: replied, text: 'b' } },
      { message: { caption: 'c', media_group_id: 'album', photo: [{ file_size: 10 }, {}] } },
      { message: { voice: { duration: 4 } } },
      { message: { location: { latitude: 42.9, longitude: 20.8 } } },
      { message: { contact: { phone_number: '+38349000000' } } },
      { message: { dice: { value: 3 } } },
    ]);
    expect(result[6].message.contact).not.toHaveProperty('user_id');
  });

  test('a button is pressed only where it is, except by a forger; a query is answered once and in time', async () => {
    const { control, call, resident, time } = await openStandIn();
    const chat_id = await resident();
    const reply_markup = { inline_keyboard: [[{ text: 'A', callback_data: 'x' }]] };
    const message_id = (await call('sendMessage', { chat_id, text: 'a', reply_markup })).result.message_id;
    expect(() => control.pressButton(chat_id, message_id, 'y')).toThrow('no such button');
    const forged = control.pressButton(chat_id, message_id, 'y', { forged: true });
    const { queryId } = control.pressButton(chat_id, message_id, 'x');
    const { result } = await call('getUpdates', { offset: forged.updateId + 1 });
    expect(result[0].callback_query).toMatchObject({ id: queryId, data: 'x', message: { message_id, reply_markup } });
    const answer = (text: string, id = queryId) => call('answerCallbackQuery', { callback_query_id: id, text });
    expect((await answer('a'.repeat(201))).description).toBe('Bad Request: MESSAGE_TOO_LONG');
    expect((await answer('a'.repeat(200))).result).toBe(true);
    expect(control.answerTo(queryId)).toMatchObject({ answered: true, text: 'a'.repeat(200) });
    const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    expect((await answer('a')).description).toBe(TOO_OLD);
    expect((await answer('a', 'unknown')).description).toBe(TOO_OLD);
    time.now = new Date(time.now.getTime() + 3_600_000);
    expect((await answer('a', forged.queryId)).description).toBe(TOO_OLD);
  });

  test('a reply keyboard shares the contact or place it asks for, until it is removed', async () => {
    const { control, call, resident } = await openStandIn();
    const chat_id = await resident();
    const keyboard = [
      [{ text: 'Phone', request_contact: true }, { text: 'Place', request_location: true }, { text: 'No' }],
    ];
    await call('sendMessage', { chat_id, text: 'a', reply_markup: { keyboard } });
    control.tapKeyboard(chat_id, 'Phone');
    control.tapKeyboard(chat_id, 'Place');
    control.tapKeyboard(chat_id, 'No');
    expect(() => control.tapKeyboard(chat_id, 'Other')).toThrow('no such button');
    expect((await call('getUpdates')).result).toMatchObject([
      { message: { contact: { user_id: chat_id } } },
      { message: { location: {} } },
      { message: { text: 'No' } },
    ]);
    await call('sendMessage', { chat_id, text: 'a', reply_markup: { remove_keyboard: true } });
    expect(() => control.tapKeyboard(chat_id, 'No')).toThrow('no such button');
  });

  test('blocking, and being added to a group, are told to the bot; members of a group keep their own ids', async () => {
    const { control, call, resident } = await openStandIn();
    const chatId = await resident();
    control.block(chatId);
    const group = control.addGroup({ title: 'Invented group' });
    control.sendText(group.chatId, '/start', { as: { id: 5, firstName: 'Invented' } });
    expect((await call('getUpdates')).result).toMatchObject([
      { my_chat_member: { chat: { id: chatId }, new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { chat: { id: group.chatId, type: 'group' }, new_chat_member: { status: 'member' } } },
      { message: { new_chat_members: [{ is_bot: true }] } },
      { message: { chat: { id: group.chatId, title: 'Invented group' }, from: { id: 5 } } },
    ]);
  });

  test('a chat cleared by the person leaves nothing for the bot to edit', async () => {
    const { control, call, resident } = await openStandIn();
    const chat_id = await resident();
    const { result } = await call('sendMessage', { chat_id, text: 'a' });
    control.clearHistory(chat_id);
    expect(control.transcript(chat_id)).toEqual([]);
    const answer = await call('editMessageText', { chat_id, message_id: result.message_id, text: 'b' });
    expect(answer.description).toBe('Bad Request: message to edit not found');
  });
});

describe('control over HTTP', () => {
  test('acts are carried out and told as events; a refusal says why', async () => {
    const { controlUrl, control, resident } = await openStandIn();
    const chatId = await resident();
    const ending = new AbortController();
    const events = await fetch(`${controlUrl}/events`, { signal: ending.signal });
    const reader = events.body?.getReader();
    expect(await post(`${controlUrl}/sendText`, { args: [chatId, 'over HTTP'] })).toMatchObject({ ok: true });
    const chunk = await reader?.read();
    expect(new TextDecoder().decode(chunk?.value)).toContain(`data: ${chatId}`);
    ending.abort();
    expect(control.transcript(chatId).at(-1)).toMatchObject({ from: 'resident', text: 'over HTTP' });
    const media = { args: [chatId, 'voice', { bytes: Buffer.from('invented').toString('base64') }] };
    const { result } = await post(`${controlUrl}/sendMedia`, media);
    expect(control.fileBytes(result.fileId)?.toString()).toBe('invented');
    expect(await post(`${controlUrl}/pressButton`, { args: [chatId, 1, 'x'] })).toMatchObject({
      status: 400,
      error: 'this message has no such button',
    });
    expect((await post(`${controlUrl}/constructor`, { args: [] })).status).toBe(404);
    expect((await post(`${controlUrl}/nothing`, { args: [] })).status).toBe(404);
  });

  test('waiting for a chat ends at the change, or says what it waited for in vain', async () => {
    const { control, call, resident } = await openStandIn();
    const chat_id = await resident();
    const waiting = control.waitFor(chat_id, (messages) => messages.find(({ text }) => text === 'here'));
    await call('sendMessage', { chat_id, text: 'here' });
    expect((await waiting).from).toBe('bot');
    const vain = control.waitFor(chat_id, () => undefined, { timeoutMs: 1, what: 'a miracle' });
    await expect(vain).rejects.toThrow('waited in vain for a miracle');
  });
});
