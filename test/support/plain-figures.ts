import type postgres from 'postgres';
import type { Breakdown, FigureName } from '../../src/core/domain/figures/figures.ts';
import type { World } from './worlds.ts';

/*
 * Every figure once more, as its formula in words says it, in plain SQL. Written to be read beside docs/figures.md and not to be fast: nothing
 * of the line's own reckoning is used.
 */

/** A length of time in hours as it is counted: to the tenth of an hour under a day, to the hour under thirty days, to the day beyond. */
const lengthOf = (from: string, to: string) => {
  const hours = `greatest(0, extract(epoch from ${to} - ${from}) / 3600)::float8`;
  return `case when ${hours} < 24 then round(${hours} * 10) / 10 when ${hours} < 720 then round(${hours})
    when ${hours} < 24000 then round(${hours} / 24) * 24 else 24000 end`;
};
const FIRST_ANSWER = lengthOf('received_at', 'first_response_at');
const CLOSING = lengthOf('received_at', 'closed_at');

/** What times and shares are of: one kind, and nothing that confirmed itself. */
const ONE_KIND = `counts_by_kind`;
const count = (where: string) => `(count(*) filter (where ${where}))::float8`;
const share = (where: string, of: string) => `${count(`(${where}) and (${of})`)} / nullif(${count(of)}, 0)`;
const under = (part: number, what: string, where: string) =>
  // What is not quite a half as a binary fraction is one.
  `round(round((percentile_cont(${part}) within group (order by ${what}) filter (where ${where}))::numeric, 4), 1)::float8`;

const HAS_PLACE = `registration in ('seated', 'offered')`;

/** Over `the_items`; null: not made of items. */
const PLAIN: Record<FigureName, string | null> = {
  received: 'count(*)::float8',
  answered: count('first_response_at is not null'),
  closed: count('closed_at is not null'),
  loop_closed: count('loop_closed_at is not null'),
  reopened: count('reopened_count >= 1'),
  satisfied: count(`satisfaction = 'yes'`),
  partly_satisfied: count(`satisfaction = 'partly'`),
  unsatisfied: count(`satisfaction = 'no'`),
  first_response_median_hours: under(0.5, FIRST_ANSWER, `first_response_at is not null and ${ONE_KIND}`),
  first_response_p90_hours: under(0.9, FIRST_ANSWER, `first_response_at is not null and ${ONE_KIND}`),
  closing_median_hours: under(0.5, CLOSING, `closed_at is not null and ${ONE_KIND}`),
  closing_p90_hours: under(0.9, CLOSING, `closed_at is not null and ${ONE_KIND}`),
  registered: count(`registration in ('seated', 'offered', 'waiting')`),
  attended: count('sessions_attended >= 1'),
  approved: count(`enquiry = 'approved'`),
  approved_eur: 'coalesce(sum(approved_cents), 0)::float8',
  share_of_received: 'count(*)::float8 / nullif((select count(*) from the_items_once), 0)',
  answered_rate: share('first_response_at is not null', ONE_KIND),
  first_response_median_working_hours: null,
  closing_median_working_hours: null,
  overdue: count('was_late'),
  overdue_rate: share('was_late', ONE_KIND),
  closed_rate: share('closed_at is not null', ONE_KIND),
  loop_closed_rate: share('loop_closed_at is not null', `closed_at is not null and ${ONE_KIND}`),
  satisfaction_rate: share(`satisfaction = 'yes'`, `satisfaction in ('yes', 'partly', 'no') and ${ONE_KIND}`),
  acted_upon: count(`kind = 'feedback' and closed_reason in ('answered', 'acted_on', 'referred_out')`),
  acted_upon_rate: share(`closed_reason in ('answered', 'acted_on', 'referred_out')`, `kind = 'feedback'`),
  referred: count('first_referral is not null'),
  referrals_accepted: count(`first_referral ->> 'state' = 'accepted'`),
  referral_median_hours: under(
    0.5,
    lengthOf(`(first_referral ->> 'offered_at')::timestamptz`, `(first_referral ->> 'answered_at')::timestamptz`),
    `first_referral ->> 'answered_at' is not null`,
  ),
  offers: null,
  seats: null,
  held_seats: null,
  held_seats_used: count(`${HAS_PLACE} and in_held_group`),
  seated: count(HAS_PLACE),
  attended_rate: share('sessions_attended >= 1', `registration = 'seated'`),
  certificates: count('has_certificate'),
  enquiries: count('enquiry is not null'),
  eligible: count(`enquiry <> 'withdrawn'`),
  complete: count(`enquiry in ('complete', 'approved')`),
  asked_eur: 'coalesce(sum(asked_cents), 0)::float8',
  budget_eur: null,
  approved_of_budget: null,
};

const OF_OFFERS = ['offers', 'seats', 'held_seats', 'budget_eur'] as const;

const YOUTH = `case when age_band in ('15_17', '18_24') then 'youth' when age_band in ('under_18', 'undisclosed') then age_band
  when age_band is not null then 'other_ages' else 'not_given' end`;
const given = (column: string) => `coalesce(${column}, 'not_given')`;
const AT_HOME = `(received_at at time zone 'Europe/Belgrade')`;

const GROUP: Record<Breakdown, string> = {
  total: `'all'`,
  kind: given('kind'),
  type: given('type'),
  municipality: given('municipality'),
  sector: given('sector'),
  agency: given('agency'),
  language: given('language'),
  channel: given('channel'),
  gender: given('gender'),
  age_band: given('age_band'),
  community: 'community',
  disability: given('disability'),
  gender_youth: `${given('gender')} || ' ' || ${YOUTH}`,
  gender_community: `${given('gender')} || ' ' || community`,
  offer_kind: 'offer_kind',
  week: `to_char(date_trunc('week', ${AT_HOME}), 'YYYY-MM-DD')`,
  month: `to_char(date_trunc('month', ${AT_HOME}), 'YYYY-MM-DD')`,
};
const OFFER_GROUP: Partial<Record<Breakdown, string>> = {
  ...{ total: `'all'`, municipality: 'municipality', sector: 'sector', agency: 'agency', offer_kind: 'kind' },
};

export type Period = 'now' | 'before' | 'yearAgo' | 'beginning';

/** The first day of a period and the first day after it, by PostgreSQL's own calendar. */
async function daysOf(sql: postgres.Sql, { days }: World, period: Period): Promise<{ from: string; until: string }> {
  const [row] = await sql.unsafe(
    `with asked as (select $1::date as first, $2::date as last, $2::date + 1 as until),
       whole as (select *, extract(day from first) = 1 and extract(day from until) = 1 as months,
         (extract(year from until) * 12 + extract(month from until) - extract(year from first) * 12 - extract(month from first))::int as so_many from asked)
     select case $3 when 'now' then first
         when 'before' then case when months then (first - make_interval(months => so_many))::date else first - (until - first) end
         when 'yearAgo' then (first - interval '1 year')::date else date '0001-01-01' end::text as "from",
       case $3 when 'before' then first
         when 'yearAgo' then case when extract(day from until) = 1 then (until - interval '1 year')::date else (last - interval '1 year')::date + 1 end
         else until end::text as until from whole`,
    [days.from, days.to, period],
  );
  return { from: String(row?.from), until: String(row?.until) };
}

/** What every figure of a group is, and which groups there are. */
export async function plainCells(sql: postgres.Sql, world: World, breakdown: Breakdown, period: Period) {
  const { from, until } = await daysOf(sql, world, period);
  const byKind = ['kind', 'offer_kind'].includes(breakdown) || world.kind !== 'all';
  const items = `
    select i.*, r.status as registration, e.state as enquiry, e.amount_cents as asked_cents, e.approved_cents, o.kind as offer_kind,
      (select count(*) from attendance a where a.registration_id = r.id) as sessions_attended,
      exists (select from certificates c where c.registration_id = r.id) as has_certificate,
      (select to_jsonb(f) from referrals f where f.item_id = i.id order by f.offered_at limit 1) as first_referral,
      case when i.first_response_at is not null then i.first_response_at > i.due_at else i.status = 'open' and i.due_at < $3 end as was_late,
      not (i.kind = 'registration' and (i.quiet or coalesce(i.first_response_at <= i.received_at, false)))
        and (${byKind} or i.kind = 'feedback') as counts_by_kind,
      coalesce((r.groups & 1 > 0 and (o.held_seats ->> 'women')::int > 0) or (r.groups & 4 > 0 and (o.held_seats ->> 'roma')::int > 0), false) as in_held_group
    from items i left join registrations r on r.item_id = i.id left join enquiries e on e.item_id = i.id left join offers o on o.id = i.offer_id
    where i.received_at >= $1::date::timestamp at time zone 'Europe/Belgrade' and i.received_at < $2::date::timestamp at time zone 'Europe/Belgrade'
      and i.id <> all($4) and ($5 = 'all' or i.kind = $5)`;
  const communities = `select one.*, community from the_items_once one
    cross join lateral unnest(case when cardinality(communities) > 0 then communities else array['not_given'] end) community`;
  const several = ['community', 'gender_community'].includes(breakdown);
  const figures = Object.entries(PLAIN).flatMap(([name, said]) => (said === null ? [] : [`${said} as "${name}"`]));
  const parameters = [from, until, world.now.toISOString(), world.hidden, world.kind];
  const rows = await sql.unsafe(
    `with the_items_once as (${items}), the_items as (${several ? communities : 'select * from the_items_once'})
     select ${GROUP[breakdown]} as "group", ${figures.join(', ')} from the_items where ${GROUP[breakdown]} is not null group by 1`,
    parameters,
  );
  const [{ anything } = { anything: false }] = await sql.unsafe(`select exists (${items}) as anything`, parameters);
  const found = new Map(rows.map((row) => [String(row.group), row]));
  const offers = await offersOf(sql, breakdown, from, until, period);
  const [{ begun } = { begun: false }] = await sql.unsafe(
    `select exists (select from items where id <> all($2) and date_trunc('month', received_at at time zone 'Europe/Belgrade') < $1::date) as begun`,
    [until, world.hidden],
  );
  const cell = (group: string, name: FigureName): number | null | 'not_measured' => {
    if (period !== 'now' && !begun) return null;
    if (name.includes('working')) return 'not_measured';
    const ofOffers = offers.get(group);
    if (name === 'approved_of_budget') {
      const budget = Number(ofOffers?.budget_eur ?? 0);
      return budget === 0 ? null : Number(found.get(group)?.approved_eur ?? 0) / budget;
    }
    if (OF_OFFERS.some((one) => one === name)) return Number(ofOffers?.[name] ?? 0);
    const row = found.get(group);
    if (row) return row[name] === null ? null : Number(row[name]);
    const nothing = name.endsWith('_rate') || name.endsWith('_hours') ? null : 0;
    return name === 'share_of_received' && !anything ? null : nothing;
  };
  const groups = begun || period === 'now' ? [...found.keys()] : [];
  return Object.assign(cell, { groups });
}

async function offersOf(sql: postgres.Sql, breakdown: Breakdown, from: string, until: string, period: Period) {
  const group = OFFER_GROUP[breakdown];
  if (!group) return new Map<string, postgres.Row>();
  const rows = await sql.unsafe(
    `with run as (select o.*, greatest(o.deadline, (select max(ends_at) from offer_sessions s where s.offer_id = o.id), o.published_at) as ends_at from offers o
       where o.status in ('published', 'closed', 'finished') and o.published_at is not null)
     select ${group} as "group", count(*)::float8 as offers, coalesce(sum(seats), 0)::float8 as seats,
       sum(coalesce((held_seats ->> 'women')::int, 0) + coalesce((held_seats ->> 'roma')::int, 0))::float8 as held_seats,
       coalesce(sum(budget_cents), 0)::float8 as budget_eur
     from run where published_at < $2::date::timestamp at time zone 'Europe/Belgrade'
       and ($3 = 'beginning' or ends_at >= $1::date::timestamp at time zone 'Europe/Belgrade') group by 1`,
    [from, until, period],
  );
  return new Map(rows.map((row) => [String(row.group), row]));
}
