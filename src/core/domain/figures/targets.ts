import type { FigureName } from './figures.ts';

/** The figures that a results framework may have a target for, in the order in which a report shows them. */
export const TARGET_FIGURES = [
  'received',
  'answered_rate',
  'first_response_median_hours',
  'closing_median_hours',
  'overdue_rate',
  'loop_closed_rate',
  'satisfaction_rate',
  'acted_upon_rate',
  'registered',
  'attended',
  'attended_rate',
  'certificates',
  'enquiries',
  'approved',
  'approved_eur',
  'approved_of_budget',
] as const satisfies readonly FigureName[];
