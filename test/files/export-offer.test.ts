import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../src/core/domain/staff/permissions.ts';
import { loadTexts } from '../../src/core/i18n/texts.ts';
import { attendance } from '../../src/core/trainings/reports/attendance.ts';
import { readOffer } from '../../src/db/queries/offers/offers.ts';
import { exportReport } from '../../src/files/export-report.ts';
import { enterSample } from '../support/items.ts';
import { openTestLine, type TestLine } from '../support/line.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../support/offers.ts';
import { pdfPages, unspaced } from '../support/pdf-text.ts';
import { makeResident } from '../support/resident.ts';
import { count, row, rows } from '../support/rows.ts';
import { makeStaff } from '../support/staff.ts';
import { withoutLabels } from '../support/without-labels.ts';

type OfferWanted = { what: 'participants' | 'attendance' | 'grants'; offer: string; hxl: boolean };

let line: TestLine;
let triage: StaffMember;
let lead: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  triage = await makeStaff(line, ['triage']);
  lead = await makeStaff(line, ['lead']);
});
afterAll(() => line.close());

const texts = loadTexts();
const codeOf = async (offerId: string) =>
  String((await row(line, `select code from offers where id = '${offerId}'`)).code);
async function file(request: Partial<OfferWanted>, by: StaffMember | 'console' = 'console'): Promise<string> {
  const made = await exportReport(line, texts, by, { what: 'participants', offer: '', hxl: true, ...request });
  if (!made.ok) throw new Error(made.code);
  return (await buffer(made.value.stream)).toString('utf8');
}
const table = (contents: string): string[][] => withoutLabels(parse(contents, { bom: true }));

/** Registers as a person would; the phone number is invented. */
async function register(
  offerId: string,
  name: string,
  { share = 'yes', own }: { share?: 'yes' | 'no'; own?: string } = {},
) {
  const someone = makeResident(line);
  await someone.agree();
  await someone.tap(`o:apply:${offerId}`);
  await someone.write(name);
  await someone.write('044 123 456');
  await someone.press('needs:childcare');
  await someone.press('needs:!done');
  if (own !== undefined) await someone.write(own);
  await someone.press(`share:${share}`);
  await someone.press('check:send');
  return someone;
}
const registrations = (offerId: string) =>
  rows(
    line,
    `select r.id, i.reference, i.id as item_id from registrations r join items i on i.id = r.item_id where r.offer_id = '${offerId}' order by r.line_number`,
  );

describe('an export of an offer', () => {
  it('is refused to everybody but leads, and nothing is recorded', async () => {
    const offer = await codeOf(await publishedOffer(line, triage, sampleOffer(clock)));
    const before = await count(line, "events where kind = 'export_made'");
    for (const what of ['participants', 'attendance', 'grants'] as const)
      for (const by of [triage, { ...lead, roles: ['admin', 'protection'] as const }])
        expect(await exportReport(line, texts, by, { what, offer, hxl: true })).toMatchObject({ code: 'role_needed' });
    expect(await count(line, "events where kind = 'export_made'")).toBe(before);
  });

  it('of no offer, of a wrong number, or of the wrong kind of offer is refused', async () => {
    const call = await codeOf(await publishedOffer(line, triage, sampleCall(clock)));
    const training = await codeOf(await publishedOffer(line, triage, sampleOffer(clock)));
    const refusal = async (what: OfferWanted['what'], offer: string) =>
      exportReport(line, texts, lead, { what, offer, hxl: true });
    for (const offer of ['', 'T-000000', 'F-7K3QM9', "' or 1=1", 'T'])
      for (const what of ['participants', 'attendance'] as const)
        expect(await refusal(what, offer)).toMatchObject({ code: 'offer_not_found' });
    expect(await refusal('grants', 'T-nothing')).toMatchObject({ code: 'offer_not_found' });
    for (const what of ['participants', 'attendance'] as const)
      expect(await refusal(what, call)).toMatchObject({ code: 'not_for_grants' });
    expect(await refusal('grants', training)).toMatchObject({ code: 'only_for_grants' });
  });

  it('is written down with who took which, before the first row leaves', async () => {
    const offer = await codeOf(await publishedOffer(line, triage, sampleOffer(clock)));
    const made = await exportReport(line, texts, lead, { what: 'participants', offer: offer.toLowerCase(), hxl: true });
    expect(
      await row(line, "select staff_id, data from events where kind = 'export_made' order by id desc limit 1"),
    ).toEqual({
      staff_id: lead.id,
      data: { what: 'participants', audience: 'internal', format: 'csv', language: 'en', offer },
    });
    expect(made).toMatchObject({ value: { name: `community-line-participants-${offer}-2026-05-04.csv` } });
  });
});

describe('participants', () => {
  it('are those alone who agreed to share, with name, phone, needs, attendance and own answers in cells that nothing runs', async () => {
    const offerId = await publishedOffer(
      line,
      triage,
      sampleOffer(clock, {
        seats: 2,
        questions: [{ key: 'why', kind: 'text', texts: { sq: 'Pse?', en: 'Why?' } }],
      }),
    );
    await register(offerId, '=HYPERLINK("http://x") Sample', { own: '@SUM(A1)' });
    await register(offerId, 'Sample Secret', { share: 'no', own: 'sekret' });
    await register(offerId, 'Sample Waiting', { own: 'dua' });
    const [first, , waiting] = await registrations(offerId);
    await rows(
      line,
      `insert into attendance select '${first?.id}', id, 'staff', now() from offer_sessions where offer_id = '${offerId}'`,
    );
    const contents = await file({ offer: await codeOf(offerId) });
    expect(contents.charCodeAt(0)).toBe(0xfeff);
    expect(contents).not.toMatch(/Secret|sekret/);
    expect(table(contents)).toEqual([
      ['reference', 'status', 'name', 'phone', 'needs', 'attended_sessions', 'attended_days', 'answer_why'],
      [
        '#meta+id',
        '#status',
        '#contact+name',
        '#contact+phone',
        '#need',
        '#reached+attended+num',
        '#meta+days+attended',
        '#response+why',
      ],
      [
        first?.reference,
        'seated',
        '\'=HYPERLINK("http://x") Sample',
        '+38344123456',
        'childcare',
        '1',
        '2026-05-14',
        "'@SUM(A1)",
      ],
      [waiting?.reference, 'waiting', 'Sample Waiting', '+38344123456', 'childcare', '0', '', 'dua'],
    ]);
    expect(table(await file({ offer: await codeOf(offerId), hxl: false }))).toHaveLength(3);
  });

  it('are not those who gave their place up, whose item is sensitive, or whose words were destroyed', async () => {
    const offerId = await publishedOffer(line, triage, sampleOffer(clock, { seats: 5 }));
    for (const name of ['Sample Gone', 'Sample Guarded', 'Sample Destroyed', 'Sample Here'])
      await register(offerId, name);
    const [gone, guarded, destroyed, here] = await registrations(offerId);
    await rows(line, `update registrations set status = 'cancelled' where id = '${gone?.id}'`);
    await rows(line, `update items set sensitive = true where id = '${guarded?.item_id}'`);
    await rows(line, `update items set key_id = null where id = '${destroyed?.item_id}'`);
    const [, , ...shown] = table(await file({ offer: await codeOf(offerId) }));
    expect(shown.map(([reference, , name, phone]) => [reference, name, phone])).toEqual([
      [destroyed?.reference, '', ''],
      [here?.reference, 'Sample Here', '+38344123456'],
    ]);
  });
});

describe('what is not in a file', () => {
  const sentence = 'Sensitive items, and what is linked to them, are never in it.';
  const beside = async (what: OfferWanted['what'], offer: string) => {
    const made = await exportReport(line, texts, lead, { what, offer, hxl: true });
    if (!made.ok) throw new Error(made.code);
    return { remark: made.value.remark, bytes: await buffer(made.value.stream) };
  };

  it('is said to whoever takes it: how many places, which anybody who runs the offer may count, and nothing when there are none', async () => {
    const offerId = await publishedOffer(line, triage, sampleOffer(clock, { seats: 2 }));
    const offer = await codeOf(offerId);
    for (const name of ['Sample One', 'Sample Two', 'Sample Waiting']) await register(offerId, name);
    const [first, , waiting] = await registrations(offerId);
    for (const what of ['participants', 'attendance'] as const)
      expect((await beside(what, offer)).remark).toBe(sentence);
    await rows(line, `update items set sensitive = true where id in ('${first?.item_id}', '${waiting?.item_id}')`);
    const places = (count: number) => `${sentence} Places not shown, for protection staff alone: ${count}.`;
    const sheet = await exportReport(line, texts, triage, { what: 'attendance', offerId, hxl: false });
    expect((await beside('participants', offer)).remark).toBe(places(2));
    expect((await beside('attendance', offer)).remark).toBe(places(1));
    expect(sheet).toMatchObject({ value: { remark: places(1) } });
  });

  it('leaves the columns as they are, and the sheet that lies on the table says it without a number', async () => {
    const offerId = await publishedOffer(line, triage, sampleOffer(clock, { seats: 5 }));
    const offer = await codeOf(offerId);
    for (const name of ['Sample One', 'Sample Two']) await register(offerId, name);
    const pages = async () =>
      pdfPages(Buffer.from((await beside('attendance', offer)).bytes))
        .map(unspaced)
        .join();
    const before = await pages();
    await rows(line, `update items set sensitive = true where id = '${(await registrations(offerId))[1]?.item_id}'`);
    const after = await pages();
    // In what the training is held in, for everybody in the room.
    for (const page of [before, after]) expect(page).toContain(unspaced(texts.say('sq', 'sheet:never')));
    expect(after).not.toMatch(/notshown/i);
    const { bytes } = await beside('participants', offer);
    expect(table(Buffer.from(bytes).toString('utf8'))).toHaveLength(3);
    expect(Buffer.from(bytes).toString('utf8')).not.toMatch(/sensitive|not shown/i);
  });

  it('is said of applications without a number, with hidden ones and without', async () => {
    const offer = await codeOf(await publishedOffer(line, triage, sampleCall(clock)));
    expect((await beside('grants', offer)).remark).toBe(sentence);
    await rows(line, `update items set sensitive = true where kind = 'enquiry'`);
    expect((await beside('grants', '')).remark).toBe(sentence);
    await rows(line, `update items set sensitive = false where kind = 'enquiry'`);
  });
});

describe('the attendance sheet', () => {
  it('names those with a seat who agreed to it, and has the number alone of who did not', async () => {
    const offerId = await publishedOffer(line, triage, sampleOffer(clock, { seats: 2 }));
    await register(offerId, 'Sample Seated');
    await register(offerId, 'Sample Unnamed', { share: 'no' });
    await register(offerId, 'Sample Waiting');
    const [seated, unnamed] = await registrations(offerId);
    const offer = await readOffer(line.database.read, offerId);
    if (!offer) throw new Error('no offer');
    const sheet = await attendance.read(line, offer);
    expect(sheet.head).toMatchObject({
      ...{ title: 'Trajnim i shpikur', place: 'Invented hall 1', code: await codeOf(offerId) },
    });
    expect(sheet.columns.map(({ name }) => name)).toEqual(['name', 'reference', 'needs']);
    expect(sheet.rows).toEqual([
      ['Sample Seated', seated?.reference, ['childcare']],
      [null, unnamed?.reference, ['childcare']],
    ]);
  });

  it('is for leads by its code, and at the offer for whoever runs it, of no grant call', async () => {
    const offerId = await publishedOffer(line, triage, sampleOffer(clock));
    const take = async (by: StaffMember, asked: { offer: string } | { offerId: string }) => {
      const made = await exportReport(line, texts, by, { what: 'attendance', hxl: false, ...asked });
      if (made.ok) made.value.stream.destroy();
      return made.ok ? 'made' : made.code;
    };
    const admin = { ...lead, roles: ['admin', 'protection'] as const };
    expect(await take(triage, { offer: await codeOf(offerId) })).toBe('role_needed');
    expect(await take(triage, { offerId })).toBe('made');
    expect(await take(admin, { offerId })).toBe('role_needed');
    expect(await take(triage, { offerId: randomUUID() })).toBe('offer_not_found');
    const call = await publishedOffer(line, triage, sampleCall(clock));
    expect(await take(triage, { offerId: call })).toBe('not_for_grants');
  });

  it('is a PDF, recorded like any other export', async () => {
    const offer = await codeOf(await publishedOffer(line, triage, sampleOffer(clock)));
    const made = await exportReport(line, texts, lead, { what: 'attendance', offer, hxl: false });
    if (!made.ok) throw new Error(made.code);
    expect(made.value.name).toMatch(/^community-line-attendance-T-\w{6}-.*\.pdf$/);
    expect((await buffer(made.value.stream)).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(await row(line, "select data from events where kind = 'export_made' order by id desc limit 1")).toEqual({
      data: { what: 'attendance', offer, audience: 'internal', format: 'pdf', language: 'en' },
    });
  });
});

describe('grant applications', () => {
  async function enquiry(offerId: string, columns: Record<string, string | number | null>): Promise<string> {
    const { reference } = await enterSample(line, triage, { type: 'question', text: 'Sample Applicant' });
    const now = clock.toISOString();
    const all = {
      ...{ id: randomUUID(), offer_id: offerId, business_stage: 'idea', amount_cents: 150_050, created_at: now },
      ...{ updated_at: now, ...columns },
    };
    await rows(
      line,
      `insert into enquiries (item_id, ${Object.keys(all).join(', ')})
       select id, ${Object.values(all)
         .map((value) => (value === null ? 'null' : `'${value}'`))
         .join(', ')} from items where reference = '${reference}'`,
    );
    await rows(line, `update items set kind = 'enquiry', offer_id = '${offerId}' where reference = '${reference}'`);
    return reference;
  }

  it('are a row each with money in euros and days in their state, without a name, and never a sensitive one', async () => {
    clock = new Date('2026-05-20T08:00:00Z');
    const offerId = await publishedOffer(line, triage, sampleCall(clock));
    const offer = await codeOf(offerId);
    const received = await enquiry(offerId, {});
    const approved = await enquiry(offerId, {
      ...{ state: 'approved', business_stage: 'running', approved_cents: 100_000, decided_at: '2026-05-22T08:00:00Z' },
    });
    const guarded = await enquiry(offerId, {});
    await rows(line, `update items set sensitive = true where reference = '${guarded}'`);
    const elsewhere = await enquiry(await publishedOffer(line, triage, sampleCall(clock)), {});
    clock = new Date('2026-05-25T09:00:00Z');
    const contents = await file({ what: 'grants', offer });
    expect(contents).not.toContain('Sample');
    const [header, , ...applications] = table(contents);
    expect(header).toEqual([
      ...['reference', 'call', 'state', 'stage', 'amount_eur', 'approved_eur', 'received_at', 'decided_at'],
      'days_in_state',
    ]);
    const at = '2026-05-20T08:00:00Z';
    expect(new Set(applications)).toEqual(
      new Set([
        [received, offer, 'received', 'idea', '1500.50', '', at, '', '5'],
        [approved, offer, 'approved', 'running', '1500.50', '1000.00', at, '2026-05-22T08:00:00Z', '3'],
      ]),
    );
    const all = await file({ what: 'grants' });
    expect(all).toContain(elsewhere);
    expect(all).not.toContain(guarded);
  });

  it('and registrations say in the line list which offer they are for, how far they came and for how much', async () => {
    clock = new Date('2026-05-28T08:00:00Z');
    const callId = await publishedOffer(line, triage, sampleCall(clock));
    const trainingId = await publishedOffer(line, triage, sampleOffer(clock));
    const reference = await enquiry(callId, { state: 'papers', amount_cents: 99_999 });
    await register(trainingId, 'Sample Listed');
    const [registered] = await registrations(trainingId);
    const period = { kind: 'all', from: '2026-05-28', to: '2026-05-28', withText: false, hxl: false } as const;
    const made = await exportReport(line, texts, lead, { what: 'items', ...period });
    if (!made.ok) throw new Error(made.code);
    const listed = table((await buffer(made.value.stream)).toString('utf8'));
    const first = listed[0]?.indexOf('offer') ?? -1;
    expect(listed[0]?.slice(first, first + 3)).toEqual(['offer', 'stage', 'amount_eur']);
    const ends = new Map(listed.map((cells) => [cells[0], cells.slice(first, first + 3)]));
    expect(ends.get(reference)).toEqual([await codeOf(callId), 'papers', '999.99']);
    expect(ends.get(String(registered?.reference))).toEqual([await codeOf(trainingId), 'seated', '']);
  });

  it('and registrations are counted in the summary', async () => {
    clock = new Date('2026-05-29T08:00:00Z');
    const callId = await publishedOffer(line, triage, sampleCall(clock));
    for (let index = 0; index < 12; index += 1)
      await enquiry(
        callId,
        index < 6 ? { state: 'approved', approved_cents: 100_050, decided_at: clock.toISOString() } : {},
      );
    const period = { kind: 'all', from: '2026-05-29', to: '2026-05-29', withText: false, hxl: false } as const;
    const made = await exportReport(line, texts, lead, { what: 'summary', audience: 'internal', ...period });
    if (!made.ok) throw new Error(made.code);
    const [header = [], ...figures] = table((await buffer(made.value.stream)).toString('utf8'));
    const total = figures.find(([breakdown]) => breakdown === 'total') ?? [];
    const cell = (column: string) => total[header.indexOf(column)];
    expect(['received', 'approved', 'approved_eur', 'registered'].map(cell)).toEqual(['12', '6', '6003.00', '0']);
  });
});
