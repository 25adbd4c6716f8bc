import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { expect } from 'vitest';
import { LANGUAGES, type Language } from '../../src/core/domain/codes.ts';
import type { Message } from '../../src/sandbox/slack/state.ts';
import { answerToMessage, openFeedback, type Phone, sendParts, submit } from '../support/form-filling.ts';
import { coatsOfNumber, coatsOfWord } from '../support/leak-search.ts';
import { CHANNELS, STAFF, type TestWorld } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { until } from '../support/until.ts';

/** Invented words with one stem for all that residents say and one for all that staff say; nothing else has such letters in a row. */
const RESIDENT = 'kungulzvq';
const CYRILLIC = 'бундевжћк';
const STAFF_WORD = 'odgovorxvq';
/** Invented. */
const PHONE_NUMBER = '+38349000717';
const wait = { timeoutMs: PATIENCE_MS };

const NEEDLES = {
  "residents' words": coatsOfWord(RESIDENT),
  "residents' words in Cyrillic": coatsOfWord(CYRILLIC),
  "residents' words in Cyrillic, made Latin": coatsOfWord('bundevžćk'),
  "staff's words": coatsOfWord(STAFF_WORD),
  'the phone number': [...coatsOfWord(PHONE_NUMBER.slice(1)), ...coatsOfNumber(Number(PHONE_NUMBER.slice(1)))],
  'the place': coatsOfWord('42.8907'),
};
export const needlesOf = (phones: Phone[]): Record<string, Buffer[]> => ({
  ...NEEDLES,
  'a chat id': phones.flatMap((phone) => coatsOfNumber(phone.chatId)),
});

const word = (language: Language, what: string): string =>
  language === 'sr-Cyrl' ? `${CYRILLIC} ${what}` : `${RESIDENT}${what} ${RESIDENT.toUpperCase()}`;

export type Resident = { phone: Phone; language: Language; reference: string };

/** One resident says everything that can be said, in one language. */
export async function sayEverything(world: TestWorld, language: Language, index: number): Promise<Resident> {
  const control = world.telegram.control;
  const phone = pickUpPhone(control, { chatId: 5_812_730_649_128 + index, firstName: RESIDENT });
  const { chatId } = phone;
  const say = (what: string) => control.sendText(chatId, word(language, what));
  say('before');
  await phone.press(`language:${language}`);
  if (language === 'rom') await phone.press('second:sq');
  await phone.press('agree:yes');
  await phone.waitForButton('m:feedback');
  await submit(phone, { type: 'sensitive_report', parts: [() => say('sensitive')] });
  await submit(phone, { type: 'sensitive_report', anonymous: true, parts: [() => say('receipt')] });
  await submit(phone, { anonymous: true, parts: [() => say('anonymous')] });
  let edited = 0;
  const reference = await submit(phone, {
    settlement: word(language, 'place'),
    parts: [
      () => {
        edited = say('text').messageId;
      },
      () => control.sendMedia(chatId, 'photo', { caption: word(language, 'caption') }),
      () => control.sendMedia(chatId, 'document', { name: `${RESIDENT}.pdf`, mime: 'application/pdf' }),
      () => control.sendLocation(chatId, 42.8907, 20.8665),
    ],
  });
  const before = phone.texts().length;
  control.editText(chatId, edited, word(language, 'edited'));
  await control.waitFor(chatId, () => (phone.texts().length > before ? true : undefined), wait);
  control.sendContact(chatId, PHONE_NUMBER);
  // Out of the questions about oneself, which an ordinary item is followed by.
  control.sendText(chatId, '/menu');
  await phone.waitForButton('m:menu');
  await addInWords(phone, () => say('addition'));
  // Left in the middle: a settlement, and words that were never sent.
  const form = await openFeedback(phone);
  await answerToMessage(phone, form, { settlement: word(language, 'unsent'), parts: [] });
  await sendParts(phone, [() => say('unfinished')]);
  return { phone, language, reference };
}

/** Words outside any form, added to the item that is open. */
async function addInWords(phone: Phone, say: () => unknown): Promise<void> {
  say();
  await phone.press('what:add');
  await phone.waitForButton('m:menu');
}

/** A staff member answers, notes, refers and closes in words, through the modals. */
export async function staffSayEverything(world: TestWorld, { reference }: Resident): Promise<Message> {
  const slack = world.slack.control;
  const card = await cardOf(world, reference);
  const press = async (action: string, fields: Record<string, string>) => {
    await slack.click(STAFF.triage, CHANNELS.main, card.ts, action);
    let sent = await slack.waitAndSubmit(STAFF.triage, fields);
    // A form whose language is doubted is asked for once more.
    if ('updated' in sent && sent.updated.callback_id === action)
      sent = await slack.waitAndSubmit(STAFF.triage, fields);
    expect(sent).not.toHaveProperty('errors');
    if (slack.currentView(STAFF.triage)) await slack.closeView(STAFF.triage);
  };
  await press('note', { text: `${STAFF_WORD} note` });
  await slack.postInThread(STAFF.triage, CHANNELS.main, card.ts, `${STAFF_WORD} in the thread`);
  await press('refer', { agency: 'UNICEF', remark: `${STAFF_WORD} remark` });
  await press('reply', { text: `${STAFF_WORD} reply` });
  await press('close', { reason: 'answered', text: `${STAFF_WORD} done` });
  return card;
}

export const cardOf = (world: TestWorld, reference: string): Promise<Message> =>
  world.slack.control.waitForMessage(
    CHANNELS.main,
    ({ metadata }) => (metadata?.event_payload as { reference?: string } | undefined)?.reference === reference,
    { ...wait, what: 'the card' },
  );

/** All four languages, each answered by staff; resolves once every resident heard it. */
export async function runWithWords(world: TestWorld): Promise<Resident[]> {
  const residents: Resident[] = [];
  for (const [index, language] of LANGUAGES.entries()) {
    const resident = await sayEverything(world, language, index);
    await staffSayEverything(world, resident);
    await resident.phone.readNews(`${STAFF_WORD} done`);
    residents.push(resident);
  }
  return residents;
}

const count = async (url: string, statement: string): Promise<number> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return Number((await sql.unsafe(statement))[0]?.n);
  } finally {
    await sql.end({ timeout: 5 });
  }
};
export const keysIn = (url: string) => count(url, 'select count(*) as n from person_keys');
export const tombstonesIn = (url: string) => count(url, 'select count(*) as n from tombstones');

/** Forgets one resident, and waits until no word of theirs stands in Slack. */
export async function forget(world: TestWorld, { phone, reference }: Resident): Promise<void> {
  const slack = world.slack.control;
  const card = await cardOf(world, reference);
  const shown = () => slack.messages(CHANNELS.main).filter((message) => message.ts === card.ts);
  expect(JSON.stringify(shown())).toMatch(new RegExp(`${RESIDENT}|${CYRILLIC}`, 'i'));
  phone.control.sendText(phone.chatId, '/forget');
  await phone.press(':sure:yes');
  await phone.press(':really:yes');
  const said = () => JSON.stringify(shown().map((message) => [message, message.replies]));
  const files = () => shown().flatMap((message) => message.replies.flatMap((reply) => reply.files));
  await until(() => !hasWords(said()) && files().every((file) => slack.fileBytes(String(file.id)) === null));
}

/** What staff wrote in the thread with their own hands is theirs; what the line posted there must be gone. */
function hasWords(said: string): boolean {
  return new RegExp(`${RESIDENT}|${CYRILLIC}|${STAFF_WORD} (reply|note|remark|done)`, 'i').test(said);
}

/** What a resident sees of their own item. */
export async function showMine({ phone, language }: Resident): Promise<void> {
  phone.control.sendText(phone.chatId, '/my');
  const { messageId, data } = await phone.control.waitFor(
    phone.chatId,
    (messages) => {
      const found = messages.findLast((message) => message.markup?.inline_keyboard?.flat().some(showsItem));
      // The newest first: it is the ordinary one.
      const button = found?.markup?.inline_keyboard?.flat().find(showsItem);
      return found && button ? { messageId: found.messageId, data: button.callback_data ?? '' } : undefined;
    },
    { ...wait, what: 'the item in /my' },
  );
  phone.control.pressButton(phone.chatId, messageId, data);
  await phone.waitForText(word(language, 'edited'));
}
const showsItem = ({ callback_data: data }: { callback_data?: string }) => data?.startsWith('i:show:') === true;

export const tombstoneFile = (world: TestWorld): Promise<string> => readFile(join(world.dataDir, 'tombstones'), 'utf8');
