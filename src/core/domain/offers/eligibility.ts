import {
  type AboutYou,
  type AgeBand,
  ASKED_AGE_BANDS,
  type Community,
  type Gender,
  type Municipality,
} from '../codes.ts';
import type { OfferRules, OwnQuestion, SeatGroup } from './offer.ts';
import { type GroupsTold, groupMask } from './seats.ts';

/** What a person said of themselves, as far as an offer asked. Own questions by key, as `yes` or `no`. */
export type Applicant = {
  age?: number | undefined;
  municipality?: Municipality | undefined;
  gender?: Gender | undefined;
  communities?: Community[] | undefined;
  own: Record<string, unknown>;
};

/** Why somebody may not apply: one a rule, with what the rule wants. */
export type Ineligible =
  | { because: 'too_young'; age: number }
  | { because: 'too_old'; age: number }
  | { because: 'municipality' | 'gender' | 'community' }
  | { because: 'own_question'; key: string };

/** Every reason why not, in the order of the questions; none: they may apply. What they did not say where it is asked counts against it. */
export function reasonsAgainst(
  rules: OfferRules,
  questions: readonly OwnQuestion[],
  applicant: Applicant,
): Ineligible[] {
  const { age, municipality, gender, communities } = applicant;
  const outside = <T>(allowed: readonly T[] | undefined, given: readonly (T | undefined)[]): boolean =>
    (allowed?.length ?? 0) > 0 && !given.some((one) => one !== undefined && allowed?.includes(one));
  return [
    ...(rules.minAge !== undefined && (age === undefined || age < rules.minAge)
      ? [{ because: 'too_young' as const, age: rules.minAge }]
      : []),
    ...(rules.maxAge !== undefined && age !== undefined && age > rules.maxAge
      ? [{ because: 'too_old' as const, age: rules.maxAge }]
      : []),
    ...(outside(rules.municipalities, [municipality]) ? [{ because: 'municipality' as const }] : []),
    ...(outside(rules.genders, [gender]) ? [{ because: 'gender' as const }] : []),
    ...(outside(rules.communities, communities ?? []) ? [{ because: 'community' as const }] : []),
    ...questions
      .filter((question) => question.needed !== undefined && applicant.own[question.key] !== question.needed)
      .map((question) => ({ because: 'own_question' as const, key: question.key })),
  ];
}

/** The first reason by what they have said so far, in the order of the questions; what is not said yet counts for nothing. */
export const firstAgainst = (
  rules: OfferRules,
  questions: readonly OwnQuestion[],
  applicant: Applicant,
): Ineligible | undefined => reasonsAgainst(rules, questions, applicant).find((reason) => isSaid(reason, applicant));

function isSaid(reason: Ineligible, { age, municipality, gender, communities, own }: Applicant): boolean {
  switch (reason.because) {
    case 'too_young':
    case 'too_old':
      return age !== undefined;
    case 'municipality':
      return municipality !== undefined;
    case 'gender':
      return gender !== undefined;
    case 'community':
      return communities !== undefined;
    case 'own_question':
      return own[reason.key] !== undefined;
  }
}

/** The groups of SEAT_GROUPS that a person belongs to by what they said. */
export function groupsOf(applicant: Applicant, youth: Ages): SeatGroup[] {
  const { age, gender, communities = [] } = applicant;
  return [
    ...(gender === 'woman' ? (['women'] as const) : []),
    ...(age !== undefined && age >= youth.from && age <= youth.to ? (['youth'] as const) : []),
    ...(['roma', 'ashkali', 'egyptian'] as const).filter((community) => communities.includes(community)),
  ];
}

type Ages = { from: number; to: number };

/** Of whom was told a band, the ages they may be of. */
const BANDS: Record<Exclude<AgeBand, 'undisclosed'>, Ages> = {
  under_15: { from: 0, to: 14 },
  '15_17': { from: 15, to: 17 },
  under_18: { from: 0, to: 17 },
  '18_24': { from: 18, to: 24 },
  '25_59': { from: 25, to: 59 },
  '60_plus': { from: 60, to: Number.POSITIVE_INFINITY },
};

/** The age band of the programme's lists, as it is asked now. */
export const ageBandOf = (age: number): AgeBand =>
  ASKED_AGE_BANDS.find((band) => band !== 'undisclosed' && BANDS[band].from <= age && age <= BANDS[band].to) ??
  'undisclosed';

/** Whether everybody of a band is between these ages, nobody, or one cannot know. */
function bandWithin(band: AgeBand | undefined, { from, to }: Ages): boolean | undefined {
  if (band === undefined || band === 'undisclosed') return undefined;
  const ages = BANDS[band];
  if (ages.from >= from && ages.to <= to) return true;
  return ages.to < from || ages.from > to ? false : undefined;
}

/** The same of what somebody told about themselves outside of any offer: what they did not tell, or would not, may still be. */
export function groupsTold({ gender, ageBand, communities }: AboutYou, youth: Ages): GroupsTold {
  const said = communities === undefined || communities.includes('undisclosed') ? undefined : communities;
  const told: [SeatGroup, boolean | undefined][] = [
    ['women', gender === undefined || gender === 'undisclosed' ? undefined : gender === 'woman'],
    ['youth', bandWithin(ageBand, youth)],
    ...(['roma', 'ashkali', 'egyptian'] as const).map((one): [SeatGroup, boolean | undefined] => [
      one,
      said?.includes(one),
    ]),
  ];
  const those = (wanted: boolean | undefined) =>
    groupMask(told.filter(([, is]) => is === wanted).map(([group]) => group));
  return { sure: those(true), perhaps: those(undefined) };
}
