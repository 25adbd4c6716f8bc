import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type postgres from 'postgres';
import {
  AGE_BANDS,
  AGENCIES,
  CHANNELS,
  CLOSED_REASONS,
  COMMUNITIES,
  DISABILITIES,
  FEEDBACK_TYPES,
  GENDERS,
  ITEM_KINDS,
  LANGUAGES,
  MUNICIPALITIES,
  SATISFACTIONS,
  SECTORS,
} from '../../src/core/domain/codes.ts';
import { ENQUIRY_STATES } from '../../src/core/domain/offers/enquiry.ts';
import { REGISTRATION_STATUSES } from '../../src/core/domain/offers/registration.ts';
import { startOfDay } from '../../src/core/domain/time/local-time.ts';

/** An invented database: items of every kind with what hangs on them, and a period to report on. */
export type World = {
  now: Date;
  /** Days, both included, and their instants. */
  days: { from: string; to: string };
  from: Date;
  to: Date;
  kind: (typeof ITEM_KINDS)[number] | 'all';
  offers: readonly AnOffer[];
  items: readonly AnItem[];
  /** Filled while it is written: whatever is sensitive, or linked to what is. */
  hidden: string[];
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Around it everything happens: three months before and after there are changes of the clock, and a year is a leap year. */
const MIDDLE = Date.UTC(2024, 2, 30);

const maybe = <One>(arbitrary: fc.Arbitrary<One>) => fc.option(arbitrary, { nil: null, freq: 3 });
const hoursLater = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 30 * HOUR }),
  fc.integer({ min: 0, max: 60 * DAY }),
  fc.integer({ min: 900 * DAY, max: 1100 * DAY }),
);

const anOffer = fc.record({
  kind: fc.constantFrom('training', 'placement', 'grant_call'),
  status: fc.constantFrom('draft', 'published', 'published', 'closed', 'finished', 'cancelled'),
  agency: fc.constantFrom(...AGENCIES),
  municipality: fc.constantFrom(...MUNICIPALITIES),
  sector: fc.constantFrom(...SECTORS),
  seats: fc.integer({ min: 1, max: 40 }),
  women: fc.integer({ min: 0, max: 5 }),
  budgetCents: fc.integer({ min: 1, max: 9_000_000 }),
  publishedAt: maybe(fc.integer({ min: -500, max: 100 })),
  lasts: maybe(fc.integer({ min: 0, max: 60 })),
});
type AnOffer = typeof anOffer extends fc.Arbitrary<infer One> ? One : never;

const anItem = fc.record({
  kind: fc.constantFrom(...ITEM_KINDS),
  type: fc.constantFrom(...FEEDBACK_TYPES),
  municipality: maybe(fc.constantFrom(...MUNICIPALITIES)),
  sector: maybe(fc.constantFrom(...SECTORS)),
  agency: fc.constantFrom(...AGENCIES),
  language: fc.constantFrom(...LANGUAGES),
  channel: fc.constantFrom(...CHANNELS),
  gender: maybe(fc.constantFrom(...GENDERS)),
  ageBand: maybe(fc.constantFrom(...AGE_BANDS)),
  communities: maybe(fc.uniqueArray(fc.constantFrom(...COMMUNITIES), { maxLength: 3 })),
  disability: maybe(fc.constantFrom(...DISABILITIES)),
  quiet: fc.boolean(),
  sensitive: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
  receivedAt: fc.oneof(
    fc.integer({ min: MIDDLE - 40 * DAY, max: MIDDLE + 40 * DAY }),
    fc.integer({ min: MIDDLE - 480 * DAY, max: MIDDLE + 90 * DAY }),
  ),
  dueHours: fc.constantFrom(48, 240, 336),
  answered: maybe(hoursLater),
  closed: maybe(hoursLater),
  closedReason: fc.constantFrom(...CLOSED_REASONS),
  loop: fc.boolean(),
  satisfaction: maybe(fc.constantFrom(...SATISFACTIONS)),
  reopened: fc.integer({ min: 0, max: 2 }),
  referrals: fc.array(fc.record({ after: hoursLater, answered: maybe(hoursLater), returned: fc.boolean() }), {
    maxLength: 2,
  }),
  offer: fc.nat(5),
  registration: fc.constantFrom(...REGISTRATION_STATUSES),
  groups: fc.nat(31),
  sessions: fc.nat(2),
  certificate: fc.boolean(),
  enquiry: fc.constantFrom(...ENQUIRY_STATES),
  askedCents: fc.integer({ min: 1, max: 500_000_00 }),
  approvedCents: fc.integer({ min: 1, max: 500_000_00 }),
  /** Merged into the item so many before it, or appealing against its decision. */
  link: maybe(fc.integer({ min: 1, max: 3 })),
});
type AnItem = typeof anItem extends fc.Arbitrary<infer One> ? One : never;

const dayOf = (offset: number) => new Date(MIDDLE + offset * DAY).toISOString().slice(0, 10);
const aPeriod = fc.oneof(
  fc
    .record({ start: fc.integer({ min: -100, max: 80 }), days: fc.integer({ min: 0, max: 100 }) })
    .map(({ start, days }) => ({
      from: dayOf(start),
      to: dayOf(start + days),
    })),
  fc.constantFrom(
    { from: '2024-01-01', to: '2024-03-31' },
    { from: '2024-02-01', to: '2024-02-29' },
    { from: '2024-02-29', to: '2024-02-29' },
    { from: '2024-03-31', to: '2024-03-31' },
    { from: '2024-01-01', to: '2024-12-31' },
    { from: '2023-10-29', to: '2024-03-31' },
    { from: '2031-01-01', to: '2031-03-31' },
  ),
);

export const aWorld: fc.Arbitrary<World> = fc
  .record({
    period: aPeriod,
    now: fc.integer({ min: MIDDLE - 30 * DAY, max: MIDDLE + 120 * DAY }),
    kind: fc.constantFrom('all' as const, 'all' as const, ...ITEM_KINDS),
    offers: fc.array(anOffer, { minLength: 6, maxLength: 6 }),
    items: fc.oneof(fc.array(anItem, { maxLength: 1 }), fc.array(anItem, { minLength: 12, maxLength: 60 })),
  })
  .map(({ period, now, kind, offers, items }) => ({
    now: new Date(now),
    days: period,
    from: startOfDay(period.from) as Date,
    to: startOfDay(period.to, 1) as Date,
    kind,
    offers,
    items,
    hidden: [],
  }));

const later = (at: Date, milliseconds: number | null) =>
  milliseconds === null ? null : new Date(at.getTime() + milliseconds);
const STAFF = '00000000-0000-4000-8000-000000000001';

/** What worlds are made of; the log of what happened, which nobody may empty, holds nothing of them. */
export async function emptyWorld(sql: postgres.Sql): Promise<void> {
  for (const table of [
    'certificates',
    'attendance',
    'registrations',
    'enquiries',
    'referrals',
    'items',
    'offer_sessions',
    'offers',
  ])
    await sql`delete from ${sql(table)}`;
}

/** Empties the database and writes the world into it. */
export async function fillWorld(sql: postgres.Sql, world: World): Promise<void> {
  await emptyWorld(sql);
  await sql`insert into staff (id, slack_user_id, display_name, agency, roles, created_at, updated_at)
    values (${STAFF}, 'UWORLD', 'Invented', 'WHO', '{triage}', now(), now()) on conflict do nothing`;
  const offers = world.offers.map((offer, index) => ({ ...offer, id: randomUUID(), index }));
  for (const offer of offers) await fillOffer(sql, offer);
  const ids = world.items.map(() => randomUUID());
  const hides = new Set<string>();
  const links: [string, string][] = [];
  for (const [index, item] of world.items.entries()) {
    const id = ids[index] as string;
    const receivedAt = new Date(item.receivedAt);
    const call = item.kind === 'enquiry';
    const fitting = offers.filter(({ kind }) => (kind === 'grant_call') === call);
    const offer = item.kind === 'feedback' ? null : (fitting[item.offer % Math.max(1, fitting.length)] ?? null);
    if (item.kind !== 'feedback' && !offer) continue;
    const target = item.link === null ? undefined : ids[index - item.link];
    const kindOfTarget = item.link === null ? undefined : world.items[index - item.link]?.kind;
    const exists = target !== undefined && (await sql`select from items where id = ${target}`).length === 1;
    const merges = exists && kindOfTarget !== 'enquiry' && !item.sensitive;
    if (item.sensitive) hides.add(id);
    const closedAt = later(receivedAt, item.closed);
    await sql`insert into items ${sql({
      id,
      reference: `W-${index}`,
      submission_key: randomUUID(),
      kind: item.kind,
      type: item.kind === 'feedback' ? item.type : null,
      status: closedAt ? 'closed' : 'open',
      closed_reason: closedAt ? item.closedReason : null,
      municipality: item.municipality,
      sector: item.sector,
      agency: item.agency,
      offer_id: offer?.id ?? null,
      quiet: item.kind === 'registration' && item.quiet,
      language: item.language,
      channel: item.channel,
      gender: item.gender,
      age_band: item.ageBand,
      communities: item.communities,
      disability: item.disability,
      sensitive: item.sensitive,
      merged_into_id: merges ? target : null,
      received_at: receivedAt,
      due_at: new Date(receivedAt.getTime() + item.dueHours * HOUR),
      first_response_at: later(receivedAt, item.answered),
      closed_at: closedAt,
      loop_closed_at: item.loop ? closedAt : null,
      satisfaction: item.satisfaction,
      reopened_count: item.reopened,
      updated_at: receivedAt,
    })}`;
    if (merges) links.push([id, target]);
    await fillReferrals(sql, id, item, receivedAt);
    if (item.kind === 'registration' && offer) await fillRegistration(sql, id, item, offer.id, receivedAt);
    if (item.kind === 'enquiry' && offer)
      await sql`insert into enquiries ${sql({
        id: randomUUID(),
        offer_id: offer.id,
        item_id: id,
        state: item.enquiry,
        business_stage: 'idea',
        amount_cents: item.askedCents,
        approved_cents: item.enquiry === 'approved' ? item.approvedCents : null,
        created_at: receivedAt,
        updated_at: receivedAt,
      })}`;
    if (exists && kindOfTarget === 'enquiry') {
      const taken =
        await sql`update enquiries set appeal_item_id = ${id} where item_id = ${target} and appeal_item_id is null`;
      if (taken.count === 1) links.push([id, target]);
    }
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const [one, other] of links)
      if (hides.has(one) !== hides.has(other)) {
        hides.add(one).add(other);
        grew = true;
      }
  }
  world.hidden.splice(0, world.hidden.length, ...hides);
}

async function fillOffer(sql: postgres.Sql, offer: AnOffer & { id: string; index: number }): Promise<void> {
  const call = offer.kind === 'grant_call';
  const publishedAt = offer.publishedAt === null ? null : new Date(MIDDLE + offer.publishedAt * DAY);
  await sql`insert into offers ${sql({
    id: offer.id,
    code: `W-${offer.index}`,
    kind: offer.kind,
    status: offer.status,
    agency: offer.agency,
    municipality: offer.municipality,
    sector: offer.sector,
    teaching_languages: ['sq'],
    texts: sql.json({}),
    seats: call ? null : offer.seats,
    held_seats: sql.json(call ? {} : { women: offer.women, roma: 1 }),
    maximum_cents: call ? 500_000 : null,
    budget_cents: call ? offer.budgetCents : null,
    deadline: offer.lasts !== null && publishedAt ? new Date(publishedAt.getTime() + offer.lasts * DAY) : null,
    published_at: publishedAt,
    created_at: new Date(MIDDLE),
    updated_at: new Date(MIDDLE),
  })}`;
  if (call) return;
  for (const days of [10, 20]) {
    const startsAt = new Date((publishedAt ?? new Date(MIDDLE)).getTime() + days * DAY);
    await sql`insert into offer_sessions ${sql({
      id: randomUUID(),
      offer_id: offer.id,
      starts_at: startsAt,
      ends_at: new Date(startsAt.getTime() + HOUR),
      attendance_code: '123456',
    })}`;
  }
}

async function fillReferrals(sql: postgres.Sql, itemId: string, item: AnItem, receivedAt: Date): Promise<void> {
  let at = receivedAt.getTime();
  for (const [index, referral] of item.referrals.entries()) {
    at += referral.after + 1;
    // Only the last may still be open.
    const answered = referral.answered ?? (index < item.referrals.length - 1 ? HOUR : null);
    await sql`insert into referrals ${sql({
      id: randomUUID(),
      item_id: itemId,
      from_agency: 'WHO',
      to_agency: 'UNDP',
      state: answered === null ? 'offered' : referral.returned ? 'returned' : 'accepted',
      offered_by_id: STAFF,
      offered_at: new Date(at),
      due_at: new Date(at + DAY),
      answered_at: answered === null ? null : new Date(at + answered),
    })}`;
  }
}

async function fillRegistration(
  sql: postgres.Sql,
  itemId: string,
  item: AnItem,
  offerId: string,
  receivedAt: Date,
): Promise<void> {
  const id = randomUUID();
  await sql`insert into registrations ${sql({
    id,
    offer_id: offerId,
    item_id: itemId,
    status: item.registration,
    groups: item.groups,
    offered_until: item.registration === 'offered' ? new Date(receivedAt.getTime() + DAY) : null,
    created_at: receivedAt,
  })}`;
  await sql`insert into attendance (registration_id, session_id, by, at)
    select ${id}, id, 'staff', starts_at from offer_sessions where offer_id = ${offerId} order by starts_at limit ${item.sessions}`;
  if (item.certificate)
    await sql`insert into certificates ${sql({ registration_id: id, code: `C-${id}`, issued_at: receivedAt })}`;
}
