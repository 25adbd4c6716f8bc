import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deliverCard } from '../../../src/bots/slack/deliver/deliver-card.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { filesForResidents } from '../../../src/run/files-for-residents.ts';
import { submitSample } from '../../support/items.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { row } from '../../support/rows.ts';
import { until } from '../../support/until.ts';
import { type BotWorld, openBotWorld, shown } from '../telegram/bot-world.ts';
import { CHANNEL, type OfferDesk, openDesk, PEOPLE, shownIn } from './offers/offer-desk.ts';

const { triage } = PEOPLE;
const texts = loadTexts();
const ANSWER = 'E kemi gjetur formularin, ju lutem plotësojeni dhe na e sillni.';
const PDF = { name: 'Formulari për ju.pdf', bytes: Buffer.from('%PDF-1.7 an invented form') };
let desk: OfferDesk;
let phones: BotWorld;

beforeAll(async () => {
  desk = await openDesk();
  const makeFile = filesForResidents({ line: desk.line, texts, slack: desk.to.slack }, desk.config, true);
  phones = await openBotWorld({ line: desk.line, makeFile });
  phones.bot.start();
});
afterAll(async () => {
  await phones.close();
  await desk.close();
});
beforeEach(() => {
  phones.control.clearFaults();
  desk.slack.clearFaults();
});

async function cardOf(itemId: string, reference: string) {
  await deliverCard(desk.to, itemId);
  const found = desk.slack.messages(CHANNEL).findLast(({ metadata }) => JSON.stringify(metadata).includes(reference));
  return { ts: found?.ts ?? '', text: JSON.stringify(found?.blocks ?? []) };
}

/** Somebody with a phone, whose matter stands on a card. */
async function written() {
  const phone = pickUpPhone(phones.control);
  await phone.agree('sq');
  await until(() => phones.control.pendingUpdates() === 0);
  const hash = desk.line.keyring.lookupHash('chat', String(phone.chatId)).toString('hex');
  const { id, key_id: keyId } = await row(desk.line, `select id, key_id from residents where chat_hash = '\\x${hash}'`);
  const residentId = String(id);
  const key = await desk.line.keyring.key(desk.line.database.read, String(keyId));
  if (!key) throw new Error('there is no key');
  const address = { channel: 'telegram' as const, text: String(phone.chatId) };
  const item = await submitSample(desk.line, [{ kind: 'text', text: 'Ku është <formulari>?' }], {
    from: { residentId, keyId: String(keyId), key, address },
  });
  await phones.bot.deliver({ residentId });
  return { chatId: phone.chatId, residentId, ...item };
}

async function answer({ itemId, reference }: { itemId: string; reference: string }, file: unknown) {
  const { ts } = await cardOf(itemId, reference);
  await desk.slack.click(triage, CHANNEL, ts, 'reply', reference);
  await desk.form(triage, 'reply');
  const sent = await desk.slack.fillAndSubmit(triage, { text: ANSWER, ...(file !== undefined && { file }) });
  if (!('errors' in sent)) await desk.leave(triage);
  return sent;
}
const got = (chatId: number) =>
  phones.control.transcript(chatId).flatMap(({ file, from }) => (file && from === 'bot' ? [file] : []));
const told = (chatId: number) => shown(phones.control, chatId).join('\n');

const deliver = (residentId: string, attempt = 1) => phones.bot.deliver({ residentId }, attempt);
const MISSING = texts.say('sq', 'items:answer.file_missing');

it('the form shows the number, their words, the language and the answer before; a file goes with the answer, and the card says so', async () => {
  const item = await written();
  const { ts } = await cardOf(item.itemId, item.reference);
  await desk.slack.click(triage, CHANNEL, ts, 'reply', item.reference);
  const form = shownIn(await desk.form(triage, 'reply'));
  expect(form).toContain(`*${item.reference}*`);
  expect(form).toContain('Ku është &lt;formulari&gt;?');
  expect(form).toContain('The resident reads: *Albanian*');
  desk.slack.setInput(triage, { text: ANSWER, file: PDF });
  await desk.slack.clickInView(triage, 'preview', 'preview');
  const preview = shownIn(await desk.seen(triage, '*Preview*'));
  expect(preview).toContain('📎 Formulari për ju.pdf');
  expect(await desk.slack.fillAndSubmit(triage, { text: ANSWER })).not.toHaveProperty('errors');
  await desk.leave(triage);
  expect(await deliver(item.residentId)).toEqual({ kind: 'done' });
  expect(got(item.chatId)).toMatchObject([{ kind: 'document', name: 'Formulari për ju.pdf', bytes: PDF.bytes.length }]);
  expect(told(item.chatId)).toContain(ANSWER);
  const card = await cardOf(item.itemId, item.reference);
  expect(card.text).toMatch(/delivered · 📎 Formulari për ju\.pdf/);
  await desk.slack.click(triage, CHANNEL, card.ts, 'reply', item.reference);
  const again = shownIn(await desk.form(triage, 'reply'));
  expect(again).toContain(ANSWER);
  expect(again).toContain('📎 Formulari për ju.pdf');
  await desk.leave(triage);
});

it('a picture arrives as one, and tells nobody where it was taken', async () => {
  const item = await written();
  const taken = sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } });
  const bytes = await taken
    .withExif({ IFD0: { Copyright: 'An invented place' } })
    .jpeg()
    .toBuffer();
  await answer(item, { name: 'foto.jpg', bytes });
  await deliver(item.residentId);
  const [photo] = got(item.chatId);
  expect(photo).toMatchObject({ kind: 'photo' });
  expect(phones.control.file(photo?.fileId ?? '')?.bytes.includes('An invented place')).toBe(false);
});

it('what may not be sent is refused beside its field, by its name and its size', async () => {
  const item = await written();
  const program = desk.slack.putFile(triage, { name: 'form.pdf.exe', bytes: Buffer.from('MZ') });
  expect(await answer(item, program)).toEqual({
    errors: { file: expect.stringContaining('cannot be sent to a phone') },
  });
  await desk.leave(triage);
  await expect(answer(item, { name: 'form.exe', bytes: Buffer.from('MZ') })).rejects.toThrow('takes no .exe');
  await desk.leave(triage);
  const large = { name: 'large.pdf', bytes: Buffer.alloc(10 * 1024 * 1024 + 1) };
  await expect(answer(item, large)).rejects.toThrow('10 MB at most');
  await desk.leave(triage);
});

it.each([
  ['a program under the name of a form', { name: 'form.pdf', bytes: Buffer.from('MZ invented\0') }],
  ['a broken picture', { name: 'foto.jpg', bytes: Buffer.from('\xff\xd8\xff invented', 'latin1') }],
])('%s keeps nobody from the words: they are told, and so are staff', async (_what, file) => {
  const item = await written();
  await answer(item, file);
  expect(await deliver(item.residentId)).toEqual({ kind: 'done' });
  expect(got(item.chatId)).toEqual([]);
  expect(told(item.chatId)).toContain(ANSWER);
  expect(told(item.chatId)).toContain(MISSING);
  expect((await cardOf(item.itemId, item.reference)).text).toContain('delivered, but its file could not be sent');
});

it('while Slack does not hand it over nothing is said, and it is sent once when Slack does', async () => {
  const item = await written();
  await answer(item, PDF);
  desk.slack.fault({ method: 'files.info', kind: '500' });
  expect(await deliver(item.residentId)).toEqual({ kind: 'retry', reason: 'no_file' });
  expect(told(item.chatId)).not.toContain(ANSWER);
  expect(await deliver(item.residentId, 2)).toEqual({ kind: 'done' });
  expect(got(item.chatId)).toHaveLength(1);
  expect(await deliver(item.residentId, 3)).toEqual({ kind: 'done' });
  expect(got(item.chatId)).toHaveLength(1);
});

it.each([
  ['429', { kind: 'retry', reason: 'rate_limited' }],
  ['500', { kind: 'retry', reason: 'no_answer' }],
] as const)('Telegram’s %s is waited for, and the answer arrives with its file', async (kind, said) => {
  const item = await written();
  await answer(item, PDF);
  phones.control.fault({ method: 'sendDocument', kind, chatId: item.chatId });
  expect(await deliver(item.residentId)).toMatchObject(said);
  expect(await deliver(item.residentId, 2)).toEqual({ kind: 'done' });
  expect(got(item.chatId)).toHaveLength(1);
  expect(told(item.chatId).split(ANSWER)).toHaveLength(2);
});

it('an answer that was lost on its way back is sent once more, the words once', async () => {
  const item = await written();
  await answer(item, PDF);
  phones.control.fault({ method: 'sendDocument', kind: 'answerLost', chatId: item.chatId });
  expect(await deliver(item.residentId)).toMatchObject({ kind: 'retry' });
  expect(await deliver(item.residentId, 2)).toEqual({ kind: 'done' });
  expect(got(item.chatId).length).toBeLessThanOrEqual(2);
  expect(told(item.chatId).split(ANSWER)).toHaveLength(2);
});

it('whoever blocked the bot gets none of it, and the card says so', async () => {
  const item = await written();
  await answer(item, PDF);
  phones.control.fault({ method: 'sendDocument', kind: '403', chatId: item.chatId });
  expect(await deliver(item.residentId)).toEqual({ kind: 'done' });
  expect(got(item.chatId)).toEqual([]);
  expect((await cardOf(item.itemId, item.reference)).text).toContain('the resident blocked the bot');
});

it('a file that is gone from Slack, or words that were destroyed, leave nothing to send', async () => {
  const item = await written();
  const put = desk.slack.putFile(triage, PDF);
  await answer(item, put);
  desk.slack.removeFile(triage, String(put.id));
  expect(await deliver(item.residentId)).toEqual({ kind: 'done' });
  expect(told(item.chatId)).toContain(MISSING);
});

it('has no place in a form whose answer nobody is sent', async () => {
  const anonymous = await submitSample(desk.line);
  const { ts } = await cardOf(anonymous.itemId, anonymous.reference);
  await desk.slack.click(triage, CHANNEL, ts, 'reply', anonymous.reference);
  expect(shownIn(await desk.form(triage, 'reply'))).not.toContain('file_input');
  await desk.leave(triage);
});
