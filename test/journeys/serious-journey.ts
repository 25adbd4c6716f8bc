import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALL_EVENT } from '../../src/bots/slack/deliver/call-in-danger.ts';
import { LANGUAGES, type Language, type Role } from '../../src/core/domain/codes.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { addStaff } from '../../src/core/staff/add-staff.ts';
import type { ChatMessage } from '../../src/sandbox/telegram/state.ts';
import { makeTestLine, TEST_DATA_KEY } from '../support/line.ts';
import { CHANNELS, type LineProcess, STAFF, type TestWorld } from '../support/line-process.ts';
import { within } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { until } from '../support/until.ts';
import { makeWorldClock, type WorldClock } from '../support/world-clock.ts';
import { ANSWERS } from './slack-desk.ts';
import { type Desk, errorsIn, shownIn, sitDown } from './staff-desk.ts';

const WORDS = 'fjalëshpikur';
const RECEIPT = /\b\d{4} \d{4} \d{4} \d{4}\b/;
const REFERENCE = /\bF-[0-9A-Z]{6}\b/;
const texts = loadTexts();

const { lead: CHIEF, protection: VERA, stranger: NAMED, triage: TRIAGE } = STAFF;
/** One sets the rota, two are on duty, and one of those is named in each report. */
const PEOPLE: [string, Role[]][] = [
  [CHIEF, ['protection', 'lead']],
  [VERA, ['protection']],
  [NAMED, ['protection']],
  [TRIAGE, ['triage']],
];

type Phone = ReturnType<typeof pickUpPhone>;
type Shown = ReturnType<Desk['slack']['messages']>[number];
type Serious = { world: TestWorld; clock: WorldClock; desk: Desk; url: string };

type Opened = { world: TestWorld; processes: LineProcess[]; url: string };
type Options = { slackBurst: number; clock: () => Date };

/** What who is in danger lives through, in every language, on what `open` starts. */
export function holdSerious(
  where: string,
  open: (env: Record<string, string>, options: Options) => Promise<Opened>,
): void {
  const clock = makeWorldClock();
  let opened: Opened;
  let serious: Serious;
  beforeAll(async () => {
    const env = { DATA_KEY: TEST_DATA_KEY.toString('base64'), ...clock.env };
    opened = await open(env, { clock: clock.now, slackBurst: 10_000 });
    serious = await openSerious(opened.world, clock, opened.url);
  });
  afterAll(async () => {
    await opened.world.close();
    clock.end();
  });

  const inAll = test.each(LANGUAGES);
  inAll(
    `${where} who is in danger and speaks %s is promised no hour, and everybody is called, while nobody is on duty`,
    (language) => reportWhileNobodyIsOnDuty(serious, language),
  );

  test('a lead of protection puts two on duty by Slack', () => putOnDuty(serious));

  inAll(
    `${where} who is in danger and speaks %s is heard, who is on duty is called, and nothing is left on the phone`,
    (language) => liveWithThePhone(serious, language),
  );

  inAll(
    `${where} who reports without a name in %s is answered by the receipt alone, and nothing is marked`,
    (language) => reportAnonymously(serious, language),
  );

  test('no word of theirs and no error is in the log of any process', () => {
    for (const { log } of opened.processes) {
      expect(log()).not.toContain(WORDS);
      expect(errorsIn(log())).toEqual([]);
    }
  });
}

async function openSerious(world: TestWorld, clock: WorldClock, url: string): Promise<Serious> {
  const line = await makeTestLine({ url });
  for (const [slackUserId, roles] of PEOPLE) {
    const person = { slackUserId, displayName: `Sample ${slackUserId}`, agency: 'OHCHR' as const, roles };
    expect(await addStaff(line, 'sample', person)).toMatchObject({ ok: true });
  }
  await line.close();
  return { world, clock, desk: sitDown(world), url };
}

const standing = ({ chatId, control }: Phone): ChatMessage[] =>
  control.transcript(chatId).filter(({ deleted }) => !deleted);
const shownOn = (phone: Phone): string => JSON.stringify(standing(phone));
const buttonsOf = ({ markup }: ChatMessage): string[] =>
  (markup?.inline_keyboard ?? []).flat().map(({ callback_data }) => callback_data ?? '');
const gone = (phone: Phone, part: string | RegExp): Promise<void> =>
  until(() => !new RegExp(part).test(shownOn(phone)));

/** From the first question to what is sent. What the check showed, and the last screen. */
async function report(phone: Phone, privacy: 'confidential' | 'anonymous') {
  phone.write('/feedback');
  await phone.press('type:sensitive_report');
  await phone.press('safe:no');
  await phone.press(`privacy:${privacy}`);
  await phone.press('municipality:zvecan');
  await phone.waitForButton('messages:!done');
  phone.write(WORDS);
  await phone.waitForText(/^✔/);
  await phone.press('messages:!done');
  const { messageId } = await phone.waitForButton('check:send');
  const check = standing(phone).find((one) => one.messageId === messageId)?.text ?? '';
  await phone.press('check:send');
  const number = privacy === 'anonymous' ? RECEIPT : REFERENCE;
  const said = (await phone.waitForText(number)).text ?? '';
  const screen = standing(phone).find((one) => buttonsOf(one).includes('n:mine')) as ChatMessage;
  return { check, screen, number: number.exec(said)?.[0] ?? '' };
}

/** Numbers first, that nobody comes from here, and Quick exit; hours only when somebody is there to keep them. */
function readLastScreen({ text = '', ...screen }: ChatMessage, language: Language, hours: number | null): void {
  const spoken = language === 'rom' ? ([language, 'sq'] as const) : ([language] as const);
  expect(text.startsWith(texts.say(language, 'emergency:title'))).toBe(true);
  let after = -1;
  for (const one of spoken) {
    const promised =
      hours === null ? texts.say(one, 'danger:read_soon') : texts.say(one, 'danger:read_hours', { count: hours });
    for (const part of [texts.say(one, 'emergency:title'), '112', texts.say(one, 'danger:sends_nobody'), promised]) {
      expect(text.indexOf(part, after + 1), part).toBeGreaterThan(after);
      after = text.indexOf(part, after + 1);
    }
    if (hours === null) expect(text).not.toContain(texts.say(one, 'danger:read_hours', { count: 2 }));
  }
  expect(buttonsOf(screen as ChatMessage)[0]).toBe('m:exit');
  expect(text).not.toMatch(REFERENCE);
}

const isCall = ({ metadata }: Shown): boolean => metadata?.event_type === CALL_EVENT;
const callsTo = ({ desk }: Serious, person: string): Shown[] => desk.slack.directMessages(person).filter(isCall);
const callsInChannel = ({ desk }: Serious, reference: string): Shown[] =>
  desk.slack.messages(CHANNELS.sensitive).filter((one) => isCall(one) && one.text.includes(reference));
const told = (serious: Serious): number[] => [CHIEF, VERA, NAMED].map((person) => callsTo(serious, person).length);
const mentioning = (...people: string[]): string[] => people.map((person) => `<@${person}>`).sort();

/** What of the calling of this report is still to come. */
async function callsOwed({ url }: Serious, reference: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select count(*)::int as n from outbox join items on items.id::text = payload->>'itemId'
      where topic like 'danger%' and reference = ${reference}`;
    return Number(found?.n);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Nobody is on duty: no hour is promised, and everybody who holds the role is called. */
async function reportWhileNobodyIsOnDuty(serious: Serious, language: Language): Promise<void> {
  const phone = pickUpPhone(serious.world.telegram.control);
  await phone.agree(language);
  const before = told(serious);
  const { screen, number } = await report(phone, 'confidential');
  readLastScreen(screen, language, null);
  await until(() => told(serious).every((count, at) => count > (before[at] as number)));
  await until(() => callsInChannel(serious, number).length === 1);
  expect(callsInChannel(serious, number)[0]?.mentions.toSorted()).toEqual(mentioning(CHIEF, VERA, NAMED));
  await openIt(serious, number);
  await claimIt(serious, number);
}

/** By the rota in Slack, day and night. */
async function putOnDuty({ desk }: Serious): Promise<void> {
  for (const person of [VERA, NAMED]) {
    await desk.openBy(CHIEF, 'staff rota', (view) => shownIn(view).includes('rota_add_week'));
    await desk.slack.clickInView(CHIEF, 'rota_add_week', 'week');
    const weekdays = ['1', '2', '3', '4', '5', '6', '7'];
    await desk.send(CHIEF, 'rota_week', { person, weekdays, from: '00:00', to: '00:00' });
  }
}

async function openIt({ desk }: Serious, reference: string): Promise<void> {
  await desk.press(VERA, reference, 'open', undefined, CHANNELS.sensitive);
  await desk.slack.waitForView(VERA, (view) => shownIn(view).includes(WORDS), within('the opened report'));
}

async function claimIt(serious: Serious, reference: string): Promise<void> {
  const { desk } = serious;
  await desk.slack.clickInView(VERA, 'claim');
  await until(async () => (await callsOwed(serious, reference)) === 0);
  await desk.leave(VERA);
}

async function answer(serious: Serious, reference: string, text: string): Promise<void> {
  const { desk } = serious;
  await openIt(serious, reference);
  await desk.slack.clickInView(VERA, 'reply');
  await desk.send(VERA, 'reply', { text });
}

/** In danger, from the first word to the neutral notice of an answer. */
export async function liveThroughDanger(serious: Serious, language: Language) {
  const { desk, clock } = serious;
  const phone = pickUpPhone(serious.world.telegram.control);
  await phone.agree(language);
  const before = told(serious);
  const { check, screen, number: reference } = await report(phone, 'confidential');
  expect(check).toContain(`${texts.say(language, 'danger:safe_name')}: ${texts.say(language, 'feedback:safe.no')}`);
  readLastScreen(screen, language, 2);

  const card = await desk.cardIn(CHANNELS.sensitive, reference);
  expect(card.blocks[0]).toMatchObject({ type: 'header', text: { text: 'NOT SAFE NOW' } });
  const called = (times: number[]) =>
    until(() => told(serious).every((count, at) => count === (before[at] as number) + (times[at] as number)));
  await called([0, 1, 1]);
  await until(() => callsInChannel(serious, reference).length === 1);
  const [post] = callsInChannel(serious, reference);
  expect(post?.mentions.toSorted()).toEqual(mentioning(VERA, NAMED));
  for (const said of [card, post, callsTo(serious, VERA).at(-1)]) expect(JSON.stringify(said)).not.toContain(WORDS);
  expect(JSON.stringify(callsTo(serious, VERA).at(-1))).not.toContain(reference);

  await openIt(serious, reference);
  await desk.slack.clickInView(VERA, 'exclude');
  await desk.send(VERA, 'exclude', { people: [NAMED] });
  clock.pass(30);
  await called([0, 2, 1]);
  await until(() => callsInChannel(serious, reference).length === 2);
  expect(callsInChannel(serious, reference).at(-1)?.mentions).toEqual(mentioning(VERA));
  await openIt(serious, reference);
  await claimIt(serious, reference);

  const words = ANSWERS[language];
  await answer(serious, reference, words);
  const notice = await phone.waitForText(texts.say(language, 'discreet:notice.title'));
  expect(JSON.stringify(notice)).not.toMatch(REFERENCE);
  expect(shownOn(phone)).not.toContain(words);
  expect(told(serious)).toEqual([before[0], (before[1] as number) + 2, (before[2] as number) + 1]);
  return { phone, reference, words };
}

/** The same phone afterwards: what was opened goes, by the button and by the clock, and nothing else keeps it. */
async function liveWithThePhone(serious: Serious, language: Language): Promise<void> {
  const { clock } = serious;
  const { phone, reference, words } = await liveThroughDanger(serious, language);
  await phone.press('n:noted');
  await phone.press('n:mine');
  await gone(phone, `${WORDS}|${reference}`);

  await phone.press('n:open');
  await phone.waitForText(texts.say(language, 'discreet:ask.alone'));
  expect(shownOn(phone)).not.toContain(words);
  await phone.press('n:show');
  expect((await phone.waitForText(words)).protected).toBe(true);
  await phone.press('n:close');
  await gone(phone, /n:(open|show|close|later)/);
  expect(shownOn(phone)).not.toContain(words);

  await answer(serious, reference, `${words} 2`);
  await phone.press('n:open');
  await phone.press('n:show');
  await phone.waitForText(`${words} 2`);
  phone.write('/my');
  const row = await phone.waitForButton(await itemOf(phone));
  const list = standing(phone).find(({ messageId }) => messageId === row.messageId);
  expect(JSON.stringify(list)).not.toMatch(REFERENCE);
  expect(JSON.stringify(list)).not.toContain(texts.say(language, 'codes:feedback_type.sensitive_report'));
  clock.pass(11);
  await gone(phone, /n:(open|show|close|later)/);
  expect(shownOn(phone)).not.toContain(words);

  phone.control.pressButton(phone.chatId, row.messageId, row.data);
  await phone.press(`n:item:${row.data.split(':').at(-1)}`);
  expect((await phone.waitForText(WORDS)).protected).toBe(true);
  await phone.press('n:close');
  await gone(phone, WORDS);

  phone.write('/privacy');
  await phone.press('m:download');
  await downloadWithout(phone, [WORDS, reference, words]);

  const ordinary = await phone.sendFeedback('e zakonshme', {});
  await answerOrdinary(serious, ordinary, words);
  await phone.readNews(words);
  await leaveQuickly(phone, language);
}

/** The newest row. */
async function itemOf(phone: Phone): Promise<string> {
  const found = await phone.control.waitFor(
    phone.chatId,
    (messages) =>
      messages
        .filter(({ deleted }) => !deleted)
        .flatMap(buttonsOf)
        .findLast((data) => data.startsWith('i:show:')),
    within('a row of /my'),
  );
  return found;
}

async function downloadWithout(phone: Phone, hidden: string[]): Promise<void> {
  const sent = await phone.control.waitFor(
    phone.chatId,
    (messages) => messages.find(({ file, deleted }) => !deleted && file?.name?.endsWith('.json')),
    within('the download'),
  );
  const bytes = phone.control.fileBytes(sent.file?.fileId ?? '')?.toString() ?? '';
  expect(bytes).toContain('items');
  for (const part of hidden) expect(bytes).not.toContain(part);
}

async function answerOrdinary({ desk }: Serious, reference: string, text: string): Promise<void> {
  await desk.press(TRIAGE, reference, 'reply');
  await desk.send(TRIAGE, 'reply', { text });
}

/** Of both sides nothing stays, whichever process said it. */
async function leaveQuickly(phone: Phone, language: Language): Promise<void> {
  phone.write('/menu');
  await phone.press('m:exit');
  // On the way there, too, one alone may stand: what goes last.
  const harmless = texts.say(language, 'help:quick_exit.text');
  await until(() => standing(phone).length === 1 && standing(phone)[0]?.text?.includes(harmless) === true);
}

/** Anonymous: the receipt goes once it is noted, the answer is read by it alone, and nothing marks the chat. */
async function reportAnonymously(serious: Serious, language: Language): Promise<void> {
  const { desk } = serious;
  const phone = pickUpPhone(serious.world.telegram.control);
  await phone.agree(language);
  const before = new Set(cards(desk).map(({ ts }) => ts));
  const { screen, number: receipt } = await report(phone, 'anonymous');
  readLastScreen(screen, language, 2);
  await phone.press('n:noted');
  await phone.press('n:mine');
  await gone(phone, `${receipt}|${WORDS}`);

  await until(() => cards(desk).some(({ ts }) => !before.has(ts)));
  const card = cards(desk).find(({ ts }) => !before.has(ts));
  const reference = REFERENCE.exec(JSON.stringify(card))?.[0] ?? '';
  const words = ANSWERS[language];
  await openIt(serious, reference);
  await claimIt(serious, reference);
  await answer(serious, reference, words);

  const ordinary = await phone.sendFeedback('e zakonshme', {});
  await answerOrdinary(serious, ordinary, `${words} 2`);
  await phone.waitForText(`${words} 2`);
  expect(shownOn(phone)).not.toMatch(/n:open/);

  phone.write('/menu');
  await phone.press('m:receipt');
  await phone.waitForText(texts.say(language, 'receipt:ask'));
  phone.write(receipt);
  await phone.waitForText(new RegExp(`${words}(?! 2)`));
  await leaveQuickly(phone, language);
}

const cards = (desk: Desk): Shown[] =>
  desk.slack.messages(CHANNELS.sensitive).filter(({ metadata }) => metadata?.event_type === 'community_line_item');
