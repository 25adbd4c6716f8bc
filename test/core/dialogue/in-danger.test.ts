import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderSays } from '../../../src/bots/telegram/render.ts';
import { LANGUAGES } from '../../../src/core/domain/codes.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { addShifts } from '../../../src/core/duty/add-shifts.ts';
import { removeDuty } from '../../../src/core/duty/remove-duty.ts';
import { showRota } from '../../../src/core/duty/show-rota.ts';
import { criticalKeys } from '../../../src/core/i18n/second-under.ts';
import { loadTexts } from '../../../src/core/i18n/texts.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { enterSample } from '../../support/items.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { makeResident } from '../../support/resident.ts';
import { count, lastItem, row } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let vera: StaffMember;
beforeAll(async () => {
  line = await openTestLine();
  vera = await makeStaff(line, ['protection', 'lead']);
});
afterAll(() => line.close());
beforeEach(async () => {
  const shown = await showRota(line, vera);
  if (!shown.ok) throw new Error(shown.code);
  for (const { id } of shown.value.weekly) await removeDuty(line, vera, id);
});

const everyHour = () =>
  addShifts(line, vera, {
    ...{ changeKey: randomUUID(), slackUserId: vera.slackUserId, weekdays: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 0 },
  });
const safetyOf = async () =>
  (await row(line, `select safety from items where id = '${(await lastItem(line)).id}'`)).safety;

describe.each([false, true])('a serious report, anonymous: %s', (anonymous) => {
  test.each([
    ['yes', 'safe'],
    ['no', 'not_safe'],
    ['!skip', 'skipped'],
  ] as const)('keeps the answer %s as a code', async (safe, stored) => {
    const resident = makeResident(line);
    await resident.agree();
    await resident.sendFeedback('fjalëshpikur', { type: 'sensitive_report', safe, anonymous });
    expect(await safetyOf()).toBe(stored);
  });

  test('ends with whom to call first, that nobody comes from here, and Quick exit, and asks nothing more', async () => {
    const resident = makeResident(line);
    await resident.agree();
    const { all } = await resident.sendFeedback('fjalëshpikur', { type: 'sensitive_report', safe: 'no', anonymous });
    const keys = resident.keys();
    expect(keys[0]).toBe('emergency:title');
    expect(keys.slice(1, 5)).toEqual(['emergency:line', 'emergency:line', 'emergency:line', 'emergency:line']);
    expect(keys[5]).toBe('danger:sends_nobody');
    expect(keys.some((key) => key.startsWith('about:'))).toBe(false);
    expect(all.flatMap((say) => say.buttons ?? []).flat()).toContainEqual(expect.objectContaining({ data: 'm:exit' }));
    expect(all[0] && criticalKeys(all[0])).toContain('danger:sends_nobody');
  });

  test('promises hours only while somebody is on duty, and those of danger to who is in danger', async () => {
    const hours = async (safe: 'yes' | 'no') => {
      const resident = makeResident(line);
      await resident.agree();
      const { all } = await resident.sendFeedback('fjalëshpikur', { type: 'sensitive_report', safe, anonymous });
      return all.flatMap((say) => say.lines).find(({ key }) => key.startsWith('danger:read'));
    };
    expect(await hours('no')).toEqual({ key: 'danger:read_soon' });
    await everyHour();
    expect(await hours('no')).toEqual({ key: 'danger:read_hours', values: { count: 2 } });
    expect(await hours('yes')).toEqual({ key: 'danger:read_hours', values: { count: 24 } });
  });
});

test('the check shows the answer, a skipped one too, and lets it be changed before it is sent', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.command('feedback');
  await resident.press('type:sensitive_report');
  await resident.press('safe:!skip');
  await resident.press('privacy:confidential');
  await resident.press('municipality:zvecan');
  await resident.write('fjalëshpikur');
  await resident.press('messages:!done');
  const listed = () =>
    resident
      .said()
      .flatMap((say) => say.lines)
      .find(({ values }) => JSON.stringify(values?.label) === JSON.stringify({ key: 'danger:safe_name' }))?.values
      ?.value;
  expect(listed()).toEqual({ key: 'common:not_given' });
  await resident.press('safe:!edit');
  await resident.press('safe:no');
  expect(listed()).toEqual({ key: 'feedback:safe.no' });
  await resident.press('check:send');
  expect(await safetyOf()).toBe('not_safe');
});

test('in Romani the last screen stands in the second language too', async () => {
  const texts = loadTexts(join(import.meta.dirname, '../../../locales'));
  const resident = makeResident(line);
  await resident.agree('rom');
  const { all } = await resident.sendFeedback('alavkerdo', { type: 'sensitive_report', safe: 'no' });
  const [screen] = renderSays(texts, all, 'rom', 'sq');
  for (const language of ['rom', 'sq']) {
    expect(screen?.html).toContain(texts.say(language, 'danger:sends_nobody'));
    expect(screen?.html).toContain(texts.say(language, 'emergency:title'));
  }
  expect(screen?.html.indexOf('112')).toBeLessThan(screen?.html.indexOf(texts.say('rom', 'feedback:sent.title')) ?? 0);
});

test('no language promises an hour where nobody is on duty', () => {
  const texts = loadTexts(join(import.meta.dirname, '../../../locales'));
  for (const language of LANGUAGES) expect(texts.say(language, 'danger:read_soon')).not.toMatch(/\d/);
});

test('what staff write down of somebody who is not safe calls as well, and is for protection whatever type was chosen', async () => {
  const triage = await makeStaff(line, ['triage']);
  const { itemId } = await enterSample(line, triage, { sector: 'other', safety: 'not_safe', text: 'fjalëshpikur' });
  expect(await row(line, `select sensitive, safety from items where id = '${itemId}'`)).toEqual({
    ...{ sensitive: true, safety: 'not_safe' },
  });
  expect(await count(line, `outbox where topic = 'danger_call' and payload->>'itemId' = '${itemId}'`)).toBe(2);
});

test('who writes into their closed report of danger is called for anew, whoever had it before', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('fjalëshpikur', { type: 'sensitive_report', safe: 'no' });
  const { id, reference } = await lastItem(line);
  const owed = () => count(line, `outbox where topic = 'danger_call' and payload->>'itemId' = '${id}'`);
  await claimItem(line, vera, reference);
  await closeItem(line, vera, reference, { reason: 'acted_on', whatWasDone: 'Është bërë.', changeKey: randomUUID() });
  expect(await owed()).toBe(0);
  await resident.tap(`i:add:${id}`);
  await resident.write('fjalëtjetër');
  await resident.press('!done');
  expect(await owed()).toBe(2);
});
