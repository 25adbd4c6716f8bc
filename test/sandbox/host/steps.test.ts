import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATIONS, wayOf } from '../../../src/sandbox/page/glass/way.ts';
import { pickUpPhone } from '../../support/phone.ts';
import { type SandboxHere, startSandboxHere } from '../../support/sandbox-here.ts';
import { until } from '../../support/until.ts';

const SECRET = 'fjalët e shpikura që askush nuk i sheh';
let dataDir: string;
let here: SandboxHere;
let phone: ReturnType<typeof pickUpPhone>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'community-line-steps-'));
  here = await startSandboxHere(dataDir);
  phone = pickUpPhone(here.telegram, { firstName: 'Emër i shpikur' });
  await phone.agree('sq');
});
afterAll(async () => {
  await here.line.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const way = (reference: string) => wayOf(reference, here.sandbox.steps.all());

test('an item passes every station, in their order, under one reference', async () => {
  const reference = await phone.sendFeedback(SECRET);
  await until(() => way(reference).every(({ step }) => step?.ok));
  const stops = way(reference);
  expect(stops.map(({ station }) => station)).toEqual([...STATIONS]);
  const [update, step] = stops;
  expect(update?.step?.updateId).toBe(step?.step?.updateId);
  expect(stops.every(({ after }) => after !== null && after >= 0)).toBe(true);
});

test('while Slack is down the card fails and the job waits, and afterwards both are done', async () => {
  const other = pickUpPhone(here.telegram);
  await other.agree('sr-Latn');
  here.slack.fault({ kind: 'reset', times: 1_000_000 });
  const reference = await other.sendFeedback(SECRET);
  await until(() => way(reference).some(({ station, failures }) => station === 'job' && failures > 0));
  expect(here.sandbox.steps.all()).toContainEqual(
    expect.objectContaining({ station: 'card', what: 'fault', ok: false, reason: 'reset', reference }),
  );
  expect(way(reference).find(({ station }) => station === 'card')?.step?.ok).toBe(false);
  here.slack.clearFaults();
  await until(() => way(reference).every(({ step }) => step?.ok));
});

test('the way of an item without a name begins when it was queued, not at the full hour that it keeps', async () => {
  const known = new Set(here.sandbox.steps.all().map(({ reference }) => reference));
  const other = pickUpPhone(here.telegram);
  await other.agree('sq');
  other.write('/feedback');
  for (const ending of ['type:sensitive_report', 'safe:yes', 'privacy:anonymous', 'municipality:mitrovica_north'])
    await other.press(ending);
  await other.waitForButton('messages:!done');
  other.write(SECRET);
  await other.answered();
  await other.press('messages:!done');
  await other.press('check:send');
  const own = () => here.sandbox.steps.all().filter(({ reference }) => reference && !known.has(reference));
  await until(() => own().some(({ station, ok }) => station === 'card' && ok));
  const [written, queued] = ['transaction', 'outbox'].map((one) => own().find(({ station }) => station === one));
  expect(written?.at).toBe(queued?.at);
  const ways = wayOf(String(written?.reference), here.sandbox.steps.all());
  expect(ways.filter(({ step }) => step !== null).map(({ station }) => station)).not.toContain('delivery');
});

test('no step holds a word of a resident, or a name', () => {
  const all = JSON.stringify(here.sandbox.steps.all());
  expect(all).toContain('"reference"');
  for (const word of [...SECRET.split(' ').filter((one) => one.length > 3), 'Emër']) expect(all).not.toContain(word);
});
