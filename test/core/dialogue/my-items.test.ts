import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { claimItem } from '../../../src/core/items/claim-item.ts';
import { closeItem } from '../../../src/core/items/close-item.ts';
import { noteOnItem } from '../../../src/core/items/note-on-item.ts';
import { referItem } from '../../../src/core/items/refer-item.ts';
import { replyToItem } from '../../../src/core/items/reply-to-item.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makeResident } from '../../support/resident.ts';
import { lastItem } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
let clock = new Date('2026-05-04T08:00:00Z');
let nextKey = 1;
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage'], 'WHO');
});
afterAll(() => line.close());

const dayLater = () => {
  clock = new Date(clock.getTime() + 86_400_000);
};
const stateInList = async (resident: ReturnType<typeof makeResident>, id: string): Promise<string> => {
  await resident.command('my');
  const said = resident.said();
  const button = said.flatMap(({ buttons = [] }) => buttons.flat()).find(({ data }) => data === `i:show:${id}`);
  const number = button && 'key' in button.label ? button.label.values?.number : undefined;
  const line = said
    .flatMap(({ lines }) => lines)
    .find(({ key, values }) => key === 'items:listed' && values?.number === number);
  return JSON.stringify(line);
};

test('the list follows an item from the first day over an answer and a "no" to the next, and never says what is not so', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('Nuk ka dritë në rrugë');
  const { id, reference } = await lastItem(line);
  expect(await stateInList(resident, id)).toContain('items:state.received');
  await noteOnItem(line, ana, reference, { text: 'e pashë', changeKey: `n${nextKey++}` });
  expect(await stateInList(resident, id)).toContain('items:state.read');
  await claimItem(line, ana, reference);
  expect(await stateInList(resident, id)).toContain('items:state.in_work');
  await replyToItem(line, ana, reference, { text: 'Po vijmë nesër', changeKey: `r${nextKey++}` });
  expect(await stateInList(resident, id)).toContain('items:state.answered');
  dayLater();
  await closeItem(line, ana, reference, {
    reason: 'acted_on',
    whatWasDone: 'U ndërrua llamba',
    changeKey: `c${nextKey++}`,
  });
  expect(await stateInList(resident, id)).toContain('codes:closed_reason.acted_on');
  await resident.tap(`i:rate:${id}:no`);
  const after = await stateInList(resident, id);
  expect(after).toContain('items:state.not_solved');
  expect(after).not.toContain('items:state.received');

  await resident.tap(`i:show:${id}`);
  const shown = JSON.stringify(resident.said());
  for (const said of ['Nuk ka dritë në rrugë', 'Po vijmë nesër', 'U ndërrua llamba', 'codes:sector.health'])
    expect(shown).toContain(said);
  expect(shown).not.toContain('e pashë');
  expect(resident.said()[0]?.quote).toBe('Nuk ka dritë në rrugë');
  expect(resident.said().at(-1)?.lines).toContainEqual({
    key: 'items:show.state_since',
    values: { since: { date: clock.toISOString() }, state: { key: 'items:state.not_solved' } },
  });
});

test('what was asked of another agency is told so', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('për mjekun');
  const { id, reference } = await lastItem(line);
  await referItem(line, ana, reference, { toAgency: 'UNICEF', remark: 'x' });
  expect(await stateInList(resident, id)).toContain('items:state.referred');
});

test('all of a long talk is read, ten at a time, the newest first', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('fjala 1');
  const { id } = await lastItem(line);
  for (let part = 2; part <= 23; part++) {
    await resident.tap(`i:add:${id}`);
    await resident.write(`fjala ${part}`);
    await resident.press('messages:!done');
  }
  const quotes = () =>
    resident.said().flatMap(({ quote, lines }) => (quote && lines[0]?.key === 'discreet:look.you' ? [quote] : []));
  await resident.tap(`i:show:${id}`);
  expect(quotes()).toEqual(Array.from({ length: 10 }, (_, at) => `fjala ${14 + at}`));
  await resident.press(`i:earlier:${id}:1`);
  expect(quotes()).toEqual(Array.from({ length: 10 }, (_, at) => `fjala ${4 + at}`));
  await resident.press(`i:earlier:${id}:2`);
  expect(quotes()).toEqual(['fjala 1', 'fjala 2', 'fjala 3']);
});

test('a serious report says when and how it stands, and opens by a step of its own alone', async () => {
  const resident = makeResident(line);
  await resident.agree();
  await resident.sendFeedback('diçka e rëndë', { type: 'sensitive_report' });
  const { id } = await lastItem(line);
  expect(await stateInList(resident, id)).toContain('items:state.received');
  await resident.tap(`i:show:${id}`);
  expect(JSON.stringify(resident.said())).not.toContain('diçka e rëndë');
  await resident.tap(`i:earlier:${id}:1`);
  expect(JSON.stringify(resident.said())).not.toContain('diçka e rëndë');
  await resident.press(`n:item:${id}`);
  expect(JSON.stringify(resident.said())).toContain('diçka e rëndë');
});

test('what was written in a registration is read there too', async () => {
  const offerId = await publishedOffer(line, ana, sampleOffer(clock));
  const resident = makeResident(line);
  await resident.agree();
  await resident.register(offerId);
  const { id } = await lastItem(line);
  expect(await stateInList(resident, id)).toContain('registration:state.seated');
  await resident.tap(`i:add:${id}`);
  await resident.write('Vij me vonesë');
  await resident.press('messages:!done');
  await resident.tap(`i:show:${id}`);
  expect(JSON.stringify(resident.said())).toContain('Vij me vonesë');
  expect(resident.keys()).toContain('registration:reference');
  clock = new Date(clock.getTime() + 30 * 86_400_000);
  expect(await stateInList(resident, id)).toContain('registration:state.over');
});

test('the list ends with how a receipt is used, the same for who sent nothing, something, and something without a name', async () => {
  const [nothing, something, nameless] = [makeResident(line), makeResident(line), makeResident(line)];
  for (const resident of [nothing, something, nameless]) await resident.agree();
  await something.sendFeedback('diçka');
  await nameless.sendFeedback('pa emër', { anonymous: true });
  for (const resident of [nothing, something, nameless]) {
    await resident.command('my');
    const list = resident.said().at(-1);
    expect(list?.lines.at(-1)).toEqual({ key: 'items:secret' });
    expect(list?.buttons?.flat().map(({ data }) => data)).toContain('m:receipt');
  }
  expect(JSON.stringify(nameless.said())).toBe(JSON.stringify(nothing.said()));
});
