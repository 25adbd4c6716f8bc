import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OfferDraft } from '../../../src/core/domain/offers/offer.ts';
import type { Say } from '../../../src/core/domain/say.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { askForPapers } from '../../../src/core/grants/ask-for-papers.ts';
import { decideEnquiry } from '../../../src/core/grants/decide-enquiry.ts';
import { endApplications } from '../../../src/core/grants/end-applications.ts';
import { listEnquiries } from '../../../src/core/grants/list-enquiries.ts';
import { markComplete } from '../../../src/core/grants/mark-complete.ts';
import { proposeAppointments } from '../../../src/core/grants/propose-appointments.ts';
import { showApplicant } from '../../../src/core/grants/show-applicant.ts';
import { enquiryFacet } from '../../../src/core/grants/view-enquiry.ts';
import { sayLine } from '../../../src/core/i18n/say-line.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { mergeItems } from '../../../src/core/items/merge-items.ts';
import { cancelOffer } from '../../../src/core/offers/cancel-offer.ts';
import { changeOffer } from '../../../src/core/offers/change-offer.ts';
import { recordSaid, releaseSays, takePendingSays } from '../../../src/core/residents/pending-says.ts';
import { showItem } from '../../../src/core/views/show-item.ts';
import { applicationsOf, applyFor, openCall, type TestResident } from '../../support/grants.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
let ben: StaffMember;
const START = new Date('2026-05-04T08:00:00Z');
let clock = START;
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
  ben = await makeStaff(line, ['lead']);
});
afterAll(() => line.close());
beforeEach(() => {
  clock = START;
});

const days = (count: number) => new Date(clock.getTime() + count * 86_400_000);
async function resident() {
  const someone = makeResident(line);
  await someone.agree();
  return someone;
}
/** Somebody who applied to a call of their own. */
async function applied(given: Parameters<typeof applyFor>[2] = {}, call: Parameters<typeof openCall>[2] = {}) {
  const callId = await openCall(line, ana, call);
  const person = await resident();
  await applyFor(person, callId, given);
  const [row] = await applicationsOf(line, callId);
  if (!row) throw new Error(`no application: ${person.keys().join(' ')}`);
  return { callId, person, id: row.id, reference: row.reference };
}
/** What was promised to this person since, as it would be sent. */
async function told(enquiryId: string) {
  const { resident_id } = await row(line, `select resident_id from enquiries where id = '${enquiryId}'`);
  const pending = await takePendingSays(line, String(resident_id));
  if (pending === null || pending === 'busy') return [];
  for (const { deliveryId } of pending.says) await recordSaid(line, String(resident_id), deliveryId);
  await releaseSays(line, String(resident_id));
  return pending.says.flatMap(({ say }) => say);
}
const propose = (reference: string, times: Date[], changeKey = randomUUID()) =>
  proposeAppointments(line, ana, reference, { times, place: 'Invented office 2', changeKey });
const ask = (reference: string, papers: string[], words = '') =>
  askForPapers(line, ana, reference, { papers, words, changeKey: randomUUID() });
/** The paper that every sample call wants was seen in person, unless it is said otherwise. */
const complete = (reference: string, seen: string[] = ['id'], waived: string[] = [], why = '') =>
  markComplete(line, ana, reference, { seen, waived, why, changeKey: randomUUID() });
const approve = (reference: string, amountCents: number, by = ana, changeKey = randomUUID()) =>
  decideEnquiry(line, by, reference, { verdict: { approve: true, amountCents }, reason: 'A good idea.', changeKey });
const decline = (reference: string, by = ana) =>
  decideEnquiry(line, by, reference, {
    verdict: { approve: false },
    reason: 'The plan has no costs yet.',
    changeKey: randomUUID(),
  });
const code = (result: { ok: boolean; code?: string }) => (result.ok ? 'ok' : result.code);
const stateOf = async (callId: string) => (await applicationsOf(line, callId))[0]?.state;
const texts = loadTexts(undefined, { strict: true });
/** In English, lines and buttons; throws on a text or a value that is missing. */
const english = (says: Say[]): string =>
  says
    .flatMap(({ lines, after = [], buttons = [], quote = '' }) => [
      ...lines.map((one) => sayLine(texts, one, { language: 'en' })),
      quote,
      ...after.map((one) => sayLine(texts, one, { language: 'en' })),
      ...buttons.flat().map(({ label }) => ('key' in label ? sayLine(texts, label, { language: 'en' }) : label.text)),
    ])
    .join('\n');
const firstKey = (said: { lines: { key: string }[] }[]) => said[0]?.lines[0]?.key;

describe('an application', () => {
  it('becomes an item of its call, told at once, and stands in "my messages"', async () => {
    const { person, reference, callId } = await applied();
    expect(firstKey(person.said())).toBe('grants:sent.title');
    const item = await row(line, `select kind, offer_id, sector, agency from items where reference = '${reference}'`);
    expect(item).toEqual({ kind: 'enquiry', offer_id: callId, sector: 'jobs_and_business', agency: 'UNDP' });
    await person.command('my');
    expect(JSON.stringify(person.said())).toContain('grants:state.received');
  });

  it('goes through every step to the decision, and the resident hears of each', async () => {
    const { callId, person, id, reference } = await applied();
    expect(code(await propose(reference, [days(3), days(4)]))).toBe('ok');
    const proposed = await told(id);
    expect(firstKey(proposed)).toBe('grants:times.title');
    const time = proposed[0]?.buttons?.[1]?.[0]?.data ?? '';
    await person.tap(time);
    expect(firstKey(person.said())).toBe('grants:picked.title');
    expect(await stateOf(callId)).toBe('adviser');
    expect(code(await ask(reference, ['id'], 'Also your plan'))).toBe('ok');
    const asked = await told(id);
    expect(asked[0]?.quote).toBe('Also your plan');
    await person.tap(`q:papers:${id}:id`);
    await person.act({
      kind: 'message',
      message: { kind: 'photo', handle: '77', file: { id: 'p', uniqueId: 'pu' } },
    });
    await person.press('messages:!done');
    expect(firstKey(person.said())).toBe('grants:paper_received');
    expect(code(await complete(reference))).toBe('ok');
    expect(firstKey(await told(id))).toBe('grants:complete.title');
    expect(code(await approve(reference, 150_000, ben))).toBe('ok');
    const decision = await told(id);
    expect(firstKey(decision)).toBe('grants:decided.approved');
    expect(decision[0]?.quote).toBe('A good idea.');
    const after = await row(
      line,
      `select i.status, i.closed_reason, i.loop_closed_at, e.state, e.approved_cents from enquiries e join items i on i.id = e.item_id where e.id = '${id}'`,
    );
    expect(after).toMatchObject({ status: 'closed', closed_reason: 'acted_on', state: 'approved' });
    expect(after.loop_closed_at).not.toBeNull();
    await person.tap(`q:show:${id}`);
    expect(person.keys()).toContain('grants:step.approved');
  });

  it('is told in whole sentences, with the day, the place, the papers and the euros', async () => {
    const { person, id, reference } = await applied({ amount: '1.500,50' });
    expect(english(person.said())).toContain(`Your number: ${reference}`);
    await propose(reference, [days(5)]);
    expect(english(await told(id))).toMatch(/9 May 2026.*Invented office 2/s);
    await person.tap(`q:show:${id}`);
    expect(english(person.said())).toContain('please choose a time');
    await ask(reference, ['id'], 'E tërë faqja');
    expect(english(await told(id))).toMatch(/Papers: Letërnjoftimi.*E tërë faqja.*Send: Letërnjoftimi/s);
    await person.tap(`q:show:${id}`);
    expect(english(person.said())).toContain('Papers still needed: Letërnjoftimi');
    await ask(reference, [], 'Plani juaj');
    expect(english(await told(id))).toContain('Another paper');
    await complete(reference, ['id', '*']);
    expect(english(await told(id))).toContain('complete');
    await approve(reference, 100_000);
    expect(english(await told(id))).toMatch(/You get €1,000\.00.*A good idea.*You have 30 days for it/s);
    await person.tap(`q:appeal:${id}`);
    await person.write('More, please');
    await person.press('messages:!done');
    await person.tap(`q:show:${id}`);
    expect(english(person.said())).toMatch(/You asked for: €1,500\.50.*you get €1,000\.00.*Your appeal: E-/s);
  });

  it('is one a person: the second way in shows the first', async () => {
    const { callId, person } = await applied();
    await person.tap(`o:apply:${callId}`);
    expect(person.keys()).toContain('grants:step.received');
    expect(await applicationsOf(line, callId)).toHaveLength(1);
  });

  it('sent twice by one form is one, and two forms at once leave the second its words', async () => {
    const callId = await openCall(line, ana);
    const person = await resident();
    await applyFor(person, callId);
    const check = (await person.tap(`q:show:${randomUUID()}`)).all;
    expect(firstKey(check)).toBe('errors:not_found');
    expect(await applicationsOf(line, callId)).toHaveLength(1);
  });

  it.each(['0', '-5', '1e9', '1000000000', '3000,01', 'a lot', '', '9'.repeat(10_000)])(
    'for %s euros is refused with the highest amount',
    async (amount) => {
      const callId = await openCall(line, ana);
      const person = await resident();
      await person.tap(`o:apply:${callId}`);
      await person.write('An idea');
      await person.press('idea:!done');
      await person.press('stage:idea');
      await person.write(amount === '' ? '   ' : amount);
      expect(await applicationsOf(line, callId)).toHaveLength(0);
      expect(person.keys()).toContain('grants:amount.ask');
    },
  );

  it.each([
    ['1.500,50 €', 150_050],
    ['1 200', 120_000],
    ['3000', 300_000],
    ['0,01', 1],
  ])('reads %s as %i cents', async (amount, cents) => {
    const { callId } = await applied({ amount });
    expect(Number((await applicationsOf(line, callId))[0]?.amount_cents)).toBe(cents);
  });

  it('takes 10,000 characters and a name with markup as they are', async () => {
    const idea = '<!channel> <b>x</b> '.repeat(500);
    const { reference } = await applied({ idea, name: '<b>A</b> <!channel>' });
    const shown = await showApplicant(line, ana, reference);
    expect(shown.ok && shown.value.name).toBe('<b>A</b> <!channel>');
    expect(shown.ok && shown.value.phone).toBe('+38344123456');
  });

  it('may be spoken: idea and name', async () => {
    const callId = await openCall(line, ana);
    const person = await resident();
    await person.tap(`o:apply:${callId}`);
    await person.speak();
    await person.press('idea:!done');
    await person.press('stage:idea');
    await person.write('500');
    await person.speak();
    await person.write('044 123 456');
    await person.press('check:send');
    const [{ reference } = { reference: '' }] = await applicationsOf(line, callId);
    const shown = await showApplicant(line, ana, reference);
    expect(shown.ok && shown.value.name).toBeNull();
    expect(await count(line, `messages m join items i on i.id = m.item_id where i.reference = '${reference}'`)).toBe(2);
  });
});

describe('times with an adviser', () => {
  it('are picked once, however often it is pressed, and the other is gone', async () => {
    const { callId, person, id, reference } = await applied();
    await propose(reference, [days(3), days(4)]);
    const [first, second] = (await told(id))[0]?.buttons ?? [];
    const tap = (button: typeof first) => person.tap(button?.[0]?.data ?? '');
    await tap(first);
    await tap(first);
    expect(firstKey(person.said())).toBe('grants:picked.title');
    await tap(second);
    expect(firstKey(person.said())).toBe('errors:time_gone');
    expect(await stateOf(callId)).toBe('adviser');
    expect(await count(line, `appointments where enquiry_id = '${id}' and state = 'picked'`)).toBe(1);
  });

  it('go to one of two people whom the same adviser offered the same hour', async () => {
    const one = await applied();
    const two = await applied();
    for (const { reference } of [one, two]) await propose(reference, [days(10)]);
    const buttons = await Promise.all([one, two].map(async ({ id }) => (await told(id))[0]?.buttons?.[0]?.[0]?.data));
    await Promise.all([one, two].map(({ person }, index) => person.tap(buttons[index] ?? '')));
    const outcomes = [one, two].map(({ person }) => firstKey(person.said()));
    expect(outcomes.sort()).toEqual(['errors:time_gone', 'grants:picked.title']);
    const picked = `appointments where state = 'picked' and starts_at = '${days(10).toISOString()}' and enquiry_id in ('${one.id}', '${two.id}')`;
    expect(await count(line, picked)).toBe(1);
  });

  it('are gone once past, and refused when proposed in the past, twice or without a place', async () => {
    const { person, id, reference } = await applied();
    await propose(reference, [days(1)]);
    const data = (await told(id))[0]?.buttons?.[0]?.[0]?.data ?? '';
    clock = days(2);
    await person.tap(data);
    expect(firstKey(person.said())).toBe('errors:time_gone');
    expect(code(await propose(reference, [days(-1)]))).toBe('time_past');
    expect(code(await propose(reference, []))).toBe('no_times');
    expect(code(await propose(reference, [days(1), days(1)]))).toBe('same_time_twice');
    const nowhere = { times: [days(1)], place: '  ', changeKey: randomUUID() };
    expect(code(await proposeAppointments(line, ana, reference, nowhere))).toBe('empty_text');
  });

  it("that suit nobody bring the resident's words to staff, and lapse", async () => {
    const { person, id, reference } = await applied();
    await propose(reference, [days(3)]);
    await told(id);
    await person.tap(`q:othertime:${id}`);
    await person.write('Only after five');
    await person.press('messages:!done');
    expect(firstKey(person.said())).toBe('grants:other_time.sent');
    expect(await count(line, `appointments where enquiry_id = '${id}' and state = 'proposed'`)).toBe(0);
  });

  it('proposed twice from one form are proposed and told once', async () => {
    const { id, reference } = await applied();
    const key = randomUUID();
    const both = await Promise.all([propose(reference, [days(3)], key), propose(reference, [days(3)], key)]);
    expect(both.map(code)).toEqual(['ok', 'ok']);
    expect(await told(id)).toHaveLength(1);
    expect(await count(line, `appointments where enquiry_id = '${id}'`)).toBe(1);
  });
});

describe('papers', () => {
  it('that were not asked for, or come after the decision, are refused with the words offered as a message', async () => {
    const { person, id, reference } = await applied();
    await ask(reference, ['id']);
    await person.tap(`q:papers:${id}:none`);
    expect(firstKey(person.said())).toBe('errors:unknown_paper');
    await person.tap(`q:papers:${id}:id`);
    await person.write('Here is my card');
    await decline(reference);
    await person.press('messages:!done');
    expect(person.keys()).toContain('errors:already_decided');
    expect(person.keys().some((key) => key.startsWith('freetext:'))).toBe(true);
  });

  it("are asked for from the call's list or in own words, never from nowhere", async () => {
    const { id, reference } = await applied();
    expect(code(await ask(reference, []))).toBe('no_papers');
    expect(code(await ask(reference, ['forged']))).toBe('unknown_paper');
    expect(code(await ask(reference, [], 'x'.repeat(1001)))).toBe('too_long');
    expect(code(await ask(reference, [], 'The plan on one page'))).toBe('ok');
    expect(await count(line, `papers where enquiry_id = '${id}' and key = '*'`)).toBe(1);
  });

  it('must be there, or be seen, before it is complete', async () => {
    const { callId, reference } = await applied();
    await ask(reference, ['id']);
    expect(code(await complete(reference, []))).toBe('papers_missing');
    expect(code(await complete(reference, ['id']))).toBe('ok');
    expect(code(await complete(reference))).toBe('already_complete');
    expect(await stateOf(callId)).toBe('complete');
  });
});

describe('every paper of the call', () => {
  const TWO: Partial<OfferDraft> = {
    papers: [
      { key: 'id', texts: { sq: 'Letërnjoftimi', en: 'Identity card' } },
      { key: 'plan', texts: { sq: 'Plani i biznesit', en: 'Business plan' } },
    ],
  };
  const view = async (reference: string) => {
    const shown = await showItem(line, ana, reference);
    if (!shown.ok) throw new Error(shown.code);
    return (enquiryFacet.of(shown.value)?.papers ?? []).map(({ key, state, reason }) => [key, state, reason]);
  };
  async function withTwo() {
    const callId = await openCall(line, ana, TWO);
    const person = await resident();
    await applyFor(person, callId);
    const [made] = await applicationsOf(line, callId);
    if (!made) throw new Error('nothing was applied for');
    return { callId, person, ...made };
  }

  it('is missing until it came or was waived, also one that was never asked for', async () => {
    const { callId, person, id, reference } = await withTwo();
    expect(await view(reference)).toEqual([
      ['id', 'unasked', null],
      ['plan', 'unasked', null],
    ]);
    await ask(reference, ['id']);
    await told(id);
    expect(await view(reference)).toEqual([
      ['id', 'asked', null],
      ['plan', 'unasked', null],
    ]);
    await person.tap(`q:papers:${id}:id`);
    await person.write('Here is my card');
    await person.press('messages:!done');
    expect(english(person.said())).toMatch(
      /1 paper is still missing.*Papers still needed: Plani i biznesit.*We have: Letërnjoftimi/s,
    );
    expect(code(await complete(reference, []))).toBe('papers_missing');
    expect(await stateOf(callId)).toBe('papers');
    expect(code(await complete(reference, [], ['plan']))).toBe('waiver_reason_missing');
    expect(code(await complete(reference, [], ['plan'], ' \n '))).toBe('waiver_reason_missing');
    expect(code(await complete(reference, [], ['plan'], 'x'.repeat(501)))).toBe('too_long');
    expect(code(await complete(reference, [], ['plan'], 'Plani nuk duhet për këtë.'))).toBe('ok');
    expect(english(await told(id))).toContain('Not needed: Plani i biznesit. Plani nuk duhet për këtë.');
    expect(await view(reference)).toEqual([
      ['id', 'accepted', null],
      ['plan', 'waived', 'Plani nuk duhet për këtë.'],
    ]);
    await person.tap(`q:show:${id}`);
    expect(english(person.said())).toContain('Not needed: Plani i biznesit. Plani nuk duhet për këtë.');
    expect(await count(line, `papers where enquiry_id = '${id}' and sealed_reason is not null`)).toBe(1);
  });

  it('can be sent before anybody asks for it', async () => {
    const { person, id, reference } = await withTwo();
    await person.tap(`q:show:${id}`);
    expect(english(person.said())).toContain('Send: Plani i biznesit');
    for (const paper of ['plan', 'id']) {
      await person.tap(`q:papers:${id}:${paper}`);
      await person.write(`Here is ${paper}`);
      await person.press('messages:!done');
    }
    expect(person.keys()).toContain('grants:papers_all');
    expect(code(await complete(reference, []))).toBe('ok');
  });

  it.each([
    ['seen in person', ['id', 'plan'], [], '', 'ok', ['accepted', 'accepted']],
    ['both waived', [], ['id', 'plan'], 'Nuk duhen.', 'ok', ['waived', 'waived']],
    ['one seen, one waived', ['id'], ['plan'], 'Nuk duhet.', 'ok', ['accepted', 'waived']],
    ['seen and waived at once is seen', ['id', 'plan'], ['plan'], '', 'ok', ['accepted', 'accepted']],
    ['only the first seen', ['id'], [], '', 'papers_missing', ['unasked', 'unasked']],
    ['one of nowhere', ['x', 'id'], ['y'], 'Nuk duhet.', 'papers_missing', ['unasked', 'unasked']],
  ] as const)('%s', async (_what, seen, waived, why, expected, states) => {
    const { reference } = await withTwo();
    expect(code(await complete(reference, [...seen], [...waived], why))).toBe(expected);
    expect((await view(reference)).map(([, state]) => state)).toEqual(states);
  });

  it('that was waived can still be asked for, and then it is missing again', async () => {
    const { callId, reference } = await withTwo();
    await complete(reference, ['id'], ['plan'], 'Nuk duhet.');
    expect(code(await ask(reference, ['plan']))).toBe('ok');
    expect(await stateOf(callId)).toBe('papers');
    expect(await view(reference)).toEqual([
      ['id', 'accepted', null],
      ['plan', 'asked', null],
    ]);
  });

  it('a call without papers misses none', async () => {
    const callId = await openCall(line, ana, { papers: [] });
    await applyFor(await resident(), callId);
    const [made] = await applicationsOf(line, callId);
    expect(code(await complete(made?.reference ?? '', []))).toBe('ok');
  });
});

describe('a decision', () => {
  it('by two people at once never spends more than the budget', async () => {
    const callId = await openCall(line, ana, { budgetCents: 300_000 });
    for (let index = 0; index < 4; index += 1) await applyFor(await resident(), callId, { amount: '2000' });
    const all = await applicationsOf(line, callId);
    for (const { reference } of all) await complete(reference);
    const results = await Promise.all(
      all.map(({ reference }, index) => approve(reference, 150_000, index % 2 ? ana : ben)),
    );
    expect(results.map(code).sort()).toEqual(['ok', 'ok', 'over_budget', 'over_budget']);
    const pipeline = await listEnquiries(line, ben, callId, 10);
    expect(pipeline.ok && pipeline.value.money).toEqual({
      budgetCents: 300_000,
      approvedCents: 300_000,
      askedCents: 400_000,
      leftCents: 0,
    });
  });

  it('cannot be undone by a budget that is less than what was approved', async () => {
    const { callId, reference } = await applied();
    await complete(reference);
    await approve(reference, 150_000);
    const less = { maximumCents: 100_000, budgetCents: 149_999 };
    expect(await changeOffer(line, ana, callId, less)).toMatchObject({ problems: [{ code: 'budget_spent' }] });
    expect(code(await changeOffer(line, ana, callId, { ...less, budgetCents: 150_000 }))).toBe('ok');
  });

  it('of two on one application is one, and a double press is one', async () => {
    const { id, reference } = await applied();
    await complete(reference);
    await told(id);
    const key = randomUUID();
    const twice = await Promise.all([approve(reference, 100_000, ana, key), approve(reference, 100_000, ana, key)]);
    expect(twice.map(code)).toEqual(['ok', 'ok']);
    expect(code(await decline(reference, ben))).toBe('already_decided');
    expect(await told(id)).toHaveLength(1);
    expect(await count(line, `events where kind = 'enquiry_approved' and data->>'enquiryId' = '${id}'`)).toBe(1);
  });

  it('approves only what is complete, within the maximum, above nothing', async () => {
    const { reference } = await applied();
    expect(code(await approve(reference, 100))).toBe('not_complete');
    await complete(reference);
    expect(code(await approve(reference, 300_001))).toBe('over_maximum');
    for (const amount of [0, -500, 0.5, Number.NaN]) expect(code(await approve(reference, amount))).toBe('bad_amount');
    const empty = { verdict: { approve: false } as const, reason: ' \n', changeKey: randomUUID() };
    expect(code(await decideEnquiry(line, ana, reference, empty))).toBe('empty_text');
    const long = { ...empty, reason: 'x'.repeat(10_000) };
    expect(code(await decideEnquiry(line, ana, reference, long))).toBe('too_long');
  });

  it('is the only way to close an application, which is never merged', async () => {
    const one = await applied();
    const two = await applied();
    const closing = { reason: 'answered' as const, whatWasDone: 'Done', changeKey: randomUUID() };
    expect(code(await closeItem(line, ana, one.reference, closing))).toBe('decide_first');
    expect(code(await mergeItems(line, ana, one.reference, two.reference))).toBe('merge_of_enquiry');
  });
});

describe('an appeal', () => {
  async function declined() {
    const made = await applied();
    await decline(made.reference);
    await told(made.id);
    return made;
  }
  async function appeal(person: TestResident, id: string) {
    await person.tap(`q:appeal:${id}`);
    await person.write('The costs are on page two');
    return person.press('messages:!done');
  }
  const appealOf = (id: string) =>
    row(line, `select i.* from enquiries e join items i on i.id = e.appeal_item_id where e.id = '${id}'`);

  it('is an item of its own that who decided may not decide again, and is taken once', async () => {
    const { callId, person, id, reference } = await declined();
    await appeal(person, id);
    expect(person.keys()).toContain('grants:appeal.sent');
    const item = await appealOf(id);
    expect(item).toMatchObject({ kind: 'enquiry', type: 'complaint', not_again_id: ana.id, status: 'open' });
    await person.tap(`q:appeal:${id}`);
    expect(firstKey(person.said())).toBe('errors:already_appealed');
    const closing = { reason: 'answered' as const, whatWasDone: 'No', changeKey: randomUUID() };
    expect(code(await closeItem(line, ana, String(item.reference), closing))).toBe('decide_first');
    expect(code(await approve(String(item.reference), 50_000))).toBe('another_person_needed');
    expect(code(await approve(String(item.reference), 50_000, ben))).toBe('ok');
    expect(await stateOf(callId)).toBe('approved');
    expect((await appealOf(id)).status).toBe('closed');
    expect(code(await decline(reference, ben))).toBe('already_decided');
    expect(firstKey(await told(id))).toBe('grants:decided.approved');
  });

  it('is for a no or a smaller amount, within its days', async () => {
    const { person, id, reference } = await applied({ amount: '1000' });
    await person.tap(`q:appeal:${id}`);
    expect(firstKey(person.said())).toBe('errors:nothing_to_appeal');
    await complete(reference);
    await approve(reference, 100_000);
    await person.tap(`q:appeal:${id}`);
    expect(firstKey(person.said())).toBe('errors:nothing_to_appeal');
    const late = await declined();
    clock = days(31);
    await late.person.tap(`q:appeal:${late.id}`);
    expect(firstKey(late.person.said())).toBe('errors:appeal_too_late');
  });

  it('against a smaller amount never takes away what was approved', async () => {
    const { person, id, reference } = await applied();
    await complete(reference);
    await approve(reference, 50_000);
    await told(id);
    await appeal(person, id);
    const again = String((await appealOf(id)).reference);
    expect(code(await approve(again, 40_000, ben))).toBe('bad_amount');
    expect(code(await decline(again, ben))).toBe('ok');
    expect(await row(line, `select state, approved_cents from enquiries where id = '${id}'`)).toEqual({
      state: 'approved',
      approved_cents: '50000',
    });
    expect(firstKey(await told(id))).toBe('grants:decided.stays');
  });
});

describe('who gives it up or is forgotten', () => {
  it('withdraws once; nothing can be decided after', async () => {
    const { callId, person, id, reference } = await applied();
    await person.tap(`q:withdraw:${id}`);
    await person.press('sure:yes');
    expect(firstKey(person.said())).toBe('grants:withdraw.done');
    expect(await applicationsOf(line, callId)).toMatchObject([{ state: 'withdrawn', item_status: 'closed' }]);
    expect(code(await decline(reference))).toBe('already_withdrawn');
    await applyFor(person, callId);
    expect(await applicationsOf(line, callId)).toHaveLength(2);
  });

  it('loses every word: the application is withdrawn, the counts stay', async () => {
    const { callId, person, id, reference } = await applied();
    await propose(reference, [days(3)]);
    await complete(reference, [], ['id'], 'Nuk duhet.');
    await person.command('forget');
    await person.press('sure:yes');
    await person.press('really:yes');
    expect(await row(line, `select state, sealed_details, resident_id from enquiries where id = '${id}'`)).toEqual({
      state: 'withdrawn',
      sealed_details: null,
      resident_id: null,
    });
    expect(await count(line, `appointments where enquiry_id = '${id}' and state = 'proposed'`)).toBe(0);
    expect(await count(line, `papers where enquiry_id = '${id}' and state = 'waived' and sealed_reason is null`)).toBe(
      1,
    );
    expect(code(await decline(reference))).toBe('words_destroyed');
    expect(code(await showApplicant(line, ana, reference))).toBe('words_destroyed');
    expect(await stateOf(callId)).toBe('withdrawn');
  });
});

describe('a call that is cancelled', () => {
  it('ends every open application once, with the reason told', async () => {
    const callId = await openCall(line, ana);
    for (let index = 0; index < 3; index += 1) await applyFor(await resident(), callId);
    const [first, second] = await applicationsOf(line, callId);
    await complete(first?.reference ?? '');
    await approve(first?.reference ?? '', 100_000);
    await cancelOffer(line, ana, callId, { sq: 'Nuk ka më para.' });
    await told(second?.id ?? '');
    for (let index = 0; index < 2; index += 1) expect(await endApplications(line, callId)).toBe(false);
    expect((await applicationsOf(line, callId)).map(({ state }) => state)).toEqual([
      'approved',
      'declined',
      'declined',
    ]);
    const said = await told(second?.id ?? '');
    expect(said).toHaveLength(1);
    expect(JSON.stringify(said)).toContain('Nuk ka më para.');
  });
});

describe('who may see', () => {
  it('no role sees nothing; a name is opened with an event; another resident finds nothing', async () => {
    const { callId, id, reference } = await applied();
    const nobody = await makeStaff(line, ['admin']);
    for (const member of [null, nobody]) {
      const refusal = { verdict: { approve: false as const }, reason: 'no' };
      const asked = async (ref: string) => [
        await showApplicant(line, member, ref),
        await decideEnquiry(line, member, ref, { ...refusal, changeKey: randomUUID() }),
      ];
      const answers = await asked(reference);
      // Who lacks a role hears which, and the same of an application that is not there.
      for (const answer of answers) expect(code(answer)).toBe(member === null ? 'not_found' : 'role_needed');
      expect(await asked('E-000000')).toEqual(answers);
      expect(code(await listEnquiries(line, member, callId, 10))).toBe('role_needed');
    }
    await showApplicant(line, ana, reference);
    expect(
      await count(
        line,
        `events where kind = 'applicant_shown' and staff_id = '${ana.id}' and data->>'enquiryId' = '${id}'`,
      ),
    ).toBe(1);
    const other = await resident();
    for (const what of ['show', 'withdraw', 'appeal', 'othertime', 'pick', 'papers']) {
      await other.tap(`q:${what}:${id}:x`);
      expect(firstKey(other.said())).toBe('errors:not_found');
    }
    const listed = await listEnquiries(line, ana, callId, 10);
    expect(JSON.stringify(listed)).not.toContain('Sample Person');
  });
});
