import { expect, test } from 'vitest';
import { referencesIn, STATIONS, wayOf } from '../../../src/sandbox/page/glass/way.ts';
import type { Step } from '../../../src/sandbox/page/wire/contract.ts';

const BEGAN = Date.parse('2026-11-23T10:00:00.000Z');
const step = (after: number, station: Step['station'], more: Partial<Step> = {}): Step => ({
  at: new Date(BEGAN + after).toISOString(),
  station,
  what: 'done',
  ok: true,
  ...more,
});
const REFERENCE = 'F-7K3QM2';
const OTHER = 'F-9XYZA4';
const own = { reference: REFERENCE };
const WHOLE = [
  step(0, 'update', { updateId: 7, chatId: 1 }),
  step(20, 'step', { updateId: 7, chatId: 1, what: 'in_transaction' }),
  step(18, 'transaction', own),
  step(30, 'outbox', own),
  step(60, 'job', own),
  step(50, 'card', own),
  step(90, 'delivery', { ...own, chatId: 1 }),
];
const at = (station: Step['station'], steps: Step[]) =>
  wayOf(REFERENCE, steps).find((stop) => stop.station === station);

test('the way begins with the update of the turn that made the item, and counts from there', () => {
  expect(wayOf(REFERENCE, WHOLE).map(({ after }) => after)).toEqual([0, 20, 18, 30, 60, 50, 90]);
});

test('what the resident did next is not taken for what made the item', () => {
  const next = [
    step(200, 'update', { updateId: 8, chatId: 1 }),
    step(240, 'step', { updateId: 8, chatId: 1, what: 'in_transaction' }),
  ];
  expect(wayOf(REFERENCE, [...WHOLE, ...next])).toEqual(wayOf(REFERENCE, WHOLE));
});

test('an update of another chat is never shown on the way of an item', () => {
  const elsewhere = [
    step(10, 'update', { updateId: 8, chatId: 2 }),
    step(15, 'step', { updateId: 8, chatId: 2, what: 'in_transaction' }),
  ];
  expect(wayOf(REFERENCE, [...elsewhere, ...WHOLE])).toEqual(wayOf(REFERENCE, WHOLE));
});

test('an item that nothing links to a phone shows no update, no form step and no delivery', () => {
  const steps = WHOLE.filter(({ station }) => station !== 'delivery');
  for (const station of ['update', 'step', 'delivery'] as const) expect(at(station, steps)?.step).toBeNull();
  expect(at('card', steps)?.step?.ok).toBe(true);
});

test('a station that failed stays failed until it went well, and says how often it failed', () => {
  const waiting = [
    ...WHOLE.filter(({ station }) => station !== 'job'),
    step(60, 'job', { ...own, what: 'retry', ok: false, reason: 'reset' }),
    step(2_060, 'job', { ...own, what: 'retry', ok: false, reason: 'reset' }),
  ];
  expect(at('job', waiting)).toMatchObject({ step: { ok: false, what: 'retry' }, failures: 2 });
  const recovered = [...waiting, step(6_000, 'job', own)];
  expect(at('job', recovered)).toMatchObject({ step: { ok: true }, after: 6_000, failures: 2 });
});

test('what is still owed to an item that had arrived before is seen to wait', () => {
  const again = [...WHOLE, step(900, 'card', { ...own, what: 'fault', ok: false, reason: 'reset' })];
  expect(at('card', again)).toMatchObject({ step: { ok: false }, failures: 1 });
});

test('an item of which nothing is known has seven empty stations', () => {
  expect(wayOf(OTHER, WHOLE).map((stop) => stop.station)).toEqual([...STATIONS]);
  expect(wayOf(OTHER, WHOLE).every((stop) => stop.step === null && stop.after === null)).toBe(true);
});

test('each item is offered once, the newest first, whatever is tried again meanwhile', () => {
  const retried = step(200, 'job', { ...own, ok: false });
  expect(referencesIn([...WHOLE, step(100, 'card', { reference: OTHER }), step(110, 'update'), retried])).toEqual([
    OTHER,
    REFERENCE,
  ]);
});
