import type { AgeBand, Community, Gender, Municipality } from '../codes.ts';
import type { OfferRules, OwnQuestion, SeatGroup } from './offer.ts';

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

/** The groups of SEAT_GROUPS that a person belongs to by what they said. */
export function groupsOf(applicant: Applicant, youth: { from: number; to: number }): SeatGroup[] {
  const { age, gender, communities = [] } = applicant;
  return [
    ...(gender === 'woman' ? (['women'] as const) : []),
    ...(age !== undefined && age >= youth.from && age <= youth.to ? (['youth'] as const) : []),
    ...(['roma', 'ashkali', 'egyptian'] as const).filter((community) => communities.includes(community)),
  ];
}

/** The age band of the programme's lists. */
export function ageBandOf(age: number): AgeBand {
  if (age < 18) return 'under_18';
  if (age < 25) return '18_24';
  return age < 60 ? '25_59' : '60_plus';
}
