import { AGENCIES, COMMUNITIES, GENDERS, MUNICIPALITIES, SECTORS } from '../../../core/domain/codes.ts';
import { typedEuros } from '../../../core/domain/money.ts';
import {
  type HeldSeats,
  isCall,
  type OfferDraft,
  type OfferKind,
  SEAT_GROUPS,
  type SeatedFacts,
  TEACHING_LANGUAGES,
} from '../../../core/domain/offers/offer.ts';
import { cut } from '../../../core/domain/text/cut.ts';
import type { OfferEntry } from '../../../core/offers/offer-facts.ts';
import { readSessions } from '../../../core/offers/sheet/read-sessions.ts';
import { type Field, type Read, read, type Typed, typedList } from '../kit/fields.ts';
import { dateTime, select, several, textInput } from '../kit/inputs.ts';
import { numberInput, typedCents, typedNumber } from '../kit/number-input.ts';
import { staffWords } from '../kit/words.ts';
import { timesOf } from './offer-words.ts';
import { wrong } from './problems.ts';
import { asTyped } from './text-fields.ts';

const { codeWords: cardCode } = staffWords('staff-cards');
const { codeWords, hasWords, words } = staffWords('staff-offers');

/** What a form of an offer is about: one that stands, or a new one of a kind. */
export type AboutOffer = { kind: OfferKind; entry: OfferEntry | null };
type Part = Field<AboutOffer, Partial<OfferDraft>>;

const label = (name: string, values?: Record<string, string>) => words(`field.${name}`, values);
const hint = (name: string) => words(`hint.${name}`);
const options = (list: string, codes: readonly string[]) =>
  codes.map((value) => ({ value, text: codeWords(list, value) }));
const cardOptions = (list: string, codes: readonly string[]) =>
  codes.map((value) => ({ value, text: cardCode(list, value) }));

const chosen = <T extends string>(typed: Typed, name: string, codes: readonly T[]): T[] => {
  const values = typedList(typed, name);
  return codes.filter((code) => values?.includes(code));
};
const one = <T extends string>(typed: Typed, name: string, codes: readonly T[]): T | undefined =>
  codes.find((code) => code === typed[name]);
/** A datetime picker's seconds since 1970. */
const moment = (typed: Typed, name: string): Date | null => {
  const seconds = asTyped(typed, name);
  return /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000) : null;
};

/** More seats than any offer has. */
const MOST_SEATS = 2000;
const OLDEST = 120;
/** Whole numbers by name, and all that is wrong with any of them. */
function wholes<Name extends string>(
  typed: Typed,
  names: readonly Name[],
  limits: { least: number; most: number },
): Read<Record<Name, number | null>> {
  const numbers: Partial<Record<Name, number | null>> = {};
  let errors: Record<string, string> = {};
  for (const name of names) {
    const found = typedNumber(typed, name, { whole: true, ...limits });
    if (found.ok) numbers[name] = found.value;
    else errors = { ...errors, ...found.errors };
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : read(numbers as Record<Name, number | null>);
}

export const WHERE: Part = {
  draw: ({ about: { kind, entry } }) => {
    const facts = entry?.facts;
    return [
      select('agency', label('agency'), cardOptions('agency', AGENCIES), { initial: facts?.agency }),
      select('municipality', label('municipality'), cardOptions('municipality', MUNICIPALITIES), {
        initial: facts?.municipality,
      }),
      select('sector', label('sector'), cardOptions('sector', SECTORS), { initial: facts?.sector }),
      ...(kind === 'grant_call'
        ? []
        : [
            several('teaching', label('teaching'), options('teaching', TEACHING_LANGUAGES), {
              initial: facts?.teachingLanguages,
            }),
          ]),
    ];
  },
  read: (typed) => {
    const agency = one(typed, 'agency', AGENCIES);
    const municipality = one(typed, 'municipality', MUNICIPALITIES);
    const sector = one(typed, 'sector', SECTORS);
    if (!agency || !municipality || !sector) return wrong('agency', 'unknown');
    return read({ agency, municipality, sector, teachingLanguages: chosen(typed, 'teaching', TEACHING_LANGUAGES) });
  },
};

const seatsOf = (entry: OfferEntry | null): SeatedFacts | null => (entry && !isCall(entry.facts) ? entry.facts : null);

/** A grant call has no seats: its form has no such fields. */
const hasSeats = (typed: Typed): boolean =>
  ['seats', ...SEAT_GROUPS.map((group) => `held_${group}`)].some((name) => name in typed);

export const SEATS: Part = {
  draw: ({ about: { kind, entry } }) =>
    kind === 'grant_call'
      ? []
      : [
          numberInput('seats', label('seats'), { initial: seatsOf(entry)?.seats }),
          numberInput('waiting_seats', label('waiting_seats'), { initial: seatsOf(entry)?.waitingSeats ?? 10 }),
        ],
  read: (typed) => {
    if (!hasSeats(typed)) return read({});
    const numbers = wholes(typed, ['seats', 'waiting_seats'], { least: 0, most: MOST_SEATS });
    if (!numbers.ok) return numbers;
    return read({ seats: numbers.value.seats, waitingSeats: numbers.value.waiting_seats ?? 0 });
  },
};

export const HELD: Part = {
  draw: ({ about: { kind, entry } }) =>
    kind === 'grant_call'
      ? []
      : [
          ...SEAT_GROUPS.map((group) =>
            numberInput(`held_${group}`, label('held', { group: codeWords('group', group) }), {
              optional: true,
              initial: seatsOf(entry)?.heldSeats[group],
            }),
          ),
          dateTime('held_until', label('held_until'), {
            ...{ optional: true, initial: seatsOf(entry)?.heldUntil, hint: hint('held_until') },
          }),
        ],
  read: (typed) => {
    if (!hasSeats(typed)) return read({});
    const heldSeats: HeldSeats = {};
    const held = wholes(
      typed,
      SEAT_GROUPS.map((group) => `held_${group}` as const),
      { least: 0, most: MOST_SEATS },
    );
    if (!held.ok) return held;
    for (const group of SEAT_GROUPS) {
      const count = held.value[`held_${group}`];
      if (count !== null && count !== 0) heldSeats[group] = count;
    }
    return read({ heldSeats, heldUntil: moment(typed, 'held_until') });
  },
};

export const DEADLINE: Part = {
  draw: ({ about: { kind, entry } }) => [
    dateTime('deadline', label('deadline'), {
      optional: kind !== 'grant_call',
      initial: entry?.facts.deadline,
      ...(kind !== 'grant_call' && { hint: hint('deadline') }),
    }),
  ],
  read: (typed) => read({ deadline: moment(typed, 'deadline') }),
};

export const SESSIONS: Part = {
  draw: ({ about: { entry } }) => [
    textInput('sessions', label('sessions'), {
      ...{ multiline: true, hint: hint('sessions') },
      initial: entry?.facts.sessions.map(timesOf).join('\n'),
    }),
  ],
  // Every line that does not read is named by its number, so that all can be put right at once.
  read: (typed) => {
    const sessions: OfferDraft['sessions'] = [];
    const faults: string[] = [];
    for (const [index, line] of asTyped(typed, 'sessions').split('\n').entries()) {
      const found = readSessions(line);
      if (found.ok) sessions.push(...found.value);
      else {
        // Whatever else a line may be, such as a formula, it is no session.
        const code = hasWords(`problems.${found.code}`) ? found.code : 'session_wrong';
        const say = words(`problems.${code}`);
        faults.push(words('problems.line', { number: index + 1, text: cut(line.trim(), 40), say }));
      }
    }
    return faults.length > 0 ? { ok: false, errors: { sessions: faults.slice(0, 5).join(' ') } } : read({ sessions });
  },
};

/** In euros, as people write them. */
const cents = (
  name: 'maximum' | 'budget',
  key: 'maximumCents' | 'budgetCents',
  now: (entry: OfferEntry) => number | null,
): Part => ({
  draw: ({ about: { entry } }) => {
    const amount = entry && now(entry);
    const initial = amount == null ? undefined : typedEuros(amount);
    return [numberInput(name, label(name), { hint: hint('money'), initial })];
  },
  read: (typed): Read<Partial<OfferDraft>> => {
    const found = typedCents(typed, name, { least: 0 });
    return found.ok ? read({ [key]: found.value }) : found;
  },
});
export const MAXIMUM = cents('maximum', 'maximumCents', ({ facts }) => (isCall(facts) ? facts.maximumCents : null));
export const BUDGET = cents('budget', 'budgetCents', ({ budgetCents }) => budgetCents);

/** Who may take part. */
export const RULES: Part = {
  draw: ({ about: { entry } }) => {
    const rules = entry?.facts.rules ?? {};
    return [
      numberInput('min_age', label('min_age'), { optional: true, initial: rules.minAge, hint: hint('restrict') }),
      numberInput('max_age', label('max_age'), { optional: true, initial: rules.maxAge }),
      several('municipalities', label('municipalities'), cardOptions('municipality', MUNICIPALITIES), {
        ...{ optional: true, initial: rules.municipalities },
      }),
      several('genders', label('genders'), options('gender', GENDERS), { optional: true, initial: rules.genders }),
      several('communities', label('communities'), options('community', COMMUNITIES), {
        ...{ optional: true, initial: rules.communities },
      }),
    ];
  },
  read: (typed) => {
    const ages = wholes(typed, ['min_age', 'max_age'], { least: 0, most: OLDEST });
    if (!ages.ok) return ages;
    return read({
      rules: {
        minAge: ages.value.min_age ?? undefined,
        maxAge: ages.value.max_age ?? undefined,
        municipalities: chosen(typed, 'municipalities', MUNICIPALITIES),
        genders: chosen(typed, 'genders', GENDERS),
        communities: chosen(typed, 'communities', COMMUNITIES),
      },
    });
  },
};

const QUESTION_KINDS = ['yes_no', 'text', 'number'] as const;

export const QUESTION_KIND: Field<AboutOffer, (typeof QUESTION_KINDS)[number]> = {
  draw: () => [
    select('question_kind', label('question_kind'), options('question_kind', QUESTION_KINDS), { initial: 'yes_no' }),
  ],
  read: (typed) => read(one(typed, 'question_kind', QUESTION_KINDS) ?? 'yes_no'),
};

/** What has to be answered so that somebody may take part. */
export const NEEDED: Field<AboutOffer, 'yes' | 'no' | undefined> = {
  draw: () => [
    select(
      'needed',
      label('needed'),
      ['any', 'yes', 'no'].map((value) => ({ value, text: label(`needed_${value}`) })),
      { initial: 'any', hint: hint('needed') },
    ),
  ],
  read: (typed) => {
    const needed = one(typed, 'needed', ['yes', 'no'] as const);
    const kind = one(typed, 'question_kind', QUESTION_KINDS) ?? 'yes_no';
    return needed && kind !== 'yes_no' ? wrong('needed', 'needed_not_yes_no') : read(needed);
  },
};

export const OPTIONAL: Field<AboutOffer, boolean> = {
  draw: () => [
    select(
      'optional',
      label('optional'),
      ['no', 'yes'].map((value) => ({ value, text: value === 'yes' ? label('optional_yes') : label('needed_no') })),
      { initial: 'no' },
    ),
  ],
  read: (typed) => read(typed.optional === 'yes'),
};
