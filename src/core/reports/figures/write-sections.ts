import type { Breakdown, FigureName } from '../../domain/figures/figures.ts';
import type { Audience, Chart, FigureTable, Section } from '../document.ts';
import * as say from './say-figures.ts';

/** A table of a section: which figures of a breakdown people see there, of which first group alone, and what is drawn of it. */
type Picked = { breakdown: Breakdown; figures: readonly FigureName[]; chart?: Chart['of']; of?: FigureTable['of'] };
type Written = {
  name: string;
  tables: readonly Picked[];
  sentences: (tables: readonly FigureTable[], audience: Audience) => Section['sentences'];
};

const HOW_MANY = ['received', 'share_of_received'] as const;
const HOW_FAST = [
  'received',
  'answered_rate',
  'first_response_median_hours',
  'first_response_p90_hours',
  'first_response_median_working_hours',
  'overdue_rate',
] as const;
const WHAT_CAME_OF_IT = ['closed_rate', 'closing_median_hours', 'closing_p90_hours', 'loop_closed_rate'] as const;
const HOW_IT_WENT = ['satisfied', 'partly_satisfied', 'unsatisfied', 'satisfaction_rate', 'reopened'] as const;
const SIDE_BY_SIDE = [
  'received',
  'answered_rate',
  'first_response_median_hours',
  'first_response_p90_hours',
  'closing_median_hours',
  'loop_closed_rate',
  'satisfaction_rate',
] as const;
const PLACES = ['registered', 'seated', 'attended', 'attended_rate', 'certificates', 'held_seats_used'] as const;
const MONEY = ['enquiries', 'eligible', 'complete', 'approved', 'asked_eur', 'approved_eur'] as const;

/** Of two things said of people at once, a report speaks of women. All groups are in the wide table. */
const WOMEN = 'woman' as const;

/** The report in its order. What is in no section is in the wide table. */
const SECTIONS: readonly Written[] = [
  {
    name: 'volume',
    tables: [
      { breakdown: 'week', figures: ['received'], chart: 'line' },
      { breakdown: 'month', figures: ['received'] },
      { breakdown: 'kind', figures: HOW_MANY },
      { breakdown: 'type', figures: HOW_MANY, chart: 'bar' },
      { breakdown: 'sector', figures: HOW_MANY, chart: 'bar' },
    ],
    sentences: say.volume,
  },
  {
    name: 'people',
    tables: [
      { breakdown: 'municipality', figures: HOW_MANY, chart: 'bar' },
      { breakdown: 'language', figures: HOW_MANY },
      { breakdown: 'channel', figures: HOW_MANY },
      { breakdown: 'gender', figures: HOW_MANY, chart: 'bar' },
      { breakdown: 'age_band', figures: HOW_MANY, chart: 'bar' },
      { breakdown: 'community', figures: HOW_MANY, chart: 'bar' },
      { breakdown: 'disability', figures: HOW_MANY },
      { breakdown: 'gender_youth', figures: HOW_MANY, of: WOMEN },
      { breakdown: 'gender_community', figures: HOW_MANY, of: WOMEN },
    ],
    sentences: say.people,
  },
  {
    name: 'answers',
    tables: [
      { breakdown: 'kind', figures: [...HOW_FAST, ...WHAT_CAME_OF_IT] },
      { breakdown: 'type', figures: HOW_FAST },
      { breakdown: 'agency', figures: [...HOW_FAST, 'overdue'], chart: 'bar' },
      { breakdown: 'sector', figures: [...HOW_FAST, ...WHAT_CAME_OF_IT] },
      { breakdown: 'total', figures: HOW_IT_WENT },
    ],
    sentences: say.answers,
  },
  {
    name: 'acted_upon',
    tables: (['total', 'gender', 'age_band', 'disability'] as const).map((breakdown) => ({
      breakdown,
      figures: ['acted_upon', 'acted_upon_rate'] as const,
    })),
    sentences: say.actedUpon,
  },
  {
    name: 'equity',
    tables: (['community', 'language', 'gender', 'municipality'] as const).map((breakdown) => ({
      breakdown,
      figures: SIDE_BY_SIDE,
      chart: 'bar' as const,
    })),
    sentences: say.equity,
  },
  {
    name: 'rising',
    tables: [
      { breakdown: 'sector', figures: ['share_of_received'] },
      { breakdown: 'type', figures: ['share_of_received'] },
    ],
    sentences: say.rising,
  },
  {
    name: 'referrals',
    tables: [
      { breakdown: 'total', figures: ['referred', 'referrals_accepted', 'referral_median_hours'] },
      { breakdown: 'agency', figures: ['referred', 'referrals_accepted', 'referral_median_hours'] },
    ],
    sentences: say.referrals,
  },
  {
    name: 'trainings',
    tables: [
      { breakdown: 'offer_kind', figures: ['offers', 'seats', 'held_seats', ...PLACES], chart: 'bar' },
      { breakdown: 'gender', figures: PLACES },
      { breakdown: 'gender_youth', figures: PLACES, of: WOMEN },
      { breakdown: 'community', figures: PLACES },
    ],
    sentences: say.trainings,
  },
  {
    name: 'grants',
    tables: [
      { breakdown: 'total', figures: [...MONEY, 'budget_eur', 'approved_of_budget'] },
      { breakdown: 'municipality', figures: [...MONEY, 'budget_eur', 'approved_of_budget'] },
      { breakdown: 'gender', figures: MONEY },
      { breakdown: 'community', figures: MONEY },
    ],
    sentences: say.grants,
  },
];

/** What the lines of charts show, and bars, where the first figure of a table is not what they compare. */
const DRAWN: Readonly<Record<string, FigureName>> = {
  answers: 'first_response_median_hours',
  equity: 'first_response_median_hours',
  trainings: 'registered',
};

/** The sections of a report, of every figure by every breakdown. */
export function sectionsOf(everything: readonly FigureTable[], audience: Audience): Section[] {
  return SECTIONS.map(({ name, tables, sentences }) => ({
    name,
    sentences: sentences(everything, audience),
    tables: tables.flatMap((picked) => pick(everything, name, picked)),
  }));
}

function pick(
  everything: readonly FigureTable[],
  section: string,
  { breakdown, figures: named, chart, of }: Picked,
): FigureTable[] {
  const whole = everything.find((table) => table.breakdown === breakdown);
  const figures = named.filter((figure) => whole?.figures.includes(figure));
  // In a file for sharing not every figure stands by every breakdown.
  if (!whole || figures.length === 0) return [];
  const places = figures.map((figure) => whole.figures.indexOf(figure));
  const picked = of === undefined ? whole.rows : whole.rows.filter(({ groups: [first] }) => first === of);
  const rows = picked.map(({ groups, cells }) => ({
    groups,
    cells: places.flatMap((place) => cells[place] ?? []),
  }));
  const figure = DRAWN[section] ?? figures[0] ?? 'received';
  const name = `${section}_${breakdown}`;
  return [{ name, breakdown, of, figures, rows, chart: chart ? { of: chart, figure } : null }];
}
