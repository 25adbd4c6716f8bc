import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { askForPapers } from '../../../src/core/grants/ask-for-papers.ts';
import { decideEnquiry } from '../../../src/core/grants/decide-enquiry.ts';
import { proposeAppointments } from '../../../src/core/grants/propose-appointments.ts';
import { enterAnother } from '../../../src/core/in-person/enter-another.ts';
import { enterForOffer } from '../../../src/core/in-person/enter-for-offer.ts';
import { listAnswers, recordAnswer } from '../../../src/core/in-person/record-answer.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { showContact } from '../../../src/core/items/in-person/contact.ts';
import { makeJoinCode } from '../../../src/core/items/in-person/make-join-code.ts';
import { tellPerson } from '../../../src/core/items/in-person/tell-person.ts';
import { countQueue } from '../../../src/core/items/list-queue.ts';
import { cancelParticipant } from '../../../src/core/trainings/cancel-participant.ts';
import { endCalls } from '../../../src/core/trainings/many/end-calls.ts';
import { remindOfSession } from '../../../src/core/trainings/many/remind-of-session.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { enterSample } from '../../support/items.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../../support/offers.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let line: TestLine;
let ana: StaffMember;
let other: StaffMember;
let safe: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage', 'lead']);
  other = await makeStaff(line, ['triage', 'lead']);
  safe = await makeStaff(line, ['protection']);
});
afterAll(() => line.close());

const CONTACT = { name: 'Hamijet e shpikur', phone: '+38344123456', how: 'pas orës 17' };
const enter = (changes: Parameters<typeof enterSample>[2] = {}) =>
  enterSample(line, ana, { contact: CONTACT, aboutYou: { gender: 'woman', communities: ['roma'] }, ...changes });
const close = (reference: string) =>
  closeItem(line, ana, reference, { reason: 'acted_on', whatWasDone: 'U rregullua.', changeKey: randomUUID() });
const tell = async (reference: string) => expect(await tellPerson(line, ana, reference)).toMatchObject({ ok: true });
async function canSay(reference: string, member: StaffMember = ana): Promise<string[]> {
  const found = await listAnswers(line, member, reference);
  return found.ok
    ? found.value.answers.map(({ data }) =>
        data
          .split(':')
          .filter((_, at) => at !== 2)
          .join(':'),
      )
    : [];
}
/** What they said by the beginning of what a phone would have sent: its button, and what stands behind the id. */
async function say(reference: string, what: string, words = '', changeKey: string = randomUUID(), by = ana) {
  const found = await listAnswers(line, by, reference);
  const [family, name, ...rest] = what.split(':');
  const said = found.ok
    ? found.value.answers.find(({ data }) => {
        const [its, action, , ...more] = data.split(':');
        return its === family && action === name && rest.every((one, at) => more[at] === one);
      })?.data
    : undefined;
  return recordAnswer(line, by, reference, { changeKey, said: said ?? `${what}:none`, words });
}
const toTell = async (): Promise<number> => {
  const counted = await countQueue(line, ana, 'to_tell');
  return counted.ok ? counted.value : -1;
};
const item = (reference: string) =>
  row(line, `select id, status, satisfaction, reopened_count from items where reference = '${reference}'`);

describe('"Did this solve it?" of somebody without a channel', () => {
  it('is written down once they were told what was done, and not before', async () => {
    const { reference } = await enter();
    expect(await canSay(reference)).not.toContain('i:rate:yes');
    await close(reference);
    expect(await canSay(reference)).not.toContain('i:rate:yes');
    await tell(reference);
    expect(await canSay(reference)).toEqual(expect.arrayContaining(['i:rate:yes', 'i:rate:partly', 'i:rate:no']));
    expect(await say(reference, 'i:rate:yes')).toMatchObject({ ok: true });
    expect(await item(reference)).toMatchObject({ status: 'closed', satisfaction: 'yes' });
    expect(
      await count(
        line,
        `events e join items i on i.id = e.item_id where e.kind = 'person_answered' and e.staff_id = '${ana.id}' and i.reference = '${reference}'`,
      ),
    ).toBe(1);
  });

  it('opens it again with a no, for another person, and what the chat would say then is to be told', async () => {
    const { reference } = await enter();
    await close(reference);
    await tell(reference);
    const before = await toTell();
    expect(await say(reference, 'i:rate:no')).toMatchObject({
      ok: true,
      value: { reply: [{ lines: [{ key: 'items:rated.no' }] }], language: 'sq' },
    });
    expect(await item(reference)).toMatchObject({ status: 'open', satisfaction: 'no', reopened_count: 1 });
    expect(await toTell()).toBe(before + 1);
    const shown = await showItem(line, ana, reference);
    expect(shown.ok && shown.value.person?.toTell.map(({ says }) => says[0]?.lines[0]?.key)).toEqual([
      'items:rated.no',
    ]);
    await tell(reference);
    expect(await toTell()).toBe(before);
    expect(await canSay(reference)).not.toContain('i:rate:no');
  });

  it('is the same form once, however often it is sent', async () => {
    const { reference } = await enter();
    await close(reference);
    await tell(reference);
    const changeKey = randomUUID();
    await say(reference, 'i:rate:no', '', changeKey);
    const again = await say(reference, 'i:add', 'x', changeKey);
    expect(again).toMatchObject({ ok: true, value: { reply: [] } });
    expect(await item(reference)).toMatchObject({ reopened_count: 1 });
  });

  it('is told to whose item it is, and not to who wrote it down', async () => {
    const { reference } = await enter();
    await close(reference);
    await tell(reference);
    const { id } = await item(reference);
    await say(reference, 'i:rate:no', '', randomUUID(), other);
    const news = (of: StaffMember) =>
      count(
        line,
        `outbox where topic = 'staff_news' and payload->>'staffId' = '${of.id}' and payload->>'about' like '%${id}%'`,
      );
    expect(await news(other)).toBe(0);
    expect(await news(ana)).toBe(1);
  });

  it('takes more words as an addition, and asks for them where there are none', async () => {
    const { reference } = await enter();
    expect(await say(reference, 'i:add')).toMatchObject({ code: 'not_recorded', words: true });
    expect(await say(reference, 'i:add', 'edhe kjo')).toMatchObject({ ok: true });
    expect(await say(reference, 'i:add', 'edhe ajo')).toMatchObject({ ok: true });
    const shown = await showItem(line, ana, reference);
    const words = shown.ok ? shown.value.messages.filter(({ direction }) => direction === 'in') : [];
    expect(words.map(({ body }) => body?.text)).toEqual(['fjalë e shpikur', 'edhe kjo', 'edhe ajo']);
  });

  it('is nobody else’s to write down: hidden items, people with a phone, buttons that nobody has', async () => {
    const { reference } = await enter({ type: 'sensitive_report' });
    expect(await listAnswers(line, ana, reference)).toMatchObject({ code: 'not_found' });
    expect(await say(reference, 'i:add', 'edhe kjo', randomUUID(), safe)).toMatchObject({ ok: true });
    const resident = makeResident(line);
    await resident.agree();
    await resident.sendFeedback('një fjalë', { type: 'question' });
    expect(await listAnswers(line, ana, (await lastItem(line)).reference)).toMatchObject({ code: 'no_contact' });
    const one = await enter();
    const { id } = await item((await enter()).reference);
    for (const said of [`i:add:${id}`, 'i:rate:none:yes', 'm:exit', 'x'])
      expect(await recordAnswer(line, ana, one.reference, { changeKey: randomUUID(), said, words: 'x' })).toMatchObject(
        {
          code: 'not_asked',
        },
      );
  });
});

async function entered(offerId: string, given: Record<string, string | string[]>) {
  const came = await enterForOffer(line, ana, offerId, {
    ...{ changeKey: randomUUID(), channel: 'phone', language: 'sq', how: undefined },
    given: { name: 'Sevdije e shpikur', phone: '044 123 456', share: 'yes', ...given },
  });
  if (!came.ok) throw new Error(JSON.stringify(came));
  return came.value.reference;
}
const seat = (reference: string) =>
  row(
    line,
    `select g.id, g.status, g.coming_at from registrations g join items i on i.id = g.item_id where i.reference = '${reference}'`,
  );

describe('a training of somebody without a channel', () => {
  it('is a call to make once a reminder is due, which ends when they were told, and "I’m coming" is written down', async () => {
    const offerId = await publishedOffer(line, ana, sampleOffer(clock));
    const reference = await entered(offerId, {});
    await tell(reference);
    const { id: sessionId } = await row(line, `select id from offer_sessions where offer_id = '${offerId}'`);
    const before = await toTell();
    clock = new Date(clock.getTime() + 7 * DAY + HOUR);
    await remindOfSession(line, sessionId as string, 'days3', 0);
    expect(await toTell()).toBe(before + 1);
    await tell(reference);
    expect(await toTell()).toBe(before);
    expect(await canSay(reference)).toEqual(expect.arrayContaining(['g:coming', 'g:cannot']));
    expect(await say(reference, 'g:coming')).toMatchObject({ ok: true });
    expect((await seat(reference)).coming_at).not.toBeNull();
    await tell(reference);
    expect(await say(reference, 'g:cancel')).toMatchObject({ ok: true });
    expect(await seat(reference)).toMatchObject({ status: 'cancelled' });
    expect(await canSay(reference)).not.toContain('g:coming');
  });
});

describe('a reminder that nobody has told yet', () => {
  const reminded = async () => {
    const offerId = await publishedOffer(line, ana, sampleOffer(clock));
    const reference = await entered(offerId, {});
    await tell(reference);
    const { id: sessionId } = await row(line, `select id from offer_sessions where offer_id = '${offerId}'`);
    clock = new Date(clock.getTime() + 7 * DAY + HOUR);
    await remindOfSession(line, sessionId as string, 'days3', 0);
    return { reference, sessionId: sessionId as string };
  };
  const calls = async (reference: string) => {
    const shown = await showItem(line, ana, reference);
    return shown.ok && shown.value.person?.toTell.map(({ says }) => says[0]?.lines[0]?.key);
  };

  it('gives way to the next, and is no call any more once its session has begun', async () => {
    const { reference, sessionId } = await reminded();
    expect(await calls(reference)).toEqual(['reminders:days3']);
    clock = new Date(clock.getTime() + 2 * DAY);
    await remindOfSession(line, sessionId, 'day1', 0);
    expect(await calls(reference)).toEqual(['reminders:day1']);
    const before = await toTell();
    clock = new Date(clock.getTime() + DAY);
    expect(await endCalls(line)).toBe(1);
    expect(await calls(reference)).toEqual([]);
    expect(await toTell()).toBe(before - 1);
  });

  it('goes with the place, and nothing else that is to be told does', async () => {
    const { reference } = await reminded();
    const { id } = await seat(reference);
    await cancelParticipant(line, ana, id as string);
    expect(await calls(reference)).toEqual(['registration:taken_off.title']);
  });
});

describe('an application of somebody without a channel', () => {
  const apply = async () => {
    const callId = await publishedOffer(line, ana, sampleCall(clock));
    const reference = await entered(callId, { idea: 'një furrë', stage: 'idea', amount: '2500' });
    await tell(reference);
    return reference;
  };
  const enquiry = (reference: string) =>
    row(
      line,
      `select e.id, e.state, e.appeal_item_id from enquiries e join items i on i.id = e.item_id where i.reference = '${reference}'`,
    );

  it('has its papers told, and what is brought in by hand is received', async () => {
    const reference = await apply();
    expect(
      await askForPapers(line, ana, reference, { papers: ['id'], words: '', changeKey: randomUUID() }),
    ).toMatchObject({ ok: true });
    await tell(reference);
    expect(await canSay(reference)).toContain('q:papers:id');
    expect(await say(reference, 'q:papers:id', 'Kopja në dosjen 4.')).toMatchObject({
      ok: true,
      value: { reply: [{ lines: [{ key: 'grants:paper_received' }, { key: 'grants:papers_all' }] }] },
    });
    const { id } = await enquiry(reference);
    expect(await row(line, `select state from papers where enquiry_id = '${id}' and key = 'id'`)).toEqual({
      state: 'received',
    });
    expect(await canSay(reference)).not.toContain('q:papers:id');
  });

  it('has its times told, and the one they take is theirs', async () => {
    const reference = await apply();
    const times = [1, 2].map((days) => new Date(clock.getTime() + days * DAY));
    expect(
      await proposeAppointments(line, ana, reference, { times, place: 'Zyra', changeKey: randomUUID() }),
    ).toMatchObject({ ok: true });
    await tell(reference);
    const pick = (await canSay(reference)).filter((one) => one.startsWith('q:pick'));
    expect(pick).toHaveLength(2);
    expect(await say(reference, pick[1] as string)).toMatchObject({
      ok: true,
      value: { reply: [{ lines: [{ key: 'grants:picked.title' }, {}] }] },
    });
    const { id } = await enquiry(reference);
    expect(
      await row(
        line,
        `select starts_at = '${times[1]?.toISOString()}' as mine from appointments where enquiry_id = '${id}' and state = 'picked'`,
      ),
    ).toEqual({ mine: true });
    expect((await canSay(reference)).some((one) => one.startsWith('q:pick'))).toBe(false);
    await proposeAppointments(line, ana, reference, {
      times: [new Date(clock.getTime() + 3 * DAY)],
      place: 'Zyra',
      changeKey: randomUUID(),
    });
    await tell(reference);
    expect(await say(reference, 'q:othertime', 'Vetëm pasdite.')).toMatchObject({ ok: true });
  });

  it('has its decision told, and an appeal is one of theirs that staff tell too', async () => {
    const reference = await apply();
    const decided = { verdict: { approve: false as const }, reason: 'Nuk mjafton.', changeKey: randomUUID() };
    expect(await decideEnquiry(line, ana, reference, decided)).toMatchObject({ ok: true });
    await tell(reference);
    expect(await say(reference, 'q:appeal')).toMatchObject({ code: 'not_recorded', words: true });
    expect(await say(reference, 'q:appeal', 'Nuk është e drejtë.')).toMatchObject({ ok: true });
    const { appeal_item_id: appeal } = await enquiry(reference);
    expect(await row(line, `select channel, told_by_staff, type from items where id = '${appeal}'`)).toEqual({
      ...{ channel: 'phone', told_by_staff: true, type: 'complaint' },
    });
    expect(await count(line, `deliveries where item_id = '${appeal}' and state = 'to_tell'`)).toBe(1);
  });
});

describe('another matter of the same person', () => {
  const another = (reference: string, changes: Partial<Parameters<typeof enterAnother>[3]> = {}, by = ana) =>
    enterAnother(line, by, reference, {
      ...{ changeKey: randomUUID(), channel: 'in_person', type: 'question', sector: 'education', text: 'edhe shkolla' },
      ...changes,
    });

  it('is theirs under the same key, and reached in the same way, with nothing written twice', async () => {
    const one = await enter();
    const two = await another(one.reference);
    if (!two.ok) throw new Error(two.code);
    const of = (reference: string) =>
      row(line, `select resident_id, key_id, language, told_by_staff from items where reference = '${reference}'`);
    expect(await of(two.value.reference)).toEqual(await of(one.reference));
    expect(
      await row(line, `select gender, communities, channel from items where reference = '${two.value.reference}'`),
    ).toEqual({
      ...{ gender: 'woman', communities: ['roma'], channel: 'in_person' },
    });
    expect(await showContact(line, ana, two.value.reference)).toMatchObject({ value: { contact: CONTACT } });
    await close(two.value.reference);
    await tell(two.value.reference);
    expect(await canSay(two.value.reference)).toContain('i:rate:no');
    expect(await canSay(one.reference)).not.toContain('i:rate:no');
  });

  it('sent twice is one, needs words, and ends a code where it is something serious', async () => {
    const one = await enter();
    const changeKey = randomUUID();
    const both = await Promise.all([another(one.reference, { changeKey }), another(one.reference, { changeKey })]);
    expect(new Set(both.map((came) => (came.ok ? came.value.reference : came.code))).size).toBe(1);
    expect(await another(one.reference, { text: ' \u200b' })).toMatchObject({ code: 'empty_text' });
    await makeJoinCode(line, ana, one.reference);
    const codes = async () =>
      count(line, `join_codes c join items i on i.resident_id = c.resident_id where i.reference = '${one.reference}'`);
    expect(await codes()).toBeGreaterThan(0);
    expect(await another(one.reference, { type: 'sensitive_report' })).toMatchObject({ ok: true });
    expect(await codes()).toBe(0);
  });

  it('is refused of who has a phone, and of what one may not see', async () => {
    const resident = makeResident(line);
    await resident.agree();
    await resident.sendFeedback('një fjalë', { type: 'question' });
    expect(await another((await lastItem(line)).reference)).toMatchObject({ code: 'no_contact' });
    const { reference } = await enter({ type: 'sensitive_report' });
    expect(await another(reference)).toMatchObject({ code: 'not_found' });
    expect(await another(reference, {}, safe)).toMatchObject({ ok: true });
  });
});
