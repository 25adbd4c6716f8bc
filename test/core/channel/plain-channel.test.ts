import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTIVITIES } from '../../../src/core/activities.ts';
import { type Channels, openChannels } from '../../../src/core/channel/channels.ts';
import { FORMS } from '../../../src/core/dialogue/book.ts';
import { askForPapers } from '../../../src/core/grants/ask-for-papers.ts';
import { decideEnquiry } from '../../../src/core/grants/decide-enquiry.ts';
import { proposeAppointments } from '../../../src/core/grants/propose-appointments.ts';
import { labelMatcher } from '../../../src/core/i18n/match-label.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { finishOffer } from '../../../src/core/offers/finish-offer.ts';
import { takeAttendance } from '../../../src/core/trainings/take-attendance.ts';
import { type RunningQueue, startQueue } from '../../../src/queue/start.ts';
import { jobHandlers } from '../../../src/run/handlers.ts';
import { CHANNEL, type OfferDesk, openDesk, PEOPLE } from '../../bots/slack/offers/offer-desk.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../../support/offers.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { plainChannel } from '../../support/plain-channel/channel.ts';
import { plainPerson } from '../../support/plain-channel/person.ts';
import { openPostbox } from '../../support/plain-channel/postbox.ts';
import { type Choices, LONGEST } from '../../support/plain-channel/render.ts';
import { count, row, rows } from '../../support/rows.ts';
import { until } from '../../support/until.ts';

/*
 * A second channel, of which core and the bots know nothing: plain text of 160 characters. Database, queue, workers and staff's Slack are
 * those of any line.
 */
const texts = loadTexts(undefined, { strict: true });
const postbox = openPostbox();
const offered = new Map<string, Choices>();
/** Forms that somebody was led to the end of. */
const seen = new Set<string>();
let desk: OfferDesk;
let channels: Channels;
let queue: RunningQueue;
beforeAll(async () => {
  desk = await openDesk();
  const line = { ...desk.line, matchLabel: labelMatcher(texts) };
  channels = openChannels({ line, texts, makeFile: async () => Buffer.from('invented') }, [
    plainChannel(texts, postbox, offered),
  ]);
  channels.start();
  queue = await startQueue({
    database: line.database,
    backend: { kind: 'postgres', url: desk.databaseUrl },
    now: line.now,
    log: line.log,
    relay: true,
    workers: { handlers: jobHandlers(desk.to, channels, async () => []), recurring: [] },
  });
});
afterAll(async () => {
  await channels?.stop();
  await queue?.stop();
  await desk?.close();
});

const DAY_MS = 86_400_000;
let numbers = 38_344_100_000;
const RECEIPT = /\d{4}\s?\d{4}\s?\d{4}\s?\d{4}/;
const within = (what: string) => ({ timeoutMs: PATIENCE_MS, what });
const pickUp = () => plainPerson({ line: desk.line, postbox, offered, channels }, `+${numbers++}`, seen);
async function agreed() {
  const person = pickUp();
  await person.write('start');
  await person.walk('first-contact');
  return person;
}
/** The newest item of somebody. */
async function itemOf(person: ReturnType<typeof pickUp>) {
  const id = await person.residentId();
  return (await row(
    desk.line,
    `select id, reference, channel from items where resident_id = '${id}' order by received_at desc, updated_at desc limit 1`,
  )) as { id: string; reference: string; channel: string };
}
async function newestOf(person: ReturnType<typeof pickUp>, table: 'registrations' | 'enquiries'): Promise<string> {
  const id = await person.residentId();
  return String(
    (
      await row(
        desk.line,
        `select t.id from ${table} t join items i on i.id = t.item_id where i.resident_id = '${id}' order by t.created_at desc limit 1`,
      )
    ).id,
  );
}

test('feedback with a voice and a photo is sent, its files come to staff by their door, and an answer arrives', async () => {
  const person = await agreed();
  await person.write('feedback');
  await person.choose(/:type:complaint$/);
  await person.choose(/:municipality:/);
  await person.choose(/:!skip$/);
  await person.choose(/:sector:health$/);
  await person.write('fjalë të shpikura <b>');
  const [voice, photo] = [Buffer.from('OggS invented voice'), Buffer.from('invented photo')];
  await person.sendFile('voice', voice);
  await person.sendFile('photo', photo);
  await person.choose(/:!done$/);
  await person.walk('feedback');
  const { reference, channel } = await itemOf(person);
  await person.hears(reference);
  expect(channel).toBe('phone');
  await person.walk('about-you');

  const names = (message: { blocks?: unknown; metadata?: unknown }) =>
    JSON.stringify([message.metadata, message.blocks]);
  const card = await desk.slack.waitForMessage(
    CHANNEL,
    (message) => names(message).includes(reference),
    within('the card'),
  );
  expect(names(card)).toContain('fjalë të shpikura');
  const messages = await rows(
    desk.line,
    `select m.id from messages m join items i on i.id = m.item_id where i.reference = '${reference}' order by m.seq`,
  );
  for (const { id } of messages.slice(1)) {
    const door = await desk.slack.waitForMessage(
      CHANNEL,
      (message) => message.thread_ts === card.ts && names(message).includes(`"value":"${id}"`),
      within('the door to a file'),
    );
    await desk.slack.click(PEOPLE.triage, CHANNEL, door.ts, 'look');
  }
  const shown = () => desk.slack.directMessages(PEOPLE.triage).flatMap(({ files }) => files);
  await desk.slack.waitForDirectMessage(PEOPLE.triage, () => shown().length === 2, within('both files'));
  const idOf = (file: unknown): string => (typeof file === 'string' ? file : String((file as { id: string }).id));
  expect(
    shown()
      .map((file) => desk.slack.fileBytes(idOf(file))?.toString())
      .sort(),
  ).toEqual([voice.toString(), photo.toString()].sort());

  const said = await replyToItem(desk.line, desk.staff.triage, reference, {
    text: 'Kjo është një përgjigje e shpikur <i>',
    changeKey: randomUUID(),
  });
  expect(said.ok).toBe(true);
  await person.hears('Kjo është një përgjigje e shpikur <i>');
  await person.isOffered(/^i:add:/);
  await person.choose(/^i:add:/);
  await person.walk('add-to-item');
  const { id } = await itemOf(person);
  await person.write('my');
  await person.choose(new RegExp(`^i:show:${id}`));
  await person.choose(/^i:withdraw:/);
  await person.walk('withdraw');
  expect(await row(desk.line, `select status, closed_reason from items where id = '${id}'`)).toEqual({
    status: 'closed',
    closed_reason: 'withdrawn',
  });
});

test('somebody who writes, changes language, reports without a name and is forgotten is led through each form', async () => {
  const person = await agreed();
  await person.write('fjalë pa formë');
  await person.walk('free-text');
  await person.write('language');
  await person.walk('change-language');
  await person.write('feedback');
  await person.choose(/:type:complaint$/);
  await person.choose(/:municipality:/);
  await person.choose(/:!skip$/);
  await person.choose(/:sector:health$/);
  await person.write('fjalë të fshehta');
  await person.choose(/:!done$/);
  await person.choose(/:check:send_anonymous$/);
  await person.hears(RECEIPT);
  await until(async () => (await count(desk.line, 'items where anonymous')) === 1);
  await person.write('menu');
  await person.choose(/^m:receipt$/);
  await person.walk('receipt', { number: RECEIPT.exec(person.heard())?.[0] ?? '' });
  await person.write('menu');
  await person.write('forget');
  await person.walk('forget');
  expect(await person.standing()).toBeNull();
});

test('a training is registered for, attended, judged and another one left', async () => {
  const { line, staff } = desk;
  const soon = new Date(line.now().getTime() + DAY_MS);
  const sessions = [{ startsAt: soon, endsAt: new Date(soon.getTime() + 3_600_000) }];
  const rules = { ageBands: ['18_24'] } as never;
  const [first, second] = [
    await publishedOffer(line, staff.lead, sampleOffer(line.now(), { sessions })),
    await publishedOffer(line, staff.lead, sampleOffer(line.now(), { rules })),
  ];
  const person = await agreed();
  await person.write('trainings');
  await person.choose(new RegExp(`^o:show:${first}`));
  await person.choose(new RegExp(`^o:apply:${first}`));
  await person.walk('register');
  const registrationId = await newestOf(person, 'registrations');
  await person.write('trainings');
  await person.choose(new RegExp(`^o:show:${second}`));
  await person.choose(new RegExp(`^o:apply:${second}`));
  if ((await person.standing())?.form === 'eligibility') await person.walk('eligibility');
  await person.walk('register');
  await person.write('my');
  const left = await newestOf(person, 'registrations');
  await person.choose(
    new RegExp(`^i:show:${(await row(line, `select item_id as id from registrations where id = '${left}'`)).id}`),
  );
  await person.choose(/^g:cancel:/);
  await person.walk('leave-offer');

  desk.advance(DAY_MS + 60_000);
  const session = await row(line, `select id, attendance_code as code from offer_sessions where offer_id = '${first}'`);
  await person.write('my');
  await person.choose(
    new RegExp(
      `^i:show:${(await row(line, `select item_id as id from registrations where id = '${registrationId}'`)).id}`,
    ),
  );
  await person.choose(/^g:here:/);
  await person.walk('attend', { code: String(session.code) });
  desk.advance(DAY_MS);
  await takeAttendance(line, staff.lead, first, String(session.id), [registrationId]);
  const finished = await finishOffer(line, staff.lead, first);
  expect(finished.ok).toBe(true);
  await person.isOffered(/^g:useful:/);
  expect(person.heard()).toContain(texts.say('sq', 'afterwards:file_missing').slice(0, 30));
  await person.choose(/^g:useful:.*:no$/);
  await person.choose(/^g:recommend:.*:no$/);
  await person.walk('better');
});

test('a grant is asked for, with papers, another time, a refusal and an appeal, and one is withdrawn', async () => {
  const { line, staff } = desk;
  const callId = await publishedOffer(line, staff.lead, sampleCall(line.now()));
  const apply = async (person: ReturnType<typeof pickUp>) => {
    await person.write('grants');
    await person.choose(new RegExp(`^o:show:${callId}`));
    await person.choose(new RegExp(`^o:apply:${callId}`));
    await person.walk('enquiry', { amount: '1500', name: 'Sample Person', phone: '044 123 456' });
    return itemOf(person);
  };
  const person = await agreed();
  const { reference } = await apply(person);
  const times = [new Date(line.now().getTime() + 3 * DAY_MS)];
  await proposeAppointments(line, staff.triage, reference, {
    times,
    place: 'Invented office 2',
    changeKey: randomUUID(),
  });
  await person.isOffered(/^q:othertime:/);
  await person.choose(/^q:othertime:/);
  await person.walk('other-time');
  await askForPapers(line, staff.triage, reference, { papers: ['id'], words: '', changeKey: randomUUID() });
  await person.isOffered(/^q:papers:/);
  await person.choose(/^q:papers:/);
  await person.sendFile('photo', Buffer.from('an invented paper'));
  await person.walk('papers');
  const reason = 'The plan has no costs yet.';
  await decideEnquiry(line, staff.lead, reference, { verdict: { approve: false }, reason, changeKey: randomUUID() });
  await person.isOffered(/^q:appeal:/);
  await person.hears(reason);
  await person.choose(/^q:appeal:/);
  await person.walk('appeal');

  const other = await agreed();
  await apply(other);
  await other.write('my');
  await other.choose(/^i:show:/);
  await other.choose(/^q:withdraw:/);
  await other.walk('withdraw-enquiry');
});

test('no message is longer than the channel carries', () => {
  for (let at = 38_344_100_000; at < numbers; at += 1)
    for (const text of postbox.at(`+${at}`)) expect(text.length).toBeLessThanOrEqual(LONGEST);
});

test('every form of every activity was walked to its end', () => {
  const all = new Set([...FORMS.map(({ name }) => name), ...ACTIVITIES.flatMap(({ forms }) => Object.keys(forms))]);
  expect([...all].filter((name) => !seen.has(name))).toEqual([]);
});

test('who can be reached no more is marked as any other', async () => {
  const person = await agreed();
  await person.write('fjalë');
  await person.walk('free-text');
  const { reference } = await itemOf(person);
  postbox.gone.add(person.number);
  await replyToItem(desk.line, desk.staff.triage, reference, {
    text: 'Kjo nuk arrin te askush',
    changeKey: randomUUID(),
  });
  const failed = `select reason from deliveries d join items i on i.id = d.item_id where i.reference = '${reference}' and d.state = 'failed'`;
  await expect.poll(async () => (await rows(desk.line, failed))[0]?.reason, { timeout: PATIENCE_MS }).toBe('blocked');
});
