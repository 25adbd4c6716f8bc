import postgres from 'postgres';

export const FIRST_DAY = '2023-10-01';
const DAYS = 1096;

/** So many invented items over three years, every second from a registration or an application, with what hangs on them. */
export async function fillFigures(url: string, items: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const oneOf = (list: string) =>
    sql.unsafe(`(array[${list}])[1 + floor(random() * array_length(array[${list}], 1))::int]`);
  await sql`select setseed(0.5)`;
  await sql`insert into staff (id, slack_user_id, display_name, agency, roles, created_at, updated_at)
    values ('00000000-0000-0000-0000-000000000001', 'UBENCH', 'Invented', 'WHO', '{triage}', now(), now())`;
  await sql`
    insert into offers (id, code, kind, status, agency, municipality, sector, teaching_languages, texts, seats, maximum_cents, budget_cents, held_seats, published_at, created_at, updated_at)
    select gen_random_uuid(), 'T-' || n, case when n % 10 = 0 then 'grant_call' when n % 3 = 0 then 'placement' else 'training' end, 'published',
      ${oneOf("'WHO','UNDP','UNV'")}, ${oneOf("'zvecan','mitrovica_north','mitrovica_south'")}, ${oneOf("'health','training'")}, '{sq}', '{}',
      case when n % 10 = 0 then null else 30 end, case when n % 10 = 0 then 500000 end, case when n % 10 = 0 then 10000000 end,
      case when n % 10 = 0 then '{}'::jsonb else '{"women": 5}'::jsonb end,
      ${FIRST_DAY}::timestamptz + n * interval '12 hours', now(), now()
    from generate_series(1, 2000) n`;
  await sql`
    with calls as materialized (select array_agg(id) as ids from offers where kind = 'grant_call'),
      others as materialized (select array_agg(id) as ids from offers where kind <> 'grant_call')
    insert into items (id, reference, submission_key, kind, type, status, closed_reason, municipality, sector, agency, offer_id, language, channel,
      gender, age_band, communities, disability, sensitive, received_at, due_at, first_response_at, closed_at, loop_closed_at, satisfaction, reopened_count, updated_at)
    select gen_random_uuid(), 'F-' || n, gen_random_uuid(), k.kind, case when k.kind = 'feedback' then ${oneOf("'question','request','suggestion','appreciation','complaint','rumour'")} end,
      case when c.after is null then 'open' else 'closed' end, case when c.after is not null then ${oneOf("'answered','acted_on','referred_out','out_of_scope'")} end,
      ${oneOf("'zvecan','mitrovica_north','mitrovica_south','elsewhere'")},
      ${oneOf("'social_protection','health','education','jobs_and_business','public_services','rights_and_safety','training','other'")},
      ${oneOf("'WHO','UNICEF','UNFPA','OHCHR','UNDP','UNV'")},
      case k.kind when 'enquiry' then (select ids[1 + n % cardinality(ids)] from calls) when 'registration' then (select ids[1 + n % 150] from others) end,
      ${oneOf("'sq','sr-Latn','sr-Cyrl','rom'")}, ${oneOf("'telegram','telegram','telegram','phone','in_person'")},
      ${oneOf("'woman','man','other','undisclosed',null")}, ${oneOf("'18_24','25_59','60_plus',null")},
      case when random() < 0.5 then array[${oneOf("'albanian','serb','roma','ashkali','egyptian'")}] when random() < 0.1 then array['roma','ashkali'] end,
      ${oneOf("'yes','no','no',null")}, n % 200 = 0, at.at, at.at + interval '14 days', at.at + c.answer, at.at + c.after,
      case when random() < 0.7 then at.at + c.after end, case when c.after is not null and random() < 0.5 then ${oneOf("'yes','yes','partly','no'")} end,
      case when random() < 0.05 then 1 else 0 end, at.at
    from generate_series(1, ${items}) n
      cross join lateral (select ${FIRST_DAY}::timestamptz + n * (interval '${sql.unsafe(String(DAYS))} days' / ${items}) as at) at
      cross join lateral (select case when random() < 0.55 + n * 0 then 'feedback' when random() < 0.85 then 'registration' else 'enquiry' end as kind) k
      cross join lateral (select case when random() < 0.9 then random() * interval '12 days' * case when n > 0 then random() end end as answer,
        case when random() < 0.7 then interval '12 days' + random() * random() * interval '30 days' end as after) c`;
  await sql`
    insert into registrations (id, offer_id, item_id, status, groups, created_at)
    select gen_random_uuid(), offer_id, id, ${oneOf("'seated','seated','waiting','cancelled'")}, floor(random() * 8)::int, received_at from items where kind = 'registration'`;
  await sql`
    insert into enquiries (id, offer_id, item_id, state, business_stage, amount_cents, approved_cents, created_at, updated_at)
    select gen_random_uuid(), offer_id, id, s.state, 'idea', 200000, case when s.state = 'approved' then 150000 end, received_at, received_at
    from items cross join lateral (select case when random() < 0.3 and items.id is not null then 'approved' else 'received' end as state) s where kind = 'enquiry'`;
  await sql`
    insert into referrals (id, item_id, from_agency, to_agency, state, offered_by_id, offered_at, due_at, answered_at)
    select gen_random_uuid(), id, 'WHO', 'UNDP', 'accepted', '00000000-0000-0000-0000-000000000001', received_at, received_at, received_at + interval '30 hours'
    from items where kind = 'feedback' and random() < 0.05`;
  await sql`
    insert into offer_sessions (id, offer_id, starts_at, ends_at, attendance_code)
    select gen_random_uuid(), id, published_at + interval '20 days', published_at + interval '20 days 2 hours', '123456' from offers where kind <> 'grant_call'`;
  await sql`
    insert into attendance (registration_id, session_id, by, at)
    select r.id, s.id, 'staff', s.starts_at from registrations r join offer_sessions s on s.offer_id = r.offer_id where r.status = 'seated' and random() < 0.8`;
  await sql`vacuum analyze`;
  await sql.end();
}
