/*
 * Every figure of a summary, defined once. What it is called, how it is reckoned in words, and the sentences that speak of it are texts:
 * `figures:name.<figure>`, `figures:formula.<figure>`. Tables, charts, dictionaries and docs/figures.md are made from this list.
 */

/** Shares are from 0 to 1, money is integer euro cents. */
export type Unit = 'count' | 'share' | 'hours' | 'money';

/** The nine commitments of the Core Humanitarian Standard of 2024. */
export type Commitment = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** By what figures are broken down: the lists whose codes name a group, one after the other. `time` has days: where a week or a month begins. */
export const BREAKDOWNS = {
  total: [],
  kind: ['item_kind'],
  type: ['feedback_type'],
  municipality: ['municipality'],
  sector: ['sector'],
  agency: ['agency'],
  language: ['language'],
  channel: ['channel'],
  gender: ['gender'],
  age_band: ['age_band'],
  community: ['community'],
  disability: ['disability'],
  gender_youth: ['gender', 'youth'],
  gender_community: ['gender', 'community'],
  offer_kind: ['offer_kind'],
  week: ['time'],
  month: ['time'],
} as const;
export type Breakdown = keyof typeof BREAKDOWNS;

type Figure = { unit: Unit; commitment: Commitment };

export const FIGURES = {
  received: { unit: 'count', commitment: 5 },
  answered: { unit: 'count', commitment: 5 },
  first_response_median_hours: { unit: 'hours', commitment: 5 },
  loop_closed_rate: { unit: 'share', commitment: 7 },
  approved_eur: { unit: 'money', commitment: 9 },
} as const satisfies Record<string, Figure>;
export type FigureName = keyof typeof FIGURES;
