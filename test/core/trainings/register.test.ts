import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OfferDraft } from '../../../src/core/domain/offers/offer.ts';
import { localInstant } from '../../../src/core/domain/time/local-time.ts';
import { cancelOffer } from '../../../src/core/offers/cancel-offer.ts';
import { changeOffer } from '../../../src/core/offers/change-offer.ts';
import { closeOffer } from '../../../src/core/offers/close-offer.ts';
import { draftOffer } from '../../../src/core/offers/draft-offer.ts';
import { cancelParticipant } from '../../../src/core/trainings/cancel-participant.ts';
import { lapseSeats } from '../../../src/core/trainings/many/lapse-seats.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { holdRegistrations } from '../../support/registrations.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row, rows } from '../../support/rows.ts';

const START = new Date('2026-05-04T08:00:00Z');
const desk = holdRegistrations(START);

const hours = (count: number) => {
  desk.clock = new Date(desk.clock.getTime() + count * 3_600_000);
};
const publish = (changes: Partial<OfferDraft> = {}) =>
  publishedOffer(desk.line, desk.ana, sampleOffer(desk.clock, changes));
async function resident() {
  const someone = makeResident(desk.line);
  await someone.agree();
  return someone;
}
const registrationsOf = (offerId: string) =>
  rows(
    desk.line,
    `select id, status, item_id, line_number from registrations where offer_id = '${offerId}' order by line_number`,
  );
const idOf = async (offerId: string, index: number) => String((await registrationsOf(offerId))[index]?.id);

describe('a place', () => {
  it('is confirmed without a person: no card is owed, and the item is closed', async () => {
    const offerId = await publish();
    const first = await resident();
    const end = await first.register(offerId);
    expect(end.all[0]?.lines[0]?.key).toBe('registration:seated.title');
    const [registration] = await registrationsOf(offerId);
    expect(registration?.status).toBe('seated');
    const item = await row(desk.line, `select * from items where id = '${registration?.item_id}'`);
    expect(item).toMatchObject({ kind: 'registration', status: 'closed', closed_reason: 'acted_on', quiet: true });
    expect(await count(desk.line, `outbox where merge_key = 'offer_day:${offerId}:2026-05-04'`)).toBe(1);
  });

  it('that needs a wheelchair comes before a person, with a card', async () => {
    const offerId = await publish();
    const first = await resident();
    await first.tap(`o:apply:${offerId}`);
    await first.write('Sample Person');
    await first.write('044 123 456');
    await first.press('needs:wheelchair');
    await first.press('needs:!done');
    await first.press('share:no');
    await first.press('check:send');
    const item = await row(
      desk.line,
      `select i.* from items i join registrations r on r.item_id = i.id where r.offer_id = '${offerId}'`,
    );
    expect(item).toMatchObject({ status: 'open', quiet: false });
    expect(await count(desk.line, `outbox where merge_key = 'card:${item?.id}'`)).toBe(1);
  });

  it('is taken once by a double tap, and a second form of the same person shows the first', async () => {
    const offerId = await publish();
    const first = await resident();
    await first.register(offerId);
    const again = await first.tap(`o:apply:${offerId}`);
    expect(again.all[0]?.lines.map(({ key }) => key)).toContain('registration:state_line');
    expect(await registrationsOf(offerId)).toHaveLength(1);
  });

  it('goes by the waiting list: 24 hours for the next, then on', async () => {
    const offerId = await publish({ seats: 1 });
    const [first, second, third] = [await resident(), await resident(), await resident()];
    await first.register(offerId);
    expect((await second.register(offerId)).all[0]?.lines[1]).toEqual({
      key: 'registration:waiting.place',
      values: { place: 1 },
    });
    expect((await third.register(offerId)).all[0]?.lines[1]).toEqual({
      key: 'registration:waiting.place',
      values: { place: 2 },
    });
    await first.tap(`g:cancel:${await idOf(offerId, 0)}`);
    await first.press('sure:yes');
    expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual(['cancelled', 'offered', 'waiting']);
    hours(25);
    expect(await lapseSeats(desk.line)).toBe(1);
    expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual(['cancelled', 'lapsed', 'offered']);
    const late = await second.tap(`g:accept:${await idOf(offerId, 1)}`);
    expect(late.all[0]?.lines[0]?.key).toBe('errors:seat_gone');
    const took = await third.tap(`g:accept:${await idOf(offerId, 2)}`);
    expect(took.all.flatMap(({ lines }) => lines.map(({ key }) => key))).toContain('registration:accepted');
    await third.tap(`g:accept:${await idOf(offerId, 2)}`);
    expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual(['cancelled', 'lapsed', 'seated']);
  });

  it('that is held goes to its group alone, until the time for it is over', async () => {
    const offerId = await publish({
      seats: 2,
      heldSeats: { women: 1 },
      heldUntil: new Date(desk.clock.getTime() + 48 * 3_600_000),
    });
    const register = async (gender: string) => {
      const someone = await resident();
      await someone.tap(`o:apply:${offerId}`);
      await someone.press(`gender:${gender}`);
      await someone.write('Sample Person');
      await someone.write('+383 44 123 456');
      await someone.press('needs:!skip');
      await someone.press('share:no');
      await someone.press('check:send');
      return someone;
    };
    await register('man');
    await register('man');
    expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual(['seated', 'waiting']);
    hours(49);
    await lapseSeats(desk.line);
    expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual(['seated', 'offered']);
  });

  it('is given on when its owner is forgotten, and nothing of their words is left', async () => {
    const offerId = await publish({ seats: 1 });
    const [first, second] = [await resident(), await resident()];
    await first.register(offerId, 'Unforgettable Name');
    await second.register(offerId);
    await first.command('forget');
    await first.press('sure:yes');
    await first.press('really:yes');
    expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual(['cancelled', 'offered']);
    const gone = await row(desk.line, `select * from registrations where id = '${await idOf(offerId, 0)}'`);
    expect(gone).toMatchObject({ sealed_details: null, resident_id: null, share: false, ended_by: 'forgotten' });
  });
});

describe('who may apply', () => {
  it('a child of twelve hears at once why not, in plain words, and what the age is', async () => {
    const offerId = await publish({ rules: { minAge: 16 } });
    const child = await resident();
    await child.tap(`o:apply:${offerId}`);
    const refused = await child.write('12');
    expect(refused.all[0]?.lines).toContainEqual({ key: 'offers:not_eligible.too_young', values: { count: 16 } });
    expect(await registrationsOf(offerId)).toHaveLength(0);
  });

  it('an own question with the wrong answer refuses, the right one leads on without asking again', async () => {
    const offerId = await publish({
      questions: [{ key: 'biz', kind: 'yes_no', needed: 'yes', texts: { sq: 'A keni biznes?' } }],
    });
    const someone = await resident();
    await someone.tap(`o:apply:${offerId}`);
    const refused = await someone.press('q_biz:no');
    expect(refused.all[0]?.lines.map(({ key }) => key)).toContain('offers:not_eligible.own_question');
    await someone.tap(`o:apply:${offerId}`);
    const accepted = await someone.press('q_biz:yes');
    expect(accepted.all.flatMap(({ lines }) => lines.map(({ key }) => key))).toEqual(
      expect.arrayContaining(['offers:may_apply', 'registration:name.ask']),
    );
  });
});

describe('an offer that changes while somebody fills in its form', () => {
  it('asks only what is new, by key, and keeps what was answered', async () => {
    const offerId = await publish();
    const someone = await resident();
    await someone.tap(`o:apply:${offerId}`);
    await someone.write('Sample Person');
    await someone.write('049 123 456');
    const changed = await changeOffer(desk.line, desk.ana, offerId, {
      questions: [{ key: 'tea', kind: 'yes_no', texts: { sq: 'Çaj?' } }],
    });
    expect(changed.ok).toBe(true);
    await someone.press('needs:!skip');
    await someone.press('q_tea:yes');
    await someone.press('share:yes');
    await someone.press('check:send');
    expect(await registrationsOf(offerId)).toHaveLength(1);
  });

  it('shows the new time before anything is registered', async () => {
    const offerId = await publish();
    const someone = await resident();
    await someone.tap(`o:apply:${offerId}`);
    await someone.write('Sample Person');
    await someone.write('049 123 456');
    await someone.press('needs:!skip');
    await someone.press('share:yes');
    const start = new Date(desk.clock.getTime() + 12 * 86_400_000);
    await changeOffer(desk.line, desk.ana, offerId, {
      sessions: [{ startsAt: start, endsAt: new Date(start.getTime() + 3_600_000) }],
    });
    const warned = await someone.press('check:send');
    expect(warned.all[0]?.lines[0]?.key).toBe('registration:changed_meanwhile');
    expect(await registrationsOf(offerId)).toHaveLength(0);
    await someone.press('check:send');
    expect(await registrationsOf(offerId)).toHaveLength(1);
  });

  it('and is closed or cancelled meanwhile says so, and registers nobody', async () => {
    for (const [end, key] of [
      [(id: string) => closeOffer(desk.line, desk.ana, id), 'errors:offer_closed'],
      [(id: string) => cancelOffer(desk.line, desk.ana, id, { sq: 'E anuluar' }), 'errors:offer_cancelled'],
    ] as const) {
      const offerId = await publish();
      const someone = await resident();
      await someone.tap(`o:apply:${offerId}`);
      await someone.write('Sample Person');
      await someone.write('049 123 456');
      await someone.press('needs:!skip');
      await someone.press('share:yes');
      expect((await end(offerId)).ok).toBe(true);
      let said = await someone.press('check:send');
      if (said.all[0]?.lines[0]?.key === 'registration:changed_meanwhile') said = await someone.press('check:send');
      expect(said.all[0]?.lines[0]?.key).toBe(key);
      expect(await registrationsOf(offerId)).toHaveLength(0);
    }
  });
});

describe('details', () => {
  it.each([
    ['044 123 456', '+38344123456'],
    ['00383 49 123-456', '+38349123456'],
    ['064/123-4567', '+381641234567'],
    ['381 64 123 4567', '+381641234567'],
    ['+381 28 421 234', '+38128421234'],
  ])('the phone %s is kept as %s', async (typed, kept) => {
    const offerId = await publish();
    const someone = await resident();
    await someone.tap(`o:apply:${offerId}`);
    await someone.write('Sample Person');
    await someone.write(typed);
    await someone.press('needs:!skip');
    const check = await someone.press('share:yes');
    expect(JSON.stringify(check.all)).toContain(kept);
  });

  it.each(['12', 'none', '044', '+38344', '0441234567890123'])(
    '%s is no phone, and is asked again with an example',
    async (typed) => {
      const offerId = await publish();
      const someone = await resident();
      await someone.tap(`o:apply:${offerId}`);
      await someone.write('Sample Person');
      const said = await someone.write(typed);
      expect(said.all[0]?.lines[0]?.key).toBe('registration:phone.invalid');
    },
  );

  it('can be changed from the check, and the seat stays', async () => {
    const offerId = await publish({ seats: 1 });
    const someone = await resident();
    await someone.register(offerId);
    await someone.tap(`g:change:${await idOf(offerId, 0)}`);
    await someone.press('phone:!edit');
    await someone.write('049 111 222');
    const saved = await someone.press('check:send');
    expect(saved.all[0]?.lines[0]?.key).toBe('registration:saved');
    expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual(['seated']);
  });

  it('a spoken name brings the registration before a person', async () => {
    const offerId = await publish();
    const someone = await resident();
    await someone.tap(`o:apply:${offerId}`);
    await someone.speak();
    await someone.write('049 111 222');
    await someone.press('needs:!skip');
    await someone.press('share:yes');
    await someone.press('check:send');
    const item = await row(
      desk.line,
      `select i.status from items i join registrations r on r.item_id = i.id where r.offer_id = '${offerId}'`,
    );
    expect(item?.status).toBe('open');
  });

  it('of somebody else are never shown, whatever the button says', async () => {
    const offerId = await publish();
    const [owner, other] = [await resident(), await resident()];
    await owner.register(offerId);
    for (const what of ['show', 'change', 'cancel', 'accept', 'decline'])
      expect((await other.tap(`g:${what}:${await idOf(offerId, 0)}`)).all[0]?.lines[0]?.key).toBe('errors:not_found');
  });
});

it('two at the same time are allowed, after a warning', async () => {
  const [one, other] = [await publish(), await publish()];
  const someone = await resident();
  await someone.register(one);
  const opened = await someone.tap(`o:apply:${other}`);
  expect(opened.all[0]?.lines[0]?.key).toBe('registration:overlap');
  await someone.register(other);
  expect(await registrationsOf(other)).toHaveLength(1);
});

it('staff can take somebody off the list: the person is told, and the next is asked', async () => {
  const offerId = await publish({ seats: 1 });
  const [first, second] = [await resident(), await resident()];
  await first.register(offerId);
  await second.register(offerId);
  expect(await cancelParticipant(desk.line, desk.ana, await idOf(offerId, 0))).toMatchObject({ ok: true });
  expect(await cancelParticipant(desk.line, desk.ana, await idOf(offerId, 0))).toMatchObject({
    code: 'already_cancelled',
  });
  expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual(['cancelled', 'offered']);
});

describe('an offer as staff write it', () => {
  const wrong = async (changes: Partial<OfferDraft>) => {
    const drafted = await draftOffer(desk.line, desk.ana, sampleOffer(desk.clock, changes), randomUUID());
    return drafted.ok ? [] : 'problems' in drafted ? drafted.problems.map(({ code }) => code) : [drafted.code];
  };
  const at = (day: string, from: string, to: string) => ({
    startsAt: localInstant(day, from) as Date,
    endsAt: localInstant(day, to) as Date,
  });

  it.each<[string, Partial<OfferDraft>, string]>([
    ['a date in the past', { sessions: [at('2026-05-01', '10:00', '12:00')] }, 'date_past'],
    ['an end before the start', { sessions: [at('2026-06-01', '12:00', '10:00')] }, 'end_before_start'],
    ['negative seats', { seats: -1 }, 'seats_wrong'],
    ['more held seats than seats', { seats: 2, heldSeats: { women: 3 } }, 'held_too_many'],
    ['a deadline after the start', { deadline: new Date('2027-01-01') }, 'deadline_after_start'],
    [
      'Cyrillic and Latin in one word',
      { texts: { sq: { title: 'Тrajnim', place: 'x', description: 'y' } } },
      'mixed_scripts',
    ],
    ['no text at all', { texts: {} }, 'no_text'],
    [
      'sessions over each other',
      { sessions: [at('2026-06-01', '10:00', '12:00'), at('2026-06-01', '11:00', '13:00')] },
      'sessions_overlap',
    ],
    ['ages the wrong way round', { rules: { minAge: 30, maxAge: 18 } }, 'ages_backwards'],
  ])('with %s is refused by name', async (_what, changes, code) => expect(await wrong(changes)).toContain(code));

  it('never gets fewer seats than are taken, and with more the line moves up', async () => {
    const offerId = await publish({ seats: 2 });
    for (let index = 0; index < 4; index += 1) await (await resident()).register(offerId);
    const shrunk = await changeOffer(desk.line, desk.ana, offerId, { seats: 1 });
    expect(shrunk).toMatchObject({ ok: false, problems: [{ code: 'fewer_than_taken' }] });
    await changeOffer(desk.line, desk.ana, offerId, { seats: 3 });
    expect((await registrationsOf(offerId)).map(({ status }) => status)).toEqual([
      'seated',
      'seated',
      'offered',
      'waiting',
    ]);
  });

  it('is drafted once by a modal sent twice', async () => {
    const key = randomUUID();
    const [one, two] = await Promise.all([
      draftOffer(desk.line, desk.ana, sampleOffer(desk.clock), key),
      draftOffer(desk.line, desk.ana, sampleOffer(desk.clock), key),
    ]);
    expect([one, two].filter((result) => result.ok && result.value.fresh)).toHaveLength(1);
    expect(await count(desk.line, `offers where change_key = '${key}'`)).toBe(1);
  });
});
