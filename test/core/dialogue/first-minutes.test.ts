import { afterAll, beforeAll, expect, test } from 'vitest';
import { asPhoneIsSet } from '../../../src/core/domain/language.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makeResident } from '../../support/resident.ts';
import { lastItem } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
beforeAll(async () => {
  line = await openTestLine();
  ana = await makeStaff(line, ['triage'], 'WHO');
});
afterAll(() => line.close());

/** What a phone is set to, and which language comes first. */
const PHONES: [tag: string | undefined, first: string][] = [
  [undefined, 'sq'],
  ['', 'sq'],
  ['sq', 'sq'],
  ['sq-XK', 'sq'],
  ['SQ_al', 'sq'],
  ['sr', 'sr-Latn'],
  ['sr-RS', 'sr-Latn'],
  ['sr-Latn', 'sr-Latn'],
  ['sr-Cyrl', 'sr-Cyrl'],
  ['sr-Cyrl-RS', 'sr-Cyrl'],
  ['sr_Latn_RS', 'sr-Latn'],
  ['bs', 'sr-Latn'],
  ['hr-HR', 'sr-Latn'],
  ['rom', 'rom'],
  ['en', 'sq'],
  ['de-DE', 'sq'],
  ['x', 'sq'],
];
test.each(PHONES)('a phone that is set to %s offers %s first, and every other after it', (tag, first) => {
  const order = asPhoneIsSet(tag);
  expect(order[0]).toBe(first);
  expect([...order].sort()).toEqual([...asPhoneIsSet(undefined)].sort());
});

const labelsAndData = (resident: ReturnType<typeof makeResident>) =>
  resident.said().flatMap(({ buttons = [] }) => buttons.flat().map(({ data }) => data));

test('the very first picker has no way back and no Cancel, whatever is tried, and the questions after it have both', async () => {
  const resident = makeResident(line);
  const ways = () => labelsAndData(resident).filter((data) => /!(back|cancel)$/.test(data));
  await resident.command('start');
  expect(ways()).toEqual([]);
  for (const name of ['cancel', 'menu', 'start']) {
    await resident.command(name);
    expect(resident.keys()).toContain('consent:pick_language');
    expect(ways()).toEqual([]);
  }
  await resident.press('language:sr-Latn');
  expect(ways()).toHaveLength(2);
  expect(resident.said()).toHaveLength(1);
  await resident.press('agree:more');
  expect(resident.keys()).toEqual(expect.arrayContaining(['consent:keep_how', 'consent:forget', 'consent:ask']));
  await resident.press('agree:yes');
  expect(resident.keys()).toContain('consent:agreed');
});

test('whoever picks the test version reads that it may have mistakes, before a second language is asked for and where they agree', async () => {
  const resident = makeResident(line);
  await resident.command('start');
  await resident.press('language:rom');
  expect(resident.keys()).toEqual(expect.arrayContaining(['consent:test_version', 'consent:second_language']));
  await resident.press('second:sq');
  expect(resident.said().at(-1)).toMatchObject({
    lines: expect.arrayContaining([{ key: 'consent:test_version' }]),
  });
  const other = makeResident(line);
  await other.command('start');
  await other.press('language:sq');
  expect(other.keys()).not.toContain('consent:test_version');
});

test('whoever did not agree is told by /privacy what is held of them, and for how long', async () => {
  const resident = makeResident(line);
  await resident.command('start');
  await resident.press('language:sr-Latn');
  await resident.press('agree:no');
  await resident.command('privacy');
  expect(resident.said().flatMap(({ lines }) => lines)).toContainEqual({
    key: 'privacy:nothing',
    values: { time: { key: 'spans:lasting.hours', values: { count: 24 } } },
  });
});

test('the reference stays the last thing on the screen while they are asked about themselves, when they leave, and at the end', async () => {
  const resident = makeResident(line);
  await resident.agree();
  const last = () => resident.said().at(-1);
  const number = { key: 'items:show.reference', values: expect.anything() };
  await resident.sendFeedback('Nuk ka ujë');
  const { reference } = await lastItem(line);
  for (let count = 0; count < 4; count++) {
    expect(last()?.lines.at(-1)).toEqual(number);
    expect(JSON.stringify(last())).toContain(reference);
    await resident.press('!skip');
  }
  expect(last()?.lines).toContainEqual(number);
  expect(
    last()
      ?.buttons?.flat()
      .map(({ data }) => data),
  ).toEqual(['m:my', 'm:menu']);
  const leaving = makeResident(line);
  await leaving.agree();
  await leaving.sendFeedback('Nuk ka rrymë');
  await leaving.press('!cancel');
  expect(leaving.said().at(-1)?.lines).toContainEqual(number);
});

test('a list, a page of it, an item, an offer and an answer to a reminder keep their place when the language is switched', async () => {
  const offerId = await publishedOffer(line, ana, sampleOffer(line.now(), { seats: 5 }));
  const resident = makeResident(line);
  await resident.agree('rom');
  await resident.sendFeedback('Nane pani');
  const { id } = await lastItem(line);
  await resident.command('menu');
  await resident.register(offerId);
  const registration = labelsAndData(resident)
    .find((data) => data.startsWith('g:show:'))
    ?.slice('g:show:'.length);
  const places: [shows: () => Promise<unknown>, has: string][] = [
    [() => resident.command('my'), 'items:title'],
    [() => resident.command('trainings'), 'offers:trainings.title'],
    [() => resident.tap(`o:show:${offerId}`), 'offers:seats_left'],
    [() => resident.tap(`i:show:${id}`), 'items:show.state_since'],
    [() => resident.tap(`g:coming:${registration}`), 'reminders:coming'],
    [() => resident.command('help'), 'help:title'],
    [() => resident.command('privacy'), 'privacy:hold'],
  ];
  for (const [shows, has] of places) {
    await shows();
    const before = resident.keys();
    expect(before).toContain(has);
    const door = labelsAndData(resident).find((data) => data.startsWith('m:switch:')) ?? '';
    expect(Buffer.byteLength(door)).toBeLessThanOrEqual(64);
    const { language, all } = await resident.tap(door);
    expect(language).toBe('sq');
    expect(resident.keys()).toEqual(before);
    expect(all[0]?.replace).toBe(true);
    expect(
      (await resident.tap(labelsAndData(resident).find((data) => data.startsWith('m:switch:')) ?? '')).language,
    ).toBe('rom');
  }
  // By the form that asks for the language, too.
  await resident.command('my');
  await resident.command('language');
  await resident.press('language:sr-Cyrl');
  expect(resident.keys()).toEqual(['language:changed', 'items:title', 'items:listed', 'items:listed', 'items:secret']);
});

test('a switch that was forged shows the menu and changes nothing', async () => {
  const resident = makeResident(line);
  await resident.agree('rom');
  for (const data of [
    'm:switch:m:switch',
    'm:switch:i:rate:x:no',
    'm:switch:f:1:2:3',
    'm:switch:m:exit',
    'm:switch:',
  ]) {
    const { language } = await resident.tap(data);
    expect([data, language]).toEqual([data, 'rom']);
  }
});
