import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type RunningLine, startLine } from '../../src/main.ts';
import { STATIONS, wayOf } from '../../src/sandbox/page/glass/way.ts';
import { pickUpPhone } from '../support/phone.ts';
import { until } from '../support/until.ts';

const SECRET = 'fjalët e shpikura që askush nuk i sheh';
let dataDir: string;
let line: RunningLine;
let phone: ReturnType<typeof pickUpPhone>;
const sandbox = () => line.services.sandbox ?? never();
const telegram = () => sandbox().telegram()?.control ?? never();
const slack = () => sandbox().slack()?.control ?? never();
const never = (): never => {
  throw new Error('both services are emulated here');
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'community-line-steps-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
  if (!config.ok) throw new Error(JSON.stringify(config.bad));
  line = await startLine(config.config);
  phone = pickUpPhone(telegram(), { firstName: 'Emër i shpikur' });
  await phone.agree('sq');
});
afterAll(async () => {
  await line.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const way = (reference: string) => wayOf(reference, sandbox().steps.all());

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
  const other = pickUpPhone(telegram());
  await other.agree('sr-Latn');
  slack().fault({ kind: 'reset', times: 1_000_000 });
  const reference = await other.sendFeedback(SECRET);
  await until(() => way(reference).some(({ station, failures }) => station === 'job' && failures > 0));
  expect(sandbox().steps.all()).toContainEqual(
    expect.objectContaining({ station: 'card', what: 'fault', ok: false, reason: 'reset', reference }),
  );
  expect(way(reference).find(({ station }) => station === 'card')?.step?.ok).toBe(false);
  slack().clearFaults();
  await until(() => way(reference).every(({ step }) => step?.ok), 60_000);
}, 90_000);

test('no step holds a word of a resident, or a name', () => {
  const all = JSON.stringify(sandbox().steps.all());
  expect(all).toContain('"reference"');
  for (const word of [...SECRET.split(' ').filter((one) => one.length > 3), 'Emër']) expect(all).not.toContain(word);
});
