import { describe, expect, it } from 'vitest';
import { sessionsNeeded } from '../../../src/core/domain/offers/attendance.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import { finishOffer } from '../../../src/core/offers/finish-offer.ts';
import { checkCertificate } from '../../../src/core/trainings/certificates/check-certificate.ts';
import { finishParticipants } from '../../../src/core/trainings/many/finish-participants.ts';
import { oweLeftWork } from '../../../src/core/trainings/many/owe-left-work.ts';
import { takeAttendance } from '../../../src/core/trainings/take-attendance.ts';
import { bulkWork } from '../../../src/run/bulk-work.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makePerson, takePlace } from '../../support/participants.ts';
import { pendingSaysOf } from '../../support/pending-says.ts';
import { dyingIn, holdRegistrations } from '../../support/registrations.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

const START = new Date('2026-09-01T08:00:00Z');
const desk = holdRegistrations(START);

const session = (days: number) => {
  const startsAt = new Date(START.getTime() + days * 86_400_000);
  return { startsAt, endsAt: new Date(startsAt.getTime() + 4 * 3_600_000) };
};
const whenOver = () => {
  desk.clock = new Date(START.getTime() + 20 * 86_400_000);
};
const publish = (seats = 9) =>
  publishedOffer(desk.line, desk.ana, sampleOffer(desk.clock, { seats, sessions: [10, 11, 12, 13, 14].map(session) }));
const sessionsOf = async (offerId: string) =>
  (await rows(desk.line, `select id from offer_sessions where offer_id = '${offerId}' order by starts_at`)).map(
    ({ id }) => String(id),
  );
/** They were at so many of the five sessions. */
async function attend(offerId: string, people: [id: string, sessions: number][]) {
  for (const [index, id] of (await sessionsOf(offerId)).entries())
    await takeAttendance(
      desk.line,
      desk.ana,
      offerId,
      id,
      people.filter(([, sessions]) => sessions > index).map(([registrationId]) => registrationId),
    );
}
const codeOf = async (id: string) =>
  (await rows(desk.line, `select code from certificates where registration_id = '${id}'`))[0]?.code as
    | string
    | undefined;
const keysFor = async (who: { residentId: string; key: Buffer }) =>
  (await pendingSaysOf(desk.line, who)).flatMap(({ lines }) => lines.map(({ key }) => key));
const finishAll = async (offerId: string) => {
  while (await finishParticipants(desk.line, offerId));
};

describe('once it is over', () => {
  it('who was at four of five sessions gets a certificate, who was at three a kind word, and both the questions', async () => {
    const offerId = await publish();
    const [enough, tooFew] = [await makePerson(desk.line), await makePerson(desk.line)];
    const places = [await takePlace(desk.line, enough, offerId), await takePlace(desk.line, tooFew, offerId)] as const;
    whenOver();
    await attend(offerId, [
      [places[0], 4],
      [places[1], 3],
    ]);
    expect(await finishParticipants(desk.line, offerId)).toBe(false);
    expect(await codeOf(places[0])).toBeUndefined();
    await finishOffer(desk.line, desk.ana, offerId);
    await Promise.all([finishParticipants(desk.line, offerId), finishParticipants(desk.line, offerId)]);
    await finishAll(offerId);
    expect(await codeOf(places[0])).toMatch(/^C-/);
    expect(await codeOf(places[1])).toBeUndefined();
    expect(await keysFor(enough)).toEqual([
      'afterwards:thanks',
      'afterwards:certificate',
      'afterwards:certificate_code',
      'afterwards:useful',
    ]);
    expect(await keysFor(tooFew)).toEqual([
      'afterwards:thanks',
      'afterwards:missed',
      'afterwards:missed_wrong',
      'afterwards:useful',
    ]);
    const file = (await pendingSaysOf(desk.line, enough)).find((say) => say.file)?.file;
    expect(file).toEqual({
      name: `${await codeOf(places[0])}.pdf`,
      make: { kind: 'certificate', registrationId: places[0] },
    });
  });

  it('attendance that is put right afterwards brings the certificate, once, and not the questions again', async () => {
    const offerId = await publish();
    const who = await makePerson(desk.line);
    const place = await takePlace(desk.line, who, offerId);
    whenOver();
    await finishOffer(desk.line, desk.ana, offerId);
    await finishAll(offerId);
    expect(await codeOf(place)).toBeUndefined();
    await attend(offerId, [[place, 5]]);
    expect(await count(desk.line, `outbox where merge_key = 'finish:${offerId}'`)).toBe(1);
    await finishAll(offerId);
    await finishAll(offerId);
    const keys = await keysFor(who);
    expect(keys.filter((key) => key === 'afterwards:useful')).toHaveLength(1);
    expect(keys.filter((key) => key === 'afterwards:certificate_late')).toHaveLength(1);
    expect(await codeOf(place)).toMatch(/^C-/);
  });

  it('nobody is left out and nobody told twice when the line is killed between two batches', async () => {
    const offerId = await publish(300);
    const places: [string, number][] = [];
    for (let index = 0; index < 202; index += 1)
      places.push([await takePlace(desk.line, await makePerson(desk.line), offerId), 5]);
    whenOver();
    await attend(offerId, places);
    await finishOffer(desk.line, desk.ana, offerId);
    const dying = dyingIn(desk.line, 2);
    await expect(bulkWork(dying).finish({ offerId }, { attempt: 1 })).rejects.toThrow('killed');
    const certified = `certificates c join registrations r on r.id = c.registration_id where r.offer_id = '${offerId}'`;
    expect(await count(desk.line, certified)).toBe(200);
    await rows(desk.line, "delete from outbox where lane = 'bulk'");
    await oweLeftWork(desk.line);
    expect(await count(desk.line, `outbox where merge_key = 'finish:${offerId}'`)).toBe(1);
    await bulkWork(desk.line).finish({ offerId }, { attempt: 1 });
    expect(await count(desk.line, certified)).toBe(202);
    expect(
      await count(
        desk.line,
        `deliveries where item_id in (select item_id from registrations where offer_id = '${offerId}')`,
      ),
    ).toBe(202);
  });

  it.each([
    [1, 0.8, 1],
    [2, 0.8, 2],
    [5, 0.8, 4],
    [10, 0.8, 8],
    [20, 0.55, 11],
    [3, 0.01, 1],
  ])('of %i sessions a share of %d is %i, at least one', (sessions, share, needed) => {
    expect(sessionsNeeded(sessions, share)).toBe(needed);
  });
});

describe('a certificate', () => {
  it('is known by its code as people read it aloud, and is valid without a name once its holder was forgotten', async () => {
    const offerId = await publish();
    const who = await makePerson(desk.line);
    const place = await takePlace(desk.line, who, offerId);
    whenOver();
    await attend(offerId, [[place, 5]]);
    await finishOffer(desk.line, desk.ana, offerId);
    await finishAll(offerId);
    const code = String(await codeOf(place));
    const checked = await checkCertificate(desk.line, desk.ana, code.toLowerCase().replace('-', ' '));
    expect(checked).toMatchObject({
      ok: true,
      value: {
        code,
        title: 'Invented training',
        name: 'Sample Person',
        from: session(10).startsAt,
        to: session(14).endsAt,
      },
    });
    await desk.line.database.transaction((tx) => forgetResident(tx, desk.line, who.residentId, 'resident'));
    expect(await checkCertificate(desk.line, desk.ana, code)).toMatchObject({ ok: true, value: { code, name: null } });
    expect(await checkCertificate(desk.line, desk.ana, 'C-000000')).toMatchObject({ ok: false, code: 'not_found' });
    expect(await checkCertificate(desk.line, desk.ana, "x'; drop")).toMatchObject({ ok: false, code: 'not_found' });
    expect(await checkCertificate(desk.line, await makeStaff(desk.line, ['admin']), code)).toMatchObject({
      code: 'role_needed',
    });
  });

  it('of the attended sessions and the questions holds no word of anybody', async () => {
    for (const table of ['certificates', 'attendance', 'reminders']) {
      const columns = await rows(
        desk.line,
        `select data_type from information_schema.columns where table_name = '${table}' and data_type in ('bytea', 'jsonb', 'json')`,
      );
      expect(columns).toEqual([]);
    }
  });
});

describe('the three questions', () => {
  /** A resident who has just been thanked. */
  async function asked() {
    const offerId = await publish();
    const someone = makeResident(desk.line);
    await someone.agree();
    await someone.register(offerId);
    const registration = await row(desk.line, `select id, item_id from registrations where offer_id = '${offerId}'`);
    const id = String(registration.id);
    whenOver();
    await attend(offerId, [[id, 5]]);
    await finishOffer(desk.line, desk.ana, offerId);
    await finishAll(offerId);
    const answers = () => row(desk.line, `select useful, recommend from registrations where id = '${id}'`);
    return { someone, id, itemId: String(registration.item_id), answers };
  }

  it('come one after the other, and what is said at the end comes before a person', async () => {
    const { someone, id, itemId, answers } = await asked();
    await someone.tap(`g:useful:${id}:yes`);
    await someone.press(`g:recommend:${id}:partly`);
    expect(someone.keys()).toContain('afterwards:better.ask');
    await someone.speak();
    await someone.write('më shumë ushtrime');
    await someone.press('messages:!done');
    expect(await answers()).toEqual({ useful: 'yes', recommend: 'partly' });
    expect(await row(desk.line, `select status, quiet from items where id = '${itemId}'`)).toEqual({
      status: 'open',
      quiet: false,
    });
    expect(await count(desk.line, `messages where item_id = '${itemId}'`)).toBe(2);
    expect(await count(desk.line, `outbox where merge_key = 'card:${itemId}'`)).toBe(1);
  });

  it('may be skipped at the end, and then nobody is bothered', async () => {
    const { someone, id, itemId } = await asked();
    await someone.tap(`g:recommend:${id}:no`);
    await someone.press('messages:!skip');
    expect(someone.keys()).toContain('afterwards:done');
    expect(await row(desk.line, `select status from items where id = '${itemId}'`)).toEqual({ status: 'closed' });
  });

  it('take no made-up answer, and none before they were asked', async () => {
    const { someone, id, answers } = await asked();
    const keys = async (data: string) => {
      await someone.tap(data);
      return someone.keys();
    };
    expect(await keys(`g:useful:${id}:maybe`)).toContain('errors:not_found');
    expect(await keys(`g:useful:${id}`)).toContain('errors:not_found');
    await rows(desk.line, `update registrations set finished_at = null where id = '${id}'`);
    expect(await keys(`g:useful:${id}:yes`)).toContain('errors:not_found');
    expect(await answers()).toEqual({ useful: null, recommend: null });
  });

  it('leave the certificate where it can be had again', async () => {
    const { someone, id } = await asked();
    await someone.tap(`g:show:${id}`);
    await someone.press(`g:certificate:${id}`);
    expect(someone.said()[0]?.file).toMatchObject({ make: { kind: 'certificate', registrationId: id } });
    await rows(desk.line, 'delete from certificates');
    expect(await someone.tap(`g:certificate:${id}`).then(() => someone.keys())).toContain('errors:no_certificate');
  });
});
