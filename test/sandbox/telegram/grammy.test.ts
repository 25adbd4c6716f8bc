import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, webhookCallback } from 'grammy';
import { expect, onTestFinished, test } from 'vitest';
import { openStandIn, TOKEN } from './open-stand-in.ts';

function makeBot(apiRoot: string) {
  const bot = new Bot(TOKEN, { client: { apiRoot } });
  bot.command('start', (context) => context.reply('<b>hello</b>', { parse_mode: 'HTML' }));
  bot.on('message:text', (context) =>
    context.reply(`heard ${context.message.text}`, { reply_markup: new InlineKeyboard().text('A', 'x') }),
  );
  bot.callbackQuery('x', async (context) => {
    await context.answerCallbackQuery('pressed');
    await context.editMessageText('pressed');
  });
  return bot;
}

/** A conversation through every verb that the bot above has. */
async function converse({ control }: Awaited<ReturnType<typeof openStandIn>>): Promise<void> {
  const { chatId } = control.addResident({ languageCode: 'sq' });
  const said = (text: string) =>
    control.waitFor(chatId, (messages) => messages.find((one) => one.from === 'bot' && one.text === text));
  control.sendText(chatId, '/start');
  expect((await said('hello')).entities).toEqual([{ type: 'bold', offset: 0, length: 5 }]);
  control.sendText(chatId, 'ë');
  const { messageId } = await said('heard ë');
  const { queryId } = control.pressButton(chatId, messageId, 'x');
  const edited = await said('pressed');
  expect(edited).toMatchObject({ messageId, editedAt: expect.any(Date) });
  expect(edited).not.toHaveProperty('markup');
  expect(control.answerTo(queryId)).toMatchObject({ answered: true, text: 'pressed' });
}

test('a grammY bot converses by long polling', async () => {
  const standIn = await openStandIn();
  const bot = makeBot(standIn.apiRoot);
  const running = bot.start();
  onTestFinished(async () => {
    await bot.stop();
    await running;
  });
  await converse(standIn);
});

test('a grammY bot converses by webhook, and refuses a wrong secret', async () => {
  const standIn = await openStandIn();
  const bot = makeBot(standIn.apiRoot);
  const app = createServer(webhookCallback(bot, 'http', { secretToken: 'invented' }));
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  onTestFinished(() => {
    app.closeAllConnections();
    app.close();
  });
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
  await bot.api.setWebhook(url, { secret_token: 'invented' });
  await converse(standIn);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
});

test('a grammY client uploads and downloads, and its errors carry the code and the wait', async () => {
  const standIn = await openStandIn();
  const chatId = await standIn.resident();
  const { api } = new Bot(TOKEN, { client: { apiRoot: standIn.apiRoot } });
  const bytes = Buffer.from('invented voice');
  const sent = await api.sendVoice(chatId, new InputFile(bytes, 'a.ogg'), { caption: 'c' });
  const file = await api.getFile(sent.voice.file_id);
  const fetched = await fetch(`${standIn.apiRoot}/file/bot${TOKEN}/${file.file_path}`);
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
  await expect(api.sendMessage(1, 'a')).rejects.toMatchObject({ error_code: 400 });
  standIn.control.fault({ kind: '429', retryAfterSeconds: 3 });
  const refused = await api.sendMessage(chatId, 'a').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GrammyError);
  expect(refused).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
  standIn.control.fault({ kind: 'answerLost' });
  await expect(api.sendMessage(chatId, 'a')).rejects.toBeInstanceOf(HttpError);
});
