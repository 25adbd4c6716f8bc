import { COMMUNITIES, ITEM_KINDS } from '../../domain/codes.ts';
import { ALL, BREAKDOWNS, type Breakdown, type FigureName, NOT_GIVEN } from '../../domain/figures/figures.ts';
import type { Audience, Compared, FigureTable, Sentence, SentenceValue, Value } from '../document.ts';

/*
 * Sentences of a report, chosen by its figures as they are shown and by nothing else: so a sentence never says more than the tables beside it.
 * Values stand behind a colon or in brackets, where no language has to bend the words around them.
 */

type Tables = readonly FigureTable[];

/** Of what may change by chance, less is no change. */
const LEAST_CHANGE = 0.1;
/** Of a count: what is rounded to fives changes by five at least, what is exact by one. */
const LEAST_STEP: Readonly<Record<Audience, number>> = { sharing: 5, internal: 1 };
/** In shares: points of a hundred. */
const LEAST_POINTS = 0.05;
/** A group waits much longer that waits half as long again as all together, and half a day at least. */
const MUCH_LONGER = 1.5;
const MUCH_LONGER_HOURS = 12;
/** Of fewer answers nothing is said of how long a group waits. */
const ENOUGH_ANSWERS = 10;
const RISING = 3;
/** Of fewer that came in nothing is said to grow. */
const ENOUGH_TO_GROW = 5;

const nothing: Compared = { now: null, before: null, yearAgo: null, beginning: null };

const tableBy = (tables: Tables, breakdown: Breakdown) => tables.find((table) => table.breakdown === breakdown);
function cell(table: FigureTable | undefined, groups: readonly string[], figure: FigureName): Compared {
  const row = table?.rows.find((one) => one.groups.join() === groups.join());
  return row?.cells[table?.figures.indexOf(figure) ?? -1] ?? nothing;
}
const ofAll = (tables: Tables, figure: FigureName): Compared => cell(tableBy(tables, 'total'), [ALL], figure);

const isNumber = (value: Value): value is number => typeof value === 'number';
const figure = (name: FigureName, value: Value): SentenceValue => ({ of: 'figure', figure: name, value });
const counted = (value: number): SentenceValue => ({ of: 'number', value });
const labelKey = (breakdown: Breakdown, code: string): string => `codes:${BREAKDOWNS[breakdown][0]}.${code}`;
const label = (breakdown: Breakdown, code: string): SentenceValue => ({ of: 'label', key: labelKey(breakdown, code) });
const sentence = (name: string, values: Sentence['values'] = {}): Sentence => ({
  key: `figures:sentence.${name}`,
  values,
});

/** Where a count is rounded, zero may be a few: of them nobody says that there are none. */
const none = (name: string, audience: Audience): Sentence =>
  sentence(audience === 'internal' ? `${name}_none` : `${name}_rounded_away`);

type Change = 'more' | 'fewer' | 'same' | 'alone';

/** `alone`: there is nothing to compare with. */
function changeOf({ now, before }: Compared, least: number): Change {
  if (!isNumber(now) || !isNumber(before)) return 'alone';
  const change = now - before;
  if (Math.abs(change) < Math.max(least, Math.abs(before) * LEAST_CHANGE)) return 'same';
  return change > 0 ? 'more' : 'fewer';
}

export function volume(tables: Tables, audience: Audience): Sentence[] {
  const received = ofAll(tables, 'received');
  if (!isNumber(received.now) || received.now === 0) return [none('received', audience)];
  const change = changeOf(received, LEAST_STEP[audience]);
  const said = [
    sentence(`received_${change}`, { count: counted(received.now), before: figure('received', received.before) }),
  ];
  said.push(...kinds(tables));
  for (const breakdown of ['type', 'sector'] as const) {
    const [most] = largest(tables, breakdown);
    if (most) said.push(sentence(`most_${breakdown}`, most));
  }
  if (isNumber(received.beginning) && received.beginning > received.now)
    said.push(sentence('received_beginning', { count: counted(received.beginning) }));
  return said;
}

/** Where several kinds stand together. */
function kinds(tables: Tables): Sentence[] {
  const table = tableBy(tables, 'kind');
  const values = ITEM_KINDS.map((kind) => [kind, cell(table, [kind], 'received').now] as const);
  if (values.filter(([, value]) => isNumber(value) && value > 0).length < 2) return [];
  return [sentence('kinds', Object.fromEntries(values.map(([kind, value]) => [kind, figure('received', value)])))];
}

/** Who said nothing, and what is none of the list, is no answer to "most". */
function largest(tables: Tables, breakdown: Breakdown): Sentence['values'][] {
  const table = tableBy(tables, breakdown);
  const rows = (table?.rows ?? []).flatMap(({ groups: [code = ''] }) => {
    const share = cell(table, [code], 'share_of_received').now;
    return code === NOT_GIVEN || code === 'other' || !isNumber(share) || share === 0 ? [] : [{ code, share }];
  });
  const most = Math.max(...rows.map(({ share }) => share));
  const first = rows.filter(({ share }) => share === most);
  // Of two that are as many, neither is the most.
  return first.length === 1
    ? first.map(({ code, share }) => ({ label: label(breakdown, code), share: figure('share_of_received', share) }))
    : [];
}

export function people(tables: Tables, audience: Audience): Sentence[] {
  const received = ofAll(tables, 'received');
  if (!isNumber(received.now) || received.now === 0) return [];
  const said: Sentence[] = [];
  for (const [breakdown, named] of WHO) said.push(...shares(tables, breakdown, named));
  const community = tableBy(tables, 'community');
  const missing = COMMUNITIES.filter((code) => {
    const { now } = cell(community, [code], 'received');
    return code !== 'other' && code !== 'undisclosed' && (now === 0 || now === null);
  });
  if (missing.length > 0)
    said.push(
      sentence(audience === 'internal' ? 'missing' : 'missing_rounded_away', {
        list: { of: 'labels', keys: missing.map((code) => labelKey('community', code)) },
      }),
    );
  return said;
}

const WHO = [
  ['municipality', 'by_municipality'],
  ['gender', 'by_gender'],
  ['age_band', 'by_age_band'],
  ['community', 'by_community'],
  ['disability', 'by_disability'],
] as const;

/** All of a list that sent anything, in its order, who said nothing among them: a share of women alone would hide how many did not say. */
function shares(tables: Tables, breakdown: Breakdown, named: string): Sentence[] {
  const table = tableBy(tables, breakdown);
  const some = (table?.rows ?? []).flatMap(({ groups: [code = ''] }) => {
    const { now } = cell(table, [code], 'share_of_received');
    return isNumber(now) && now > 0
      ? [{ key: labelKey(breakdown, code), figure: 'share_of_received', value: now } as const]
      : [];
  });
  return some.length > 0 ? [sentence(named, { list: { of: 'shares', shares: some } })] : [];
}

/** A share or hours beside those of the period before. */
function beside(
  named: (change: Change) => string,
  figureName: FigureName,
  compared: Compared,
  least: number,
): Sentence[] {
  if (!isNumber(compared.now)) return [];
  const values = { now: figure(figureName, compared.now), before: figure(figureName, compared.before) };
  return [sentence(named(changeOf(compared, least)), values)];
}

/** What is too few to be shown is named once, in one sentence. */
function few(tables: Tables, figures: readonly FigureName[]): Sentence[] {
  const hidden = figures.filter((name) => ofAll(tables, name).now === 'few');
  if (hidden.length === 0) return [];
  return [sentence('few', { figure: { of: 'labels', keys: hidden.map((name) => `figures:name.${name}`) } })];
}

const HOW_ANSWERED = [
  'answered_rate',
  'first_response_median_hours',
  'loop_closed_rate',
  'satisfaction_rate',
] as const satisfies FigureName[];

export function answers(tables: Tables): Sentence[] {
  const said = (named: (change: Change) => string, name: FigureName, least: number) =>
    beside(named, name, ofAll(tables, name), least);
  return [
    ...said((change) => `answered_${change}`, 'answered_rate', LEAST_POINTS),
    ...said((change) => `waited_${change}`, 'first_response_median_hours', 1),
    ...slowest(ofAll(tables, 'first_response_p90_hours')),
    ...late(ofAll(tables, 'overdue_rate')),
    ...said((change) => `told_${change}`, 'loop_closed_rate', LEAST_POINTS),
    ...said((change) => `satisfied_${change}`, 'satisfaction_rate', LEAST_POINTS),
    ...few(tables, HOW_ANSWERED),
  ];
}

const slowest = ({ now }: Compared): Sentence[] =>
  isNumber(now) ? [sentence('waited_at_most', { now: figure('first_response_p90_hours', now) })] : [];

function late({ now, before }: Compared): Sentence[] {
  if (!isNumber(now)) return [];
  const values = { now: figure('overdue_rate', now), before: figure('overdue_rate', before) };
  return [sentence(isNumber(before) ? 'late' : 'late_alone', values)];
}

export const actedUpon = (tables: Tables): Sentence[] => [
  ...beside((change) => `acted_${change}`, 'acted_upon_rate', ofAll(tables, 'acted_upon_rate'), LEAST_POINTS),
  ...few(tables, ['acted_upon_rate']),
];

export function equity(tables: Tables): Sentence[] {
  const all = ofAll(tables, 'first_response_median_hours').now;
  if (!isNumber(all)) return [sentence('equity_few')];
  let compared = 0;
  const slow = (['community', 'language', 'gender', 'municipality'] as const).flatMap((breakdown) => {
    const table = tableBy(tables, breakdown);
    return (table?.rows ?? []).flatMap(({ groups: [code = ''] }) => {
      const hours = cell(table, [code], 'first_response_median_hours').now;
      const answered = cell(table, [code], 'answered').now;
      if (code === NOT_GIVEN || code === 'undisclosed' || !isNumber(hours) || !isNumber(answered)) return [];
      if (answered < ENOUGH_ANSWERS) return [];
      compared += 1;
      if (hours < all * MUCH_LONGER || hours - all < MUCH_LONGER_HOURS) return [];
      const values = {
        wait: figure('first_response_median_hours', hours),
        all: figure('first_response_median_hours', all),
      };
      return [sentence('slower', { label: label(breakdown, code), ...values })];
    });
  });
  if (compared === 0) return [sentence('equity_few')];
  return slow.length > 0 ? slow : [sentence('equity_fine', { all: figure('first_response_median_hours', all) })];
}

export function rising(tables: Tables): Sentence[] {
  let compared = 0;
  const grown = (['sector', 'type'] as const).flatMap((breakdown) => {
    const table = tableBy(tables, breakdown);
    return (table?.rows ?? []).flatMap(({ groups: [code = ''] }) => {
      const { now, before } = cell(table, [code], 'share_of_received');
      const received = cell(table, [code], 'received').now;
      if (code === NOT_GIVEN || !isNumber(now) || !isNumber(before) || !isNumber(received)) return [];
      compared += 1;
      if (received < ENOUGH_TO_GROW || now - before < LEAST_POINTS) return [];
      return [{ breakdown, code, now, before }];
    });
  });
  const most = grown.toSorted((one, other) => other.now - other.before - (one.now - one.before)).slice(0, RISING);
  if (compared === 0) return [sentence('rising_alone')];
  if (most.length === 0) return [sentence('rising_none')];
  return most.map(({ breakdown, code, now, before }) =>
    sentence('rising', {
      label: label(breakdown, code),
      now: figure('share_of_received', now),
      before: figure('share_of_received', before),
    }),
  );
}

export function referrals(tables: Tables, audience: Audience): Sentence[] {
  const { now } = ofAll(tables, 'referred');
  if (!isNumber(now) || now === 0) return [none('referred', audience)];
  const hours = ofAll(tables, 'referral_median_hours').now;
  return [
    sentence('referred', { count: counted(now) }),
    ...(isNumber(hours) ? [sentence('referral_time', { wait: figure('referral_median_hours', hours) })] : []),
  ];
}

/** Of a count above zero, how many were women. */
function women(tables: Tables, name: FigureName): Sentence[] {
  const { now } = cell(tableBy(tables, 'gender'), ['woman'], name);
  return isNumber(now) && now > 0 ? [sentence(`${name}_women`, { women: figure(name, now) })] : [];
}

function open(tables: Tables): Sentence[] {
  const of = (kind: string) => cell(tableBy(tables, 'offer_kind'), [kind], 'offers').now ?? 0;
  const [trainings, placements, seats] = [of('training'), of('placement'), ofAll(tables, 'seats').now];
  if (!isNumber(seats) || (trainings === 0 && placements === 0)) return [];
  const said = { trainings: figure('offers', trainings), placements: figure('offers', placements) };
  return [sentence('offers', { ...said, seats: figure('seats', seats) })];
}

export function trainings(tables: Tables, audience: Audience): Sentence[] {
  const { now } = ofAll(tables, 'registered');
  if (!isNumber(now) || now === 0) return [...open(tables), none('registered', audience)];
  const attended = ofAll(tables, 'attended').now;
  const certificates = ofAll(tables, 'certificates').now;
  return [
    ...open(tables),
    sentence('registered', { count: counted(now) }),
    ...women(tables, 'registered'),
    ...(isNumber(attended) && attended > 0
      ? [sentence('attended', { count: counted(attended) }), ...women(tables, 'attended')]
      : []),
    ...(isNumber(certificates) && certificates > 0 ? [sentence('certificates', { count: counted(certificates) })] : []),
  ];
}

export function grants(tables: Tables, audience: Audience): Sentence[] {
  const { now } = ofAll(tables, 'enquiries');
  if (!isNumber(now) || now === 0) return [none('enquiries', audience)];
  const budget = ofAll(tables, 'budget_eur').now;
  const approved = ofAll(tables, 'approved').now;
  const money = ofAll(tables, 'approved_eur').now;
  return [
    sentence('enquiries', { count: counted(now) }),
    ...women(tables, 'enquiries'),
    ...(isNumber(approved) && approved > 0
      ? [sentence('approved', { count: counted(approved) }), ...women(tables, 'approved')]
      : []),
    ...(isNumber(money) && money > 0 ? [sentence('approved_money', { money: figure('approved_eur', money) })] : []),
    ...(isNumber(budget) && budget > 0 ? [sentence('budget', { money: figure('budget_eur', budget) })] : []),
  ];
}
