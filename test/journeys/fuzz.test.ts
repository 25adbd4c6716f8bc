import { createHmac, randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Phone, submit } from '../support/form-filling.ts';
import { CHANNELS, STAFF } from '../support/line-process.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { pickUpPhone } from '../support/phone.ts';
import { bytes, CANARY, type Known, payloads, updates } from './fuzz-bodies.ts';
import { openHttpOffice, SIGNING_SECRET, WEBHOOK_SECRET } from './http-office.ts';
import type { Desk, Office } from './staff-desk.ts';

/** How many of each; more by FUZZ_RUNS, the same ones again by FUZZ_SEED. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 400);
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
const AT_ONCE = 8;
/** So many that none of them is a flood: whoever is told to slow down is not heard, and a fuzz that is not heard finds nothing. */
const RESIDENTS = RUNS <= 400 ? 10 : 40;
vi.setConfig({ testTimeout: 900_000 + RUNS * 200, hookTimeout: 900_000 + RESIDENTS * 10_000 });
let world: Office['world'];
let line: Office['line'];
let desk: Desk;
let root: string;
const phones: Phone[] = [];
const known: Known = { chatIds: [], references: [], buttonOf: () => '' };

beforeAll(async () => {
  process.stdout.write(`fuzz: FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}\n`);
  ({ world, line, desk, root } = await openHttpOffice({ LOG_LEVEL: 'trace' }));
  await desk.add(STAFF.lead, 'Sample lead', 'UNDP', ['lead', 'admin']);
  await desk.add(STAFF.triage, 'Sample triage', 'UNDP', ['triage', 'lead']);
  await desk.add(STAFF.protection, 'Sample protection', 'UNDP', ['triage', 'protection']);
  const { control } = world.telegram;
  for (let nth = 0; nth < RESIDENTS; nth += 1) {
    const phone = pickUpPhone(control);
    await phone.agree(nth % 2 === 0 ? 'sq' : 'sr-Latn');
    phones.push(phone);
    known.chatIds.push(phone.chatId);
    if (nth < 2)
      known.references.push(await submit(phone, { parts: [() => control.sendText(phone.chatId, `${CANARY} ${nth}`)] }));
  }
  known.buttonOf = (chatId, nth) => {
    const shown = control
      .transcript(chatId)
      .filter((message) => message.from === 'bot' && !message.deleted)
      .flatMap((message) => (message.markup?.inline_keyboard ?? []).flat().map((button) => button.callback_data ?? ''));
    return shown[shown.length - 1 - (nth % Math.max(shown.length, 1))] ?? '';
  };
});
afterAll(async () => {
  await world.close();
});

async function post(path: string, headers: Record<string, string>, body: string | Uint8Array): Promise<number> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(`${root}${path}`, { method: 'POST', headers, body: body as BodyInit, signal });
  await answer.body?.cancel();
  return answer.status;
}

let sent = 0;
/** As Telegram sends it: with the secret, an id of its own, and a time that makes no flood of it. */
function knock(update: unknown): Promise<number> {
  sent += 1;
  const id = 500_000_000 + sent;
  const early = Math.floor(Date.now() / 1000) - 86_400 * 20 + sent * 60;
  const whole =
    typeof update === 'object' && update !== null && !Array.isArray(update)
      ? { update_id: id, ...pressed(update) }
      : update;
  const message = (whole as { message?: { date?: unknown } } | null)?.message;
  if (message && typeof message.date === 'number' && message.date < 1e10) message.date = early;
  return post('/telegram/webhook', { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET }, JSON.stringify(whole) ?? '');
}

/** A button that stands in the chat only once the moment has come to press it. */
function pressed(update: object): object {
  const find = (update as { callback_query?: unknown }).callback_query;
  if (typeof find !== 'function') return update;
  const { chat, data } = (find as () => { chat: number; data: string })();
  const from = { id: chat, is_bot: false, first_name: CANARY };
  const message = { message_id: 7, date: 1, chat: { id: chat, type: 'private' } };
  return { callback_query: { id: '77', from, chat_instance: '1', message, data } };
}

function sign(body: string | Uint8Array, type: string): Promise<number> {
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${stamp}:`).update(body).digest('hex');
  const headers = { 'content-type': type, 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${signature}` };
  return post('/slack/events', headers, body);
}

function tell({ kind, body }: { kind: 'form' | 'json' | 'command'; body: unknown }): Promise<number> {
  const form = 'application/x-www-form-urlencoded';
  if (kind === 'json') return sign(JSON.stringify(body), 'application/json');
  if (kind === 'form') return sign(new URLSearchParams({ payload: JSON.stringify(body) }).toString(), form);
  const fields = Object.entries(Object(body)).map(([name, value]) => [name, String(value)]);
  return sign(new URLSearchParams(fields).toString(), form);
}

/** Sends them all, so many at once, and gives those that were answered as if the line were at fault. */
async function sendAll<T>(bodies: T[], send: (body: T) => Promise<number>): Promise<string[]> {
  const bad: string[] = [];
  const rest = bodies.values();
  const lane = async () => {
    for (const body of rest) {
      const status = await send(body).catch((error: Error) => `${error.name} ${String(error.cause)}`);
      if (typeof status !== 'number' || status >= 500) bad.push(`${status} to ${JSON.stringify(body).slice(0, 1500)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return bad;
}
const sample = <T>(arbitrary: fc.Arbitrary<T>, runs: number): T[] =>
  fc.sample(arbitrary, { numRuns: runs, seed: SEED });

test('no update of Telegram, however malformed, is answered as a fault of ours', async () => {
  expect(await sendAll(sample(updates(known), RUNS), knock)).toEqual([]);
  const secret = { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET };
  expect(await sendAll(sample(bytes, RUNS / 8), (body) => post('/telegram/webhook', secret, body))).toEqual([]);
});

test('no signed payload of Slack, however malformed, is answered as a fault of ours', async () => {
  expect(await sendAll(sample(payloads(known), RUNS), tell)).toEqual([]);
  expect(await sendAll(sample(bytes, RUNS / 8), (body) => sign(body, 'application/json'))).toEqual([]);
});

const lastButtons = (phone: Phone): string[] => {
  const asked = phone.control
    .transcript(phone.chatId)
    .findLast((message) => message.from === 'bot' && !message.deleted && message.markup?.inline_keyboard);
  return (asked?.markup?.inline_keyboard ?? []).flat().map((button) => button.callback_data ?? '');
};

/** Wherever the spoiled updates left somebody, their agreement withdrawn or a form half filled in: to the menu, as a person finds it. */
async function comesBack(phone: Phone): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    const shown = lastButtons(phone);
    if (step > 0 && shown.includes('m:feedback')) return;
    const next = ['agree:yes', 'second:sq', 'language:sq'].find((code) =>
      shown.some((data) => data.endsWith(`:${code}`)),
    );
    if (step > 0 && next) await phone.press(`:${next}`);
    else phone.write(step % 2 === 0 ? '/start' : '/menu');
    await phone.answered();
  }
  throw new Error(`the menu is not found: ${lastButtons(phone).join(' ')}`);
}

test('afterwards nobody is stuck: every resident sends a report and every one of the staff is answered', async () => {
  const { control } = world.telegram;
  for (const phone of phones) {
    control.unblock(phone.chatId);
    await comesBack(phone);
    const reference = await submit(phone, { parts: [() => control.sendText(phone.chatId, `${CANARY} pastaj`)] });
    await desk.cardIn(CHANNELS.main, reference);
  }
  for (const who of [STAFF.lead, STAFF.triage, STAFF.protection])
    expect(await desk.ask(who, 'help')).toContain('/line queue');
  expect((await fetch(`http://127.0.0.1:${line.opsPort}/readyz`)).status).toBe(200);
});

test('the log holds no word and no chat of anybody at any level, and no fault of a program', () => {
  const log = line.log();
  expect(log).toContain('the line is ready');
  expect(log).not.toContain(CANARY);
  for (const { chatId } of phones) expect(log).not.toContain(String(chatId));
  const faults = log
    .split('\n')
    .filter((row) => /"name":"(TypeError|RangeError|ZodError|SyntaxError|PostgresError|DrizzleQueryError)"/.test(row));
  expect(faults.slice(0, 5)).toEqual([]);
});
