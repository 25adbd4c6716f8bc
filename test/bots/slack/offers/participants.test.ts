import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { deliverCard } from '../../../../src/bots/slack/deliver/deliver-card.ts';
import { deliverOfferDay } from '../../../../src/bots/slack/deliver/deliver-offer-day.ts';
import { makeReference } from '../../../../src/core/domain/reference.ts';
import { localParts } from '../../../../src/core/domain/time/local-time.ts';
import { showOffer } from '../../../../src/core/offers/show-offer.ts';
import { issueCertificates } from '../../../../src/core/trainings/certificates/issue-certificates.ts';
import { listParticipants, type Participant } from '../../../../src/core/trainings/list-participants.ts';
import { publishedOffer, sampleOffer } from '../../../support/offers.ts';
import { makePerson, takePlace } from '../../../support/participants.ts';
import { PATIENCE_MS } from '../../../support/patience.ts';
import { CHANNEL, type OfferDesk, openDesk, PEOPLE, shownIn, type Who } from './offer-desk.ts';

const { lead, triage } = PEOPLE;
const DAY_MS = 86_400_000;
let desk: OfferDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
afterEach(async () => {
  for (const who of Object.values(PEOPLE)) await desk.leave(who);
});

const offerOf = (seats: number) =>
  publishedOffer(desk.line, desk.staff.lead, sampleOffer(desk.line.now(), { seats, waitingSeats: 200 }));
const register = async (offerId: string, answers: Parameters<typeof takePlace>[3] = {}) =>
  takePlace(desk.line, await makePerson(desk.line), offerId, answers);
async function people(offerId: string): Promise<Participant[]> {
  const listed = await listParticipants(desk.line, desk.staff.lead, offerId);
  if (!listed.ok) throw new Error(listed.code);
  return listed.value;
}
async function openOffer(who: Who, offerId: string): Promise<void> {
  const shown = await showOffer(desk.line, desk.staff.lead, offerId);
  if (!shown.ok) throw new Error(shown.code);
  await desk.slack.slash(who, CHANNEL, '/line', `training ${shown.value.facts.code}`);
  await desk.seen(who, 'Invented training');
}

test('a hundred and twenty people are shown page by page, and one is taken off the list', async () => {
  const offerId = await offerOf(110);
  for (let count = 1; count <= 120; count += 1) await register(offerId, { name: `Sample ${count}.` });
  await openOffer(triage, offerId);
  await desk.slack.clickInView(triage, 'offer_participants');
  const first = await desk.seen(triage, '110 with a seat, 10 waiting');
  expect(first.blocks.length).toBeLessThanOrEqual(100);
  await desk.slack.clickInView(triage, 'offer_people_later');
  await desk.seen(triage, 'Page 2 of 3');
  await desk.slack.clickInView(triage, 'offer_people_later');
  const last = await desk.seen(triage, 'Page 3 of 3');
  expect(shownIn(last)).toContain('Sample 120.');
  expect(shownIn(last)).toContain('waiting, 10');
  const gone = (await people(offerId)).find(({ name }) => name === 'Sample 120.') as Participant;
  await desk.slack.clickInView(triage, 'offer_take_off', `${gone.registrationId}:2`);
  await desk.seen(triage, '110 with a seat, 9 waiting');
  expect((await people(offerId)).map(({ name }) => name)).not.toContain('Sample 120.');
});

test('a name is only a name, whatever somebody called themselves', async () => {
  const offerId = await offerOf(2);
  await register(offerId, { name: '<!channel> <b>*Ana*</b> <https://invalid.example|press>' });
  await openOffer(lead, offerId);
  await desk.slack.clickInView(lead, 'offer_participants');
  const listed = shownIn(await desk.seen(lead, '&lt;b&gt;'));
  expect(listed).toContain('&lt;!channel&gt;');
  expect(listed).not.toMatch(/<!channel>|<b>|<https/);
  await desk.slack.closeView(lead);
  await desk.slack.clickInView(lead, 'offer_attendance');
  await desk.form(lead, 'offer_attendance');
});

test('attendance of more than a hundred is taken in one form, and what was noted stands in it', async () => {
  const offerId = await offerOf(105);
  for (let count = 1; count <= 105; count += 1) await register(offerId, { name: `Sample ${count}.` });
  await openOffer(triage, offerId);
  await desk.slack.clickInView(triage, 'offer_attendance');
  const form = await desk.form(triage, 'offer_attendance');
  expect(shownIn(form)).toMatch(/"text":"\d{3} \d{3}"/);
  expect(shownIn(form)).toContain('Present (101-105 of 105)');
  const all = await people(offerId);
  const [one, other] = [all[0], all[104]] as [Participant, Participant];
  const chosen = { present_0: [one.registrationId], present_1: [other.registrationId] };
  const early = await desk.slack.fillAndSubmit(triage, chosen);
  expect(JSON.stringify(early)).toContain('from one hour before');
  desk.advance(10 * DAY_MS);
  expect(JSON.stringify(await desk.slack.fillAndSubmit(triage, chosen))).toContain('Saved: 2 present.');
  desk.advance(-10 * DAY_MS);
  const there = (await people(offerId)).filter(({ attended }) => attended.length === 1);
  expect(there.map(({ registrationId }) => registrationId)).toEqual([one.registrationId, other.registrationId]);
  await desk.leave(triage);
  await openOffer(triage, offerId);
  await desk.slack.clickInView(triage, 'offer_attendance');
  const again = await desk.form(triage, 'offer_attendance');
  const held = JSON.stringify(again.state.values);
  expect(held).toContain(one.registrationId);
  expect(held).toContain(other.registrationId);
});

test('the attendance sheet comes to whoever runs the offer, the list with phones to leads alone', async () => {
  const offerId = await offerOf(2);
  await register(offerId);
  await openOffer(triage, offerId);
  await desk.slack.clickInView(triage, 'offer_sheet');
  const sent = await desk.slack.waitForDirectMessage(triage, ({ text }) => text.includes('Attendance sheet of'), {
    timeoutMs: PATIENCE_MS,
  });
  expect(
    desk.slack
      .fileBytes(sent.files[0] as string)
      ?.subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  await desk.slack.closeView(triage);
  await desk.slack.clickInView(triage, 'offer_registration_list');
  await desk.slack.waitForDirectMessage(triage, ({ text }) => text.includes('does not allow'), {
    timeoutMs: PATIENCE_MS,
  });
  await openOffer(lead, offerId);
  await desk.slack.clickInView(lead, 'offer_registration_list');
  const list = await desk.slack.waitForDirectMessage(lead, ({ files }) => files.length > 0, { timeoutMs: PATIENCE_MS });
  expect(desk.slack.fileBytes(list.files[0] as string)?.toString('utf8')).toContain('Sample Person');
});

test('fewer seats than people have are refused beside the seats', async () => {
  const offerId = await offerOf(3);
  for (let count = 0; count < 3; count += 1) await register(offerId);
  await openOffer(lead, offerId);
  await desk.slack.clickInView(lead, 'offer_basics');
  await desk.form(lead, 'offer_basics');
  const sent = await desk.slack.fillAndSubmit(lead, { seats: 2 });
  expect(sent).toEqual({ errors: { seats: '3 people have a seat already. There cannot be fewer seats.' } });
  expect(await desk.slack.fillAndSubmit(lead, { seats: 4 })).toEqual({ closed: true });
  await desk.seen(lead, '3 of 4 taken');
});

test('a registration that needs somebody has a card with its offer and needs; name and phone are shown in a modal alone', async () => {
  const offerId = await offerOf(2);
  const registrationId = await register(offerId, { name: null, needs: ['childcare'], phone: '+38344000123' });
  const { reference } = (await people(offerId))[0] as Participant;
  const item = await desk.line.database.read.execute(
    `select item_id from registrations where id = '${registrationId}'` as never,
  );
  await deliverCard(desk.to, (item as unknown as { item_id: string }[])[0]?.item_id ?? '');
  const card = desk.slack.messages(CHANNEL).find(({ text }) => text.startsWith(reference));
  const shown = JSON.stringify(card?.blocks);
  expect(shown).toContain('Invented training');
  expect(shown).toContain('needs childcare');
  expect(shown).not.toContain('44000123');
  await desk.slack.click(triage, CHANNEL, card?.ts as string, 'offer_name');
  await desk.form(triage, 'offer_name');
  const saved = await desk.slack.fillAndSubmit(triage, { name: '  Sample   Written ' });
  expect(JSON.stringify(saved)).toContain('Lists and the certificate');
  await desk.leave(triage);
  await desk.slack.click(triage, CHANNEL, card?.ts as string, 'offer_person');
  expect(shownIn(await desk.seen(triage, '+38344000123'))).toContain('Sample Written');
  await desk.leave(triage);
  await desk.slack.click(PEOPLE.protection, CHANNEL, card?.ts as string, 'offer_person');
  expect(shownIn(await desk.seen(PEOPLE.protection, 'does not allow'))).not.toContain('44000123');
  await desk.slack.click(triage, CHANNEL, card?.ts as string, 'offer_drop');
  await desk.seen(triage, 'Taken off the list');
  expect(await people(offerId)).toEqual([]);
});

test("a day's card opens its offer, and Home lists what begins within two weeks", async () => {
  const offerId = await offerOf(2);
  await register(offerId);
  await deliverOfferDay(desk.to, { offerId, day: localParts(desk.line.now()).day });
  const card = desk.slack.messages(CHANNEL).find(({ metadata }) => JSON.stringify(metadata ?? '').includes(offerId));
  await desk.slack.click(lead, CHANNEL, card?.ts as string, 'offer_open');
  await desk.seen(lead, 'Invented training');
  await desk.leave(lead);
  await desk.slack.openHome(lead);
  const home = await desk.slack.waitForHome(lead, (view) => shownIn(view).includes(offerId));
  expect(home.blocks.length).toBeLessThanOrEqual(100);
  expect(shownIn(home)).toContain('Offers of the next 14 days');
});

test('/line show says whether a certificate is one of ours, and whose', async () => {
  const offerId = await offerOf(2);
  const registrationId = await register(offerId, { name: 'Sample <Holder>' });
  const issued = await desk.line.database.transaction((tx) => issueCertificates(tx, [registrationId], desk.line.now()));
  const code = issued.get(registrationId) as string;
  await desk.slack.slash(triage, CHANNEL, '/line', `show ${code.toLowerCase()}`);
  const shown = shownIn(await desk.seen(triage, 'is a certificate of this line'));
  expect(shown).toContain('Sample &lt;Holder&gt;');
  expect(shown).toContain(code);
  await desk.leave(triage);
  const other = makeReference('certificate', Buffer.from(code));
  await desk.slack.slash(triage, CHANNEL, '/line', `show ${other}`);
  await desk.seen(triage, 'No certificate has this code');
  expect(JSON.stringify(await desk.ask(triage, 'show C-000000'))).toContain('No certificate has this code');
});
