import {
  type Agency,
  type Community,
  type Gender,
  LANGUAGES,
  type Language,
  type Municipality,
  type Sector,
} from '../codes.ts';
import { LANGUAGE_ROWS, madeFrom, STAND_INS } from '../language.ts';
import type { TeachingLanguage, TextLanguage } from '../languages.ts';
import { inOneScript } from '../text/one-script.ts';

export const OFFER_KINDS = ['training', 'placement', 'grant_call'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

/** `full` is derived (`offerState`): a published offer without a free seat. */
export const OFFER_STATUSES = ['draft', 'published', 'closed', 'finished', 'cancelled'] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/** Languages of an offer's texts: the residents', and English for staff. */
export const TEXT_LANGUAGES: readonly TextLanguage[] = LANGUAGE_ROWS.map(([language]) => language);

export const TEACHING_LANGUAGES = [...new Set(LANGUAGE_ROWS.map(([, row]) => row.teaching))] as [
  TeachingLanguage,
  ...TeachingLanguage[],
];

/** Groups for which seats may be held. The order is that of the bits in a registration's mask: never change it. */
export const SEAT_GROUPS = ['women', 'youth', 'roma', 'ashkali', 'egyptian'] as const;
export type SeatGroup = (typeof SEAT_GROUPS)[number];

export const NEEDS = ['childcare', 'transport', 'interpreter', 'wheelchair'] as const;
export type Need = (typeof NEEDS)[number];

export type OfferText = { title: string; place: string; description: string };
export type OfferTexts = Partial<Record<TextLanguage, OfferText>>;

/** A question of the offer's own. Answers are kept by `key`. With `needed`, any other answer means that one may not apply. */
export type OwnQuestion = {
  /** 1–8 of a–z and digits, unique in the offer. */
  key: string;
  kind: 'yes_no' | 'text' | 'number';
  texts: Partial<Record<TextLanguage, string>>;
  needed?: 'yes' | 'no' | undefined;
  optional?: boolean | undefined;
};

/** Who may apply. A list left out or empty restricts nothing. Ages are in full years, both ends included. */
export type OfferRules = {
  minAge?: number | undefined;
  maxAge?: number | undefined;
  municipalities?: Municipality[] | undefined;
  genders?: Gender[] | undefined;
  communities?: Community[] | undefined;
};

/** A paper that an applicant for a grant must bring; `key` as with own questions. */
export type PaperNeeded = { key: string; texts: Partial<Record<TextLanguage, string>> };

export type HeldSeats = Partial<Record<SeatGroup, number>>;

/** What staff write down of an offer; sessions stand beside it. Money is euro cents. */
export type OfferDraft = {
  kind: OfferKind;
  agency: Agency;
  municipality: Municipality;
  sector: Sector;
  teachingLanguages: TeachingLanguage[];
  texts: OfferTexts;
  /** Null for a grant call. */
  seats: number | null;
  waitingSeats: number;
  heldSeats: HeldSeats;
  /** From then on held seats are everybody's. Null: until the deadline. */
  heldUntil: Date | null;
  rules: OfferRules;
  questions: OwnQuestion[];
  papers: PaperNeeded[];
  deadline: Date | null;
  maximumCents: number | null;
  budgetCents: number | null;
  /** Staff's own number for it, from a spreadsheet; nobody imports the same line twice. */
  ownCode: string | null;
  sessions: { startsAt: Date; endsAt: Date }[];
};

/** An offer of which nothing is said yet but what it is and whose. */
export const BARE_OFFER: Omit<OfferDraft, 'kind' | 'agency' | 'municipality' | 'sector'> = {
  teachingLanguages: [],
  texts: {},
  seats: null,
  waitingSeats: 0,
  heldSeats: {},
  heldUntil: null,
  rules: {},
  questions: [],
  papers: [],
  deadline: null,
  maximumCents: null,
  budgetCents: null,
  ownCode: null,
  sessions: [],
};

/** What a form or a text for a resident needs to know of an offer. Plain JSON but for the dates. */
export type OfferFacts = SeatedFacts | CallFacts;
/** What has seats. Null: a draft does not say how many yet. */
export type SeatedFacts = SharedFacts & {
  kind: Exclude<OfferKind, 'grant_call'>;
  seats: number | null;
} & Pick<OfferDraft, 'waitingSeats' | 'heldSeats' | 'heldUntil'>;
/** A call for grants, which gives money to whoever is approved. */
export type CallFacts = SharedFacts & { kind: 'grant_call'; maximumCents: number | null } & Pick<OfferDraft, 'papers'>;

type SharedFacts = Pick<
  OfferDraft,
  'agency' | 'municipality' | 'sector' | 'teachingLanguages' | 'texts' | 'rules' | 'questions' | 'deadline'
> & {
  id: string;
  /** `T-7K3QM9`. */
  code: string;
  status: OfferStatus;
  /** Grows when the form's questions change; see Form.version. */
  formVersion: number;
  /** Grows when what people were promised changes (time, place); they are told. */
  promiseVersion: number;
  sessions: { id: string; startsAt: Date; endsAt: Date }[];
};

export const isCall = (offer: OfferFacts): offer is CallFacts => offer.kind === 'grant_call';
/** Seats that are held for groups; a call has none. */
export const heldSeatsOf = (offer: OfferFacts): HeldSeats => (isCall(offer) ? {} : offer.heldSeats);
/** Papers that applicants must bring; for a seat nobody brings any. */
export const papersOf = (offer: OfferFacts): PaperNeeded[] => (isCall(offer) ? offer.papers : []);

/** Who reads an offer's words: their language, and the one that stands in for it. */
/** Staff read in English. */
export type Reader = { language: Language | 'en'; second: Language | null };

/** The best text for a reader. `in`: the language it is in, when it is not theirs, so that they are told. */
export function textFor(
  texts: Partial<Record<TextLanguage, OfferText>>,
  language: Language | 'en',
  second: Language | null,
): { text: OfferText; in: TextLanguage | null } | null {
  return pickText(texts, language, second, (text, make) => ({
    title: make(text.title),
    place: make(text.place),
    description: make(text.description),
  }));
}

/** The same of a question or the name of a paper. */
export function wordsFor(
  texts: Partial<Record<TextLanguage, string>>,
  language: Language | 'en',
  second: Language | null,
): string {
  return pickText(texts, language, second, (text, make) => make(text))?.text ?? '';
}

/** Where it is, as it stands in the best text that says so: the reader's may not. Empty where none does; then there is the municipality. */
export const placeFor = (texts: OfferTexts, language: Language | 'en', second: Language | null): string =>
  wordsFor(
    Object.fromEntries(
      TEXT_LANGUAGES.flatMap((one) => {
        const place = texts[one]?.place.trim();
        return place ? [[one, place]] : [];
      }),
    ),
    language,
    second,
  );

/** Its municipality, where that says where it is. */
export const townOf = ({ municipality }: Pick<OfferDraft, 'municipality'>): Municipality | null =>
  municipality === 'elsewhere' ? null : municipality;

/** Theirs, made from that in another script if need be, their second language, and then whatever there is. */
function pickText<T>(
  texts: Partial<Record<TextLanguage, T>>,
  language: TextLanguage,
  second: TextLanguage | null,
  carryOver: (text: T, make: (text: string) => string) => T,
): { text: T; in: TextLanguage | null } | null {
  for (const candidate of [language, ...(second ? [second] : []), ...STAND_INS]) {
    const own = texts[candidate];
    // Texts that stood here before words of two scripts were refused are mended as they are read.
    if (own !== undefined) return { text: carryOver(own, inOneScript), in: candidate === language ? null : candidate };
    const from = madeFrom(candidate);
    const text = from ? texts[from.language] : undefined;
    if (from && text !== undefined)
      return {
        text: carryOver(text, (one) => from.make(inOneScript(one))),
        in: candidate === language ? null : candidate,
      };
  }
  return null;
}

/** Languages of residents in which an offer says nothing of its own, for staff to see before they publish. */
export function missingLanguages(texts: OfferTexts): TextLanguage[] {
  return LANGUAGES.filter((language) => {
    const from = madeFrom(language);
    return texts[language] === undefined && !(from && texts[from.language] !== undefined);
  });
}

export const firstStart = (offer: { sessions: { startsAt: Date }[] }): Date | null =>
  offer.sessions.reduce<Date | null>(
    (first, { startsAt }) => (first === null || startsAt < first ? startsAt : first),
    null,
  );

export const lastEnd = (offer: { sessions: { endsAt: Date }[] }): Date | null =>
  offer.sessions.reduce<Date | null>((last, { endsAt }) => (last === null || endsAt > last ? endsAt : last), null);

/** Until when one may register: the deadline, else the start. Null: as long as it is published. */
export const opensUntil = (offer: Pick<OfferFacts, 'deadline' | 'sessions'>): Date | null =>
  offer.deadline ?? firstStart(offer);

/** Why one cannot apply for an offer at this moment, as the code of a refusal; null while one can. */
export function whyNotOpen(
  offer: Pick<OfferFacts, 'status' | 'deadline' | 'sessions'>,
  now: Date,
): 'offer_cancelled' | 'offer_closed' | null {
  if (offer.status === 'cancelled') return 'offer_cancelled';
  const until = opensUntil(offer);
  return offer.status !== 'published' || (until !== null && until <= now) ? 'offer_closed' : null;
}
