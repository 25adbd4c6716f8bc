import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../../support/offers.ts';
import { makeResident } from '../../support/resident.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
const clock = new Date('2026-05-04T08:00:00Z');
beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['lead']);
});
afterAll(() => line.close());

const keysOf = (says: { lines: { key: string }[] }[]) => says.flatMap(({ lines }) => lines.map(({ key }) => key));

describe('what is offered', () => {
  it('can be read by somebody who did not agree, who is asked to agree before registering', async () => {
    const offerId = await publishedOffer(line, ana, sampleOffer(clock));
    const someone = makeResident(line);
    await someone.command('start');
    await someone.press('language:sq');
    await someone.press('agree:no');
    const list = await someone.command('trainings');
    expect(list.all[0]?.buttons?.flat().map(({ data }) => data)).toContain(`o:show:${offerId}`);
    const shown = await someone.tap(`o:show:${offerId}`);
    expect(keysOf(shown.all)).toEqual(expect.arrayContaining(['offers:kind.training', 'offers:seats_left']));
    expect(keysOf((await someone.tap(`o:apply:${offerId}`)).all)).toContain('consent:needed');
  });

  it('stands in the second language with a remark where the first has no text', async () => {
    const { 'sr-Latn': serbian } = sampleOffer(clock).texts;
    const offerId = await publishedOffer(line, ana, sampleOffer(clock, { texts: { 'sr-Latn': serbian as never } }));
    const someone = makeResident(line);
    await someone.agree('sq');
    const shown = await someone.tap(`o:show:${offerId}`);
    expect(shown.all[0]?.lines).toContainEqual({
      key: 'offers:other_language',
      values: { language: { key: 'codes:text_language.sr-Latn' } },
    });
    const cyrillic = makeResident(line);
    await cyrillic.agree('sr-Cyrl');
    const own = await cyrillic.tap(`o:show:${offerId}`);
    expect(keysOf(own.all)).not.toContain('offers:other_language');
    expect(JSON.stringify(own.all)).toContain('Измишљена обука');
  });

  it('grants show the amount and the papers', async () => {
    const offerId = await publishedOffer(line, ana, sampleCall(clock));
    const someone = makeResident(line);
    await someone.agree('sq');
    expect((await someone.command('grants')).all[0]?.buttons?.flat().map(({ data }) => data)).toContain(
      `o:show:${offerId}`,
    );
    const shown = await someone.tap(`o:show:${offerId}`);
    expect(shown.all[0]?.lines).toContainEqual({ key: 'offers:maximum', values: { amount: { cents: 300_000 } } });
  });

  it.each(['o:show:not-a-uuid', 'o:apply:', 'o:list:trainings:9999', 'o:nothing', 'g:show:1', 'g::'])(
    'a forged button %s is met with the menu, never with a fault',
    async (data) => {
      const someone = makeResident(line);
      await someone.agree('sq');
      expect((await someone.tap(data)).all.length).toBeGreaterThan(0);
    },
  );
});

it('a page of 500 offers is one statement', async () => {
  for (let index = 0; index < 500; index += 1)
    await publishedOffer(line, ana, sampleOffer(clock, { ownCode: `many-${index}` }));
  const someone = makeResident(line);
  await someone.agree('sq');
  const before = line.database.roundTrips();
  // Nothing is looked up for a button like this, but it is asked for in a transaction like the list.
  await someone.tap('i:show:nothing');
  const forged = line.database.roundTrips() - before;
  await someone.command('trainings');
  expect(line.database.roundTrips() - before - forged).toBe(forged + 1);
  const next = await someone.press('o:list:trainings:1');
  expect(next.all[0]?.buttons?.length).toBeGreaterThan(8);
});
