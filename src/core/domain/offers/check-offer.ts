import type words from '../../../../locales/en/staff-offers.json';
import { isBlank } from '../text/fold.ts';
import { mixesScripts } from '../text/one-script.ts';
import { type OfferDraft, TEXT_LANGUAGES } from './offer.ts';
import type { SheetCode } from './sheet.ts';

/** What can be wrong with an offer as staff wrote it, with the field it belongs to: each has its sentence. */
export type OfferCode = keyof (typeof words)['problems'];
export type OfferProblem<Code extends OfferCode = OfferCode> = {
  field: string;
  code: Code;
  values?: Record<string, string | number>;
};
/** What is wrong with its fields, which may come from a sheet too. */
type Wrong = OfferProblem<OfferCode & SheetCode>;

const MOST_SEATS = 2000;
const MOST_DESCRIPTION = 2500;

/**
 * Everything that keeps an offer from being saved. `taken`: seats that people have already. `now` null: an offer that was published
 * before may keep dates that have passed since.
 */
export function offerProblems(draft: OfferDraft, now: Date | null, taken = 0): Wrong[] {
  return [
    ...textProblems(draft),
    ...(draft.kind === 'grant_call' ? moneyProblems(draft) : seatProblems(draft, taken)),
    ...sessionProblems(draft, now),
    ...deadlineProblems(draft, now),
    ...ruleProblems(draft),
    ...questionProblems(draft),
  ];
}

const problem = (field: string, code: OfferCode & SheetCode, values?: Record<string, string | number>): Wrong => ({
  field,
  code,
  ...(values && { values }),
});

function textProblems({ texts }: OfferDraft): Wrong[] {
  const found = TEXT_LANGUAGES.flatMap((language) => {
    const text = texts[language];
    if (!text) return [];
    const empty = isBlank(text.title) || isBlank(text.description);
    const long = text.title.length > 80 || text.place.length > 120 || text.description.length > MOST_DESCRIPTION;
    return [
      ...(empty ? [problem(`texts.${language}`, 'text_empty', { language })] : []),
      ...(long ? [problem(`texts.${language}`, 'text_too_long', { language })] : []),
      ...(mixesScripts(`${text.title} ${text.place}`)
        ? [problem(`texts.${language}`, 'mixed_scripts', { language })]
        : []),
    ];
  });
  return Object.keys(texts).length === 0 ? [problem('texts', 'no_text')] : found;
}

function seatProblems({ seats, waitingSeats, heldSeats }: OfferDraft, taken: number): Wrong[] {
  const whole = (value: number | null | undefined): value is number =>
    Number.isInteger(value) && (value as number) >= 0;
  if (!whole(seats) || seats < 1 || seats > MOST_SEATS) return [problem('seats', 'seats_wrong', { most: MOST_SEATS })];
  const held = Object.values(heldSeats);
  return [
    ...(seats < taken ? [problem('seats', 'fewer_than_taken', { taken })] : []),
    ...(!whole(waitingSeats) || waitingSeats > MOST_SEATS ? [problem('waitingSeats', 'waiting_wrong')] : []),
    ...(held.some((count) => !whole(count)) ? [problem('heldSeats', 'held_wrong')] : []),
    ...(held.reduce((sum, count) => sum + count, 0) > seats ? [problem('heldSeats', 'held_too_many')] : []),
  ];
}

function moneyProblems({ maximumCents, budgetCents }: OfferDraft): Wrong[] {
  const positive = (cents: number | null): cents is number =>
    cents !== null && Number.isSafeInteger(cents) && cents > 0;
  if (!positive(maximumCents)) return [problem('maximumCents', 'maximum_wrong')];
  if (!positive(budgetCents)) return [problem('budgetCents', 'budget_wrong')];
  return maximumCents > budgetCents ? [problem('maximumCents', 'maximum_over_budget')] : [];
}

function sessionProblems({ kind, sessions }: OfferDraft, now: Date | null): Wrong[] {
  if (kind === 'grant_call') return [];
  if (sessions.length === 0) return [problem('sessions', 'no_session')];
  const ordered = [...sessions].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return [
    ...(sessions.some(({ startsAt, endsAt }) => endsAt <= startsAt) ? [problem('sessions', 'end_before_start')] : []),
    ...(now && sessions.some(({ startsAt }) => startsAt <= now) ? [problem('sessions', 'date_past')] : []),
    ...(ordered.some(({ startsAt }, index) => index > 0 && startsAt < (ordered[index - 1]?.endsAt ?? startsAt))
      ? [problem('sessions', 'sessions_overlap')]
      : []),
  ];
}

function deadlineProblems({ kind, deadline, heldUntil, sessions }: OfferDraft, now: Date | null): Wrong[] {
  const starts = sessions.map(({ startsAt }) => startsAt.getTime());
  const start = starts.length > 0 ? Math.min(...starts) : null;
  const late = (date: Date | null) => date !== null && start !== null && date.getTime() > start;
  return [
    ...(kind === 'grant_call' && deadline === null ? [problem('deadline', 'deadline_missing')] : []),
    ...(late(deadline) ? [problem('deadline', 'deadline_after_start')] : []),
    ...(late(heldUntil) ? [problem('heldUntil', 'held_after_start')] : []),
    ...(now && deadline && deadline <= now ? [problem('deadline', 'date_past')] : []),
  ];
}

function ruleProblems({ rules: { minAge, maxAge } }: OfferDraft): Wrong[] {
  const age = (value: number | undefined) =>
    value === undefined || (Number.isInteger(value) && value >= 0 && value <= 120);
  if (!age(minAge) || !age(maxAge)) return [problem('rules.age', 'age_wrong')];
  return minAge !== undefined && maxAge !== undefined && minAge > maxAge
    ? [problem('rules.age', 'ages_backwards')]
    : [];
}

function questionProblems({ questions, papers }: OfferDraft): Wrong[] {
  const keys = [...questions, ...papers].map(({ key }) => key);
  const broken = [...questions, ...papers].some(
    ({ key, texts }) => !/^[a-z0-9]{1,8}$/.test(key) || Object.values(texts).every((text) => isBlank(text ?? '')),
  );
  return [
    ...(new Set(keys).size < keys.length ? [problem('questions', 'key_twice')] : []),
    ...(broken ? [problem('questions', 'question_empty')] : []),
    ...(questions.some(({ kind, needed }) => needed !== undefined && kind !== 'yes_no')
      ? [problem('questions', 'needed_not_yes_no')]
      : []),
  ];
}
