import { afterAll, beforeAll, test } from 'vitest';
import { LANGUAGES } from '../../src/core/domain/codes.ts';
import { findStaffMember } from '../../src/core/staff/find-staff-member.ts';
import { openWorldHere, type WorldHere } from '../support/line-here.ts';
import { STAFF } from '../support/line-process.ts';
import { publishedOffer, sampleCall, sampleOffer } from '../support/offers.ts';
import { row } from '../support/rows.ts';
import { liveThroughBelonging } from './belongs-journey.ts';
import { liveThroughGrant } from './grant-journey.ts';
import { liveInterrupted } from './interrupted-journey.ts';
import { liveThroughPapers } from './papers-journey.ts';
import { livePeopleWithoutTelegram } from './person-journey.ts';
import { leaveNoHourQuiet, liveThroughReferral } from './referral-journey.ts';
import { liveThroughKeptSeats } from './seats-journey.ts';
import { liveThroughTraining } from './training-journey.ts';

/** The journeys in every language, on what `open` stands on. */
export function holdJourneys(where: string, open: () => Promise<Record<string, string>>): void {
  let world: WorldHere;
  beforeAll(async () => {
    world = await openWorldHere(await open());
    await world.command(
      'staff',
      'add',
      STAFF.triage,
      '--name',
      'Sample triage',
      '--agency',
      'UNDP',
      '--role',
      'triage',
    );
    await leaveNoHourQuiet(world);
  });
  afterAll(() => world.close());

  test.each(LANGUAGES)(
    `${where} a resident who speaks %s goes from the training's list over a freed seat to the certificate`,
    (language) => liveThroughTraining(world, language),
  );

  test.each(LANGUAGES)(
    `${where} a resident who speaks %s goes from a call for grants over a refusal to the appeal`,
    async (language) => {
      const { line } = world.line.foundation;
      const member = await findStaffMember(line, STAFF.triage);
      if (!member) throw new Error('there is no staff member');
      const callId = await publishedOffer(line, member, sampleCall(world.now(), { rules: { minAge: 18 } }));
      await liveThroughGrant(world, callId, language);
    },
  );

  const member = async () => {
    const found = await findStaffMember(world.line.foundation.line, STAFF.triage);
    if (!found) throw new Error('there is no staff member');
    return found;
  };

  test(`${where} seats kept for women are said to each as they are, in every language`, async () => {
    await liveThroughKeptSeats(world, await member());
  });

  test(`${where} every paper of a call comes or is waived with a reason before money is approved, in every language`, async () => {
    await liveThroughPapers(world, await member());
  });

  test(`${where} people who phone in every language are told by staff, and come to their own phones by a code`, async () => {
    const id = await publishedOffer(world.line.foundation.line, await member(), sampleOffer(world.now()));
    const { code } = (await row(world.line.foundation.line, `select code from offers where id = '${id}'`)) as {
      code: string;
    };
    await livePeopleWithoutTelegram(world, LANGUAGES, { code });
  });

  test(`${where} nothing that was typed beside the way is kept unseen, and everything that is held comes as a page, in every language`, async () => {
    const { line } = world.line.foundation;
    const offerId = await publishedOffer(line, await member(), sampleOffer(world.now(), { seats: 20 }));
    await liveInterrupted(world, offerId, LANGUAGES);
  });

  test(`${where} residents in every language hear of a referral once it was accepted, and staff of it and of what is added`, async () => {
    await Promise.all(LANGUAGES.map((language) => liveThroughReferral(world, language)));
  });

  test(`${where} what is written reaches the item that it belongs to, and staff see it there`, () =>
    liveThroughBelonging(world, LANGUAGES));
}
