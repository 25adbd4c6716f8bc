import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { formatWords } from '../../../../src/bots/slack/exports/export-words.ts';
import { REPORTS } from '../../../../src/core/reports.ts';
import { formatsOf } from '../../../../src/files/export-report.ts';
import type { View } from '../../../../src/sandbox/slack/state.ts';
import { count } from '../../../support/rows.ts';
import { until } from '../../../support/until.ts';
import { type OfferDesk, openDesk, PEOPLE } from '../offers/offer-desk.ts';

const { lead } = PEOPLE;
let desk: OfferDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterEach(() => desk.leave(lead));
afterAll(() => desk.close());

type Element = {
  type: string;
  options?: { value: string }[];
  initial_option?: { value: string };
  initial_date?: string;
};
/** The field of this name as it is drawn. */
function fieldIn(view: View | null, name: string): Element {
  const found = (view?.blocks ?? []).find((block) => (block.element as { action_id?: string })?.action_id === name);
  if (!found) throw new Error(`there is no field ${name}`);
  return found.element as Element;
}
const offered = (view: View | null, name: string) => fieldIn(view, name).options?.map(({ value }) => value);
const blockOf = (view: View | null, name: string) =>
  (view?.blocks ?? []).find((block) => (block.element as { action_id?: string })?.action_id === name)?.block_id;

async function open(): Promise<void> {
  await desk.slack.slash(lead, 'C0MAIN', '/line', 'export');
  await desk.form(lead, 'export');
}
const choose = async (what: string) => {
  const before = desk.slack.currentView(lead)?.hash;
  await desk.slack.clickInView(lead, 'what', what);
  await until(() => desk.slack.currentView(lead)?.hash !== before);
};

test('the form offers every report, for both audiences, and the formats and languages there are', async () => {
  await open();
  const view = desk.slack.currentView(lead);
  expect(offered(view, 'what')).toEqual(REPORTS.map(({ name }) => name));
  expect(fieldIn(view, 'what').initial_option?.value).toBe('summary');
  expect(offered(view, 'audience')).toEqual(['sharing', 'internal']);
  expect(fieldIn(view, 'audience').initial_option?.value).toBe('sharing');
  expect(offered(view, 'language')).toEqual(['en', 'sq', 'sr-Latn', 'sr-Cyrl']);
});

test.each(REPORTS)('once $name is chosen, the form offers what it can be, and says for whom', async (report) => {
  await open();
  if (report.name !== 'summary') await choose(report.name);
  const view = desk.slack.currentView(lead);
  const names = formatsOf(report).map(({ name }) => name);
  expect(offered(view, 'format')).toEqual(names);
  expect(names.map(formatWords).every((text) => text.length > 0)).toBe(true);
  expect(offered(view, 'audience')).toEqual(report.holds === 'figures' ? ['sharing', 'internal'] : ['internal']);
  if (report.holds !== 'figures') expect(JSON.stringify(view)).toContain('a person or a matter in each row');
});

test('what was typed stays where another report is chosen, and a quick choice fills in both days', async () => {
  await open();
  desk.slack.setInput(lead, { purpose: 'Invented purpose', offer: 'T-7K3QM9' });
  await choose('items');
  const before = desk.slack.currentView(lead)?.hash;
  await desk.slack.clickInView(lead, 'export_last_quarter');
  await until(() => desk.slack.currentView(lead)?.hash !== before);
  const view = desk.slack.currentView(lead);
  expect(view?.state.values.purpose?.purpose).toMatchObject({ value: 'Invented purpose' });
  const [from, to] = [fieldIn(view, 'from').initial_date ?? '', fieldIn(view, 'to').initial_date ?? ''];
  expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBeGreaterThan(88);
  expect(to < new Date().toISOString()).toBe(true);
  expect(view?.state.values[String(blockOf(view, 'from'))]?.from).toMatchObject({ selected_date: from });
});

const PERIOD = { from: '2026-01-01', to: '2026-03-31' };
test.each([
  [{ what: 'summary', from: '2026-03-31', to: '2026-01-01' }, 'from', 'The first day is after the last.'],
  [{ what: 'summary', from: '2099-01-01', to: '2099-02-01' }, 'from', 'This day is still to come.'],
  [{ what: 'summary', from: '2026-02-30', to: '2026-03-31' }, 'from', 'This is not a date.'],
  [{ what: 'summary', from: '2026-02-01', to: '2026-02-31' }, 'to', 'This is not a date.'],
  [{ what: 'items', audience: 'sharing', purpose: 'a test', ...PERIOD }, 'audience', /never for sharing|internal/],
  [{ what: 'items', audience: 'internal', ...PERIOD }, 'purpose', /what it is for/],
  [{ what: 'items', audience: 'internal', purpose: ' \u200b ', ...PERIOD }, 'purpose', /what it is for/],
  [{ what: 'summary', audience: 'internal', ...PERIOD }, 'purpose', /what it is for/],
  [{ what: 'attendance', audience: 'internal', purpose: 'a test', offer: 'T-7K3QM9', format: 'csv' }, 'format', /PDF/],
  [{ what: 'participants', audience: 'internal', purpose: 'a test' }, 'offer', /code of the offer/],
])('%o is refused beside %s, and nothing is made', async (typed, name, sentence) => {
  await open();
  const sent = await desk.slack.fillAndSubmit(lead, typed);
  if (!('errors' in sent)) throw new Error('it was not refused beside a field');
  expect(sent.errors).toEqual({ [name]: typeof sentence === 'string' ? sentence : expect.stringMatching(sentence) });
  expect(await count(desk.line, `events where kind = 'export_made'`)).toBe(0);
});

test('figures for sharing need no purpose, and come', async () => {
  await open();
  await desk.slack.fillAndSubmit(lead, { what: 'summary', ...PERIOD });
  await desk.slack.waitForDirectMessage(lead, ({ files }) => files.length > 0);
  const [first, second] = desk.slack.directMessages(lead);
  await until(() => desk.slack.directMessages(lead)[0]?.text.startsWith('Made: ') ?? false);
  expect(first?.files).toEqual([]);
  expect(second?.text).toContain('Sensitive items');
});
