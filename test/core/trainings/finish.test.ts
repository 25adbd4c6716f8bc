import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionsNeeded } from '../../../src/core/domain/offers/attendance.ts';
import type { StaffMember } from '../../../src/core/domain/staff/permissions.ts';
import { forgetResident } from '../../../src/core/forgetting/forget-resident.ts';
import type { Line } from '../../../src/core/line.ts';
import { finishOffer } from '../../../src/core/offers/finish-offer.ts';
import { checkCertificate } from '../../../src/core/trainings/certificates/check-certificate.ts';
import { finishParticipants } from '../../../src/core/trainings/many/finish-participants.ts';
import { oweLeftWork } from '../../../src/core/trainings/many/owe-left-work.ts';
import { takeAttendance } from '../../../src/core/trainings/take-attendance.ts';
import { bulkWork } from '../../../src/run/bulk-work.ts';
import { openTestLine, type TestLine } from '../../support/line.ts';
import { publishedOffer, sampleOffer } from '../../support/offers.ts';
import { makePerson, takePlace } from '../../support/participants.ts';
import { pendingSaysOf } from '../../support/pending-says.ts';
import { makeResident } from '../../support/resident.ts';
import { count, row, rows } from '../../support/rows.ts';
import { makeStaff } from '../../support/staff.ts';

let line: TestLine;
let ana: StaffMember;
const START = new Date('2026-09-01T08:00:00Z');
let clock = START;

beforeAll(async () => {
  line = await openTestLine({ now: () => clock });
  ana = await makeStaff(line, ['triage']);
});
afterAll(() => line.close());
beforeEach(() => {
  clock = START;
});

const session = (days: number) => {
  const startsAt = new Date(START.getTime() + days * 86_400_000);
  return { startsAt, endsAt: new Date(startsAt.getTime() + 4 * 3_600_000) };
};
const whenOver = () => {
  clock = new Date(START.getTime() + 20 * 86_400_000);
};
const publish = (seats = 9) =>
  publishedOffer(line, ana, sampleOffer(clock, { seats, sessions: [10, 11, 12, 13, 14].map(session) }));
const sessionsOf = async (offerId: string) =>
  (await rows(line, `select id from offer_sessions where offer_id = '${offerId}' order by starts_at`)).map(({ id }) =>
    String(id),
  );
/** They were at so many of the five sessions. */
async function attend(offerId: string, people: [id: string, sessions: number][]) {
  for (const [index, id] of (await sessionsOf(offerId)).entries())
    await takeAttendance(
      line,
      ana,
      offerId,
      id,
      people.filter(([, sessions]) => sessions > index).map(([registrationId]) => registrationId),
    );
}
const codeOf = async (id: string) =>
  (await rows(line, `select code from certificates where registration_id = '${id}'`))[0]?.code as string | undefined;
const keysFor = async (who: { residentId: string; key: Buffer }) =>
  (await pendingSaysOf(line, who)).flatMap(({ lines }) => lines.map(({ key }) => key));
const finishAll = async (offerId: string) => {
  while (await finishParticipants(line, offerId));
};

describe('once it is over', () => {
  it('who was at four of five sessions gets a certificate, who was at three a kind word, and both the questions', async () => {
    const offerId = await publish();
    const [enough, tooFew] = [await makePerson(line), await makePerson(line)];
    const places = [await takePlace(line, enough, offerId), await takePlace(line, tooFew, offerId)] as const;
    whenOver();
    await attend(offerId, [
      [places[0], 4],
      [places[1], 3],
    ]);
    expect(await finishParticipants(line, offerId)).toBe(false);
    expect(await codeOf(places[0])).toBeUndefined();
    await finishOffer(line, ana, offerId);
    await Promise.all([finishParticipants(line, offerId), finishParticipants(line, offerId)]);
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
    const file = (await pendingSaysOf(line, enough)).find((say) => say.file)?.file;
    expect(file).toEqual({
      name: `${await codeOf(places[0])}.pdf`,
      make: { kind: 'certificate', registrationId: places[0] },
    });
  });

  it('attendance that is put right afterwards brings the certificate, once, and not the questions again', async () => {
    const offerId = await publish();
    const who = await makePerson(line);
    const place = await takePlace(line, who, offerId);
    whenOver();
    await finishOffer(line, ana, offerId);
    await finishAll(offerId);
    expect(await codeOf(place)).toBeUndefined();
    await attend(offerId, [[place, 5]]);
    expect(await count(line, `outbox where merge_key = 'finish:${offerId}'`)).toBe(1);
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
      places.push([await takePlace(line, await makePerson(line), offerId), 5]);
    whenOver();
    await attend(offerId, places);
    await finishOffer(line, ana, offerId);
    let batches = 0;
    const dying: Line = {
      ...line,
      database: {
        ...line.database,
        transaction: (work) =>
          line.database.transaction(async (tx) => {
            const value = await work(tx);
            batches += 1;
            if (batches === 2) throw new Error('killed');
            return value;
          }),
      },
    };
    await expect(bulkWork(dying).finish({ offerId }, { attempt: 1 })).rejects.toThrow('killed');
    const certified = `certificates c join registrations r on r.id = c.registration_id where r.offer_id = '${offerId}'`;
    expect(await count(line, certified)).toBe(200);
    await rows(line, "delete from outbox where lane = 'bulk'");
    await oweLeftWork(line);
    expect(await count(line, `outbox where merge_key = 'finish:${offerId}'`)).toBe(1);
    await bulkWork(line).finish({ offerId }, { attempt: 1 });
    expect(await count(line, certified)).toBe(202);
    expect(
      await count(
        line,
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
    const who = await makePerson(line);
    const place = await takePlace(line, who, offerId);
    whenOver();
    await attend(offerId, [[place, 5]]);
    await finishOffer(line, ana, offerId);
    await finishAll(offerId);
    const code = String(await codeOf(place));
    const checked = await checkCertificate(line, ana, code.toLowerCase().replace('-', ' '));
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
    await line.database.transaction((tx) => forgetResident(tx, line, who.residentId, 'resident'));
    expect(await checkCertificate(line, ana, code)).toMatchObject({ ok: true, value: { code, name: null } });
    expect(await checkCertificate(line, ana, 'C-000000')).toMatchObject({ ok: false, code: 'not_found' });
    expect(await checkCertificate(line, ana, "x'; drop")).toMatchObject({ ok: false, code: 'not_found' });
    expect(await checkCertificate(line, await makeStaff(line, ['admin']), code)).toMatchObject({ code: 'not_allowed' });
  });

  it('of the attended sessions and the questions holds no word of anybody', async () => {
    for (const table of ['certificates', 'attendance', 'reminders']) {
      const columns = await rows(
        line,
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
    const someone = makeResident(line);
    await someone.agree();
    await someone.register(offerId);
    const registration = await row(line, `select id, item_id from registrations where offer_id = '${offerId}'`);
    const id = String(registration.id);
    whenOver();
    await attend(offerId, [[id, 5]]);
    await finishOffer(line, ana, offerId);
    await finishAll(offerId);
    const answers = () => row(line, `select useful, recommend from registrations where id = '${id}'`);
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
    expect(await row(line, `select status, quiet from items where id = '${itemId}'`)).toEqual({
      status: 'open',
      quiet: false,
    });
    expect(await count(line, `messages where item_id = '${itemId}'`)).toBe(2);
    expect(await count(line, `outbox where merge_key = 'card:${itemId}'`)).toBe(1);
  });

  it('may be skipped at the end, and then nobody is bothered', async () => {
    const { someone, id, itemId } = await asked();
    await someone.tap(`g:recommend:${id}:no`);
    await someone.press('messages:!skip');
    expect(someone.keys()).toContain('afterwards:done');
    expect(await row(line, `select status from items where id = '${itemId}'`)).toEqual({ status: 'closed' });
  });

  it('take no made-up answer, and none before they were asked', async () => {
    const { someone, id, answers } = await asked();
    const keys = async (data: string) => {
      await someone.tap(data);
      return someone.keys();
    };
    expect(await keys(`g:useful:${id}:maybe`)).toContain('errors:not_found');
    expect(await keys(`g:useful:${id}`)).toContain('errors:not_found');
    await rows(line, `update registrations set finished_at = null where id = '${id}'`);
    expect(await keys(`g:useful:${id}:yes`)).toContain('errors:not_found');
    expect(await answers()).toEqual({ useful: null, recommend: null });
  });

  it('leave the certificate where it can be had again', async () => {
    const { someone, id } = await asked();
    await someone.tap(`g:show:${id}`);
    await someone.press(`g:certificate:${id}`);
    expect(someone.said()[0]?.file).toMatchObject({ make: { kind: 'certificate', registrationId: id } });
    await rows(line, 'delete from certificates');
    expect(await someone.tap(`g:certificate:${id}`).then(() => someone.keys())).toContain('errors:no_certificate');
  });
});
