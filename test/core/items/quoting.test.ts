import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Say } from '../../../src/core/domain/say.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { markSensitive } from '../../../src/core/items/hidden/mark-sensitive.ts';
import { quoteItem } from '../../../src/core/items/quoting/quote-item.ts';
import { readQuotable } from '../../../src/core/items/quoting/read-quotable.ts';
import { readQuotations } from '../../../src/core/reports/quotations.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
let vera: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
  vera = await makeStaff(line, ['triage', 'protection']);
});
afterAll(() => line.close());

const WORDS = 'nuk ka ujë në lagjen tonë prej tri ditësh';
const period = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z'), kind: 'all' } as const;
const quoted = async () => (await readQuotations(line, period)).map(({ original }) => original);
const keys = (says: readonly Say[]) => says.flatMap(({ lines }) => lines.map(({ key }) => key));
const ASKED = 'quoting:ask';
/** Someone whose item was closed; `rate` answers "did this solve it?". */
async function closed(options: { type?: string; words?: string } = {}) {
  clock = new Date(clock.getTime() + 60_000);
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback(options.words ?? WORDS, { type: options.type ?? 'complaint' });
  const item = await lastItem(line);
  await closeItem(line, vera, item.reference, {
    reason: 'answered',
    whatWasDone: 'u rregullua',
    changeKey: randomUUID(),
  });
  const press = (data: string) => resident.act({ kind: 'button', data });
  return { resident, ...item, press, rate: (answer: string) => press(`i:rate:${item.id}:${answer}`) };
}
async function agreed(options: { words?: string } = {}) {
  const item = await closed(options);
  await item.rate('yes');
  await item.press(`i:quote:${item.id}:yes`);
  return item;
}
const choose = (reference: string, original: string, member = ana) =>
  quoteItem(line, member, reference, {
    original,
    translations: { en: 'No water for three days', 'sr-Latn': 'Tri dana nema vode' },
  });

describe('asking whether somebody may be quoted', () => {
  it.each(['yes', 'partly'])('asks once, after they said that it helped (%s), with both answers', async (answer) => {
    const item = await closed();
    const { all } = await item.rate(answer);
    expect(keys(all)).toContain(ASKED);
    expect(all.flatMap(({ buttons }) => (buttons ?? []).flat().map(({ data }) => data))).toEqual([
      `i:quote:${item.id}:yes`,
      `i:quote:${item.id}:no`,
    ]);
    expect(keys((await item.rate(answer === 'yes' ? 'partly' : 'yes')).all)).not.toContain(ASKED);
  });

  it('asks nobody who was not helped', async () => {
    const item = await closed();
    expect(keys((await item.rate('no')).all)).not.toContain(ASKED);
  });

  it('never asks of something serious', async () => {
    const item = await closed({ type: 'sensitive_report' });
    expect(keys((await item.rate('yes')).all)).not.toContain(ASKED);
    expect((await row(line, `select quoting from items where id = '${item.id}'`)).quoting).toBeNull();
    expect(keys((await item.press(`i:quote:${item.id}:yes`)).all)).toEqual(['errors:not_to_be_quoted']);
  });

  it('takes no answer to what was never asked, and none of somebody else', async () => {
    const item = await closed();
    expect(keys((await item.press(`i:quote:${item.id}:yes`)).all)).toEqual(['errors:not_to_be_quoted']);
    await item.rate('yes');
    const other = await closed();
    expect(keys((await other.press(`i:quote:${item.id}:yes`)).all)).toEqual(['errors:not_found']);
    expect((await row(line, `select quoting from items where id = '${item.id}'`)).quoting).toBe('asked');
  });
});

describe('choosing what is quoted', () => {
  it('shows it in the figures of its period, in the original and in translation, in both scripts', async () => {
    const item = await agreed();
    expect(await choose(item.reference, 'nuk ka ujë prej tri ditësh')).toMatchObject({ ok: true });
    expect(await readQuotations(line, period)).toContainEqual({
      original: 'nuk ka ujë prej tri ditësh',
      language: 'sq',
      translations: { en: 'No water for three days', 'sr-Latn': 'Tri dana nema vode', 'sr-Cyrl': 'Три дана нема воде' },
      topics: expect.arrayContaining(['codes:feedback_type.complaint']),
    });
    expect(await readQuotations(line, { ...period, to: new Date('2026-02-01T00:00:00Z') })).toEqual([]);
    expect(await readQuotations(line, { ...period, kind: 'enquiry' })).toEqual([]);
    const stored = await row(
      line,
      `select encode(sealed, 'escape') as sealed from quotations where item_id = '${item.id}'`,
    );
    expect(String(stored.sealed)).not.toContain('ditësh');
  });

  it('keeps the later choice, and an empty one takes it out', async () => {
    const item = await agreed();
    await choose(item.reference, 'nuk ka ujë');
    await choose(item.reference, 'në lagjen tonë');
    expect(await readQuotable(line, ana, item.reference)).toMatchObject({
      value: { theirs: [WORDS], chosen: { original: 'në lagjen tonë' } },
    });
    await choose(item.reference, ' \u200b');
    expect(await count(line, `quotations where item_id = '${item.id}'`)).toBe(0);
    expect(await count(line, `events where item_id = '${item.id}' and kind = 'quotation_removed'`)).toBe(1);
  });

  it('refuses what the resident did not agree to, what they did not write, and who may not work on it', async () => {
    const item = await closed();
    expect(await choose(item.reference, 'nuk ka ujë')).toMatchObject({ code: 'not_to_be_quoted' });
    await item.rate('yes');
    expect(await choose(item.reference, 'nuk ka ujë')).toMatchObject({ code: 'not_to_be_quoted' });
    await item.press(`i:quote:${item.id}:no`);
    expect(await choose(item.reference, 'nuk ka ujë')).toMatchObject({ code: 'not_to_be_quoted' });
    await item.press(`i:quote:${item.id}:yes`);
    expect(await choose(item.reference, 'ka ujë mjaft')).toMatchObject({ code: 'not_their_words' });
    const lead = await makeStaff(line, ['lead']);
    expect(await choose(item.reference, 'nuk ka ujë', lead)).toMatchObject({ code: 'role_needed' });
    expect(await count(line, `quotations where item_id = '${item.id}'`)).toBe(0);
  });

  it.each([
    [
      'they change their mind',
      async (item: Awaited<ReturnType<typeof agreed>>) => void (await item.press(`i:quote:${item.id}:no`)),
    ],
    ['it turns out to be serious', async (item) => void (await markSensitive(line, vera, item.reference))],
    ['they mark it serious themselves', async (item) => void (await item.press(`i:serious:${item.id}`))],
    [
      'they are forgotten',
      async (item) => {
        const { resident_id } = await row(line, `select resident_id from items where id = '${item.id}'`);
        await line.database.transaction((tx) => forgetResident(tx, line, String(resident_id), 'resident'));
      },
    ],
  ] as const satisfies readonly (readonly [string, (item: Awaited<ReturnType<typeof agreed>>) => Promise<void>])[])(
    'quotes it no more when %s',
    async (_, change) => {
      const words = `nuk ka ujë te ura ${randomUUID().replace(/[^a-f]/g, '')}`;
      const item = await agreed({ words });
      await choose(item.reference, words);
      expect(await quoted()).toContain(words);
      await change(item);
      expect(await quoted()).not.toContain(words);
      expect(await count(line, `quotations where item_id = '${item.id}'`)).toBe(0);
    },
  );
});
