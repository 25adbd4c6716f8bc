import { expect } from 'vitest';
import type { Language } from '../../src/core/domain/codes.ts';
import type { Message } from '../../src/sandbox/slack/state.ts';
import { CHANNELS, STAFF, type TestWorld } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';

const within = (what: string) => ({ timeoutMs: PATIENCE_MS, what });
/** In the resident's own language and script: anything else makes the form ask once more. */
const ANSWERS: Record<Language, string> = {
  sq: 'Kjo është një përgjigje e shpikur <i> & për ju',
  'sr-Latn': 'Ovo je izmišljen odgovor za vas <i> & hvala',
  'sr-Cyrl': 'Ово је измишљен одговор за вас <i> & хвала',
  rom: 'Akava si jekh odgovori tumenge <i> & najs',
};
const reference = (message: { metadata?: unknown }) =>
  (message.metadata as { event_payload?: { reference?: string } } | undefined)?.event_payload?.reference;

/** First contact, feedback by text, voice and photo, card, Claim, Reply, back and forth, Close, "Did this solve it?", /my, export. */
export async function liveThroughFeedback(world: TestWorld, language: Language): Promise<void> {
  const slack = world.slack.control;
  const phone = pickUpPhone(world.telegram.control);
  await phone.agree(language);
  const words = `invented words in ${language} <!channel> =1+1 & <b>`;
  const sent = await phone.sendFeedback(words, { media: true });

  const card = await slack.waitForMessage(CHANNELS.main, (message) => reference(message) === sent, within('the card'));
  expect(JSON.stringify(card)).toContain('invented words');
  expect(card.mentions).toEqual([]);
  await slack.waitForMessage(
    CHANNELS.main,
    (message) => message.thread_ts === card.ts && JSON.stringify(message.blocks).includes('"look"'),
    within('the door to the media in the thread'),
  );
  await slack.click(STAFF.triage, CHANNELS.main, card.ts, 'look');
  await slack.waitForDirectMessage(
    STAFF.triage,
    ({ files }) => files.length > 0,
    within('the media in the direct messages'),
  );
  expect(
    slack.messages(CHANNELS.main).flatMap(({ files, replies }) => [...files, ...replies.flatMap((one) => one.files)]),
  ).toEqual([]);

  await slack.click(STAFF.triage, CHANNELS.main, card.ts, 'claim');
  await slack.waitForMessage(
    CHANNELS.main,
    (message) => message.ts === card.ts && JSON.stringify(message.blocks).includes('Sample triage'),
    within('the claim on the card'),
  );
  await slack.click(STAFF.triage, CHANNELS.main, card.ts, 'reply');
  await submitDoubted(slack, 'reply', { text: ANSWERS[language] });
  await phone.waitForText(ANSWERS[language]);

  const add = await addButton(phone);
  const itemId = add.split(':').at(-1);
  await phone.press(add);
  await phone.answered();
  phone.write('an invented addition');
  await phone.answered();
  await phone.press('messages:!done');
  const shown = (message: Message) => JSON.stringify([message.text, message.blocks]).includes('an invented addition');
  const ours = (message: Message) => message.ts === card.ts || message.thread_ts === card.ts;
  await slack.waitForMessage(CHANNELS.main, (message) => ours(message) && shown(message), within('the addition'));

  await slack.click(STAFF.triage, CHANNELS.main, card.ts, 'close');
  await submitDoubted(slack, 'close', { reason: 'acted_on', text: 'the invented pipe was mended' });
  await phone.waitForText('the invented pipe was mended');
  await phone.press(`i:rate:${itemId}:yes`);
  await phone.answered();
  phone.write('/my');
  const listed = await phone.waitForButton(`i:show:${itemId}`);
  world.telegram.control.pressButton(phone.chatId, listed.messageId, listed.data);
  await phone.waitForText(new RegExp(sent));
  await exportHolds(world, sent);
}

/** Sends a form; where it doubts the language it asks once more, and the second time it goes. */
async function submitDoubted(
  slack: TestWorld['slack']['control'],
  form: string,
  fields: Record<string, string>,
): Promise<void> {
  const first = await slack.waitAndSubmit(STAFF.triage, fields);
  expect(first).not.toHaveProperty('errors');
  if ('updated' in first && first.updated.callback_id === form)
    expect(await slack.waitAndSubmit(STAFF.triage, fields)).not.toHaveProperty('errors');
}

/** The data of the newest "write back" button, by its item. */
async function addButton(phone: ReturnType<typeof pickUpPhone>): Promise<string> {
  const found = await phone.control.waitFor(
    phone.chatId,
    (messages) =>
      messages
        .flatMap((message) => (message.markup?.inline_keyboard ?? []).flat())
        .map((button) => button.callback_data ?? '')
        .findLast((data) => data.startsWith('i:add:')),
    within('a button'),
  );
  return found;
}

async function exportHolds(world: TestWorld, sent: string): Promise<void> {
  const year = new Date().getUTCFullYear();
  const exported = await world.command(
    'export',
    '--what',
    'items',
    '--from',
    `${year - 1}-01-01`,
    '--to',
    `${year + 1}-01-01`,
    '--format',
    'csv',
    '--out',
    '-',
    '--with-text',
  );
  expect(exported.code).toBe(0);
  const row = exported.out.split('\r\n').find((line) => line.startsWith(`"${sent}",`));
  expect(row).toMatch(/,"acted_on",.*,"yes",/);
  // One row of headings; tags come where they are asked for.
  expect(exported.out).toMatch(/^\ufeff?"reference",/);
  expect(exported.out).not.toContain('#meta');
}
