import { AGENCIES, COMMUNITIES, GENDERS, MUNICIPALITIES, SECTORS } from '../../../core/domain/codes.ts';
import {
  type HeldSeats,
  type OfferDraft,
  SEAT_GROUPS,
  TEACHING_LANGUAGES,
  TEXT_LANGUAGES,
  type TextLanguage,
} from '../../../core/domain/offers/offer.ts';
import { written } from '../../../core/domain/text/fold.ts';
import { readCents } from '../../../core/offers/sheet/read-cells.ts';
import { readSessions } from '../../../core/offers/sheet/read-sessions.ts';
import { scriptFault } from '../../../core/offers/sheet/script-fault.ts';
import { staffWords } from '../kit/words.ts';
import { problemWords } from './problems.ts';

const { hasWords, words } = staffWords('staff-offers');

export type Fields = Record<string, string | string[]>;

/** What a form's fields say, or what is wrong with them, by the block it is shown beside. */
export type Read<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> };

export const read = <T>(value: T): Read<T> => ({ ok: true, value });
export const wrong = (block: string, code: string, values?: Record<string, string>): Read<never> => ({
  ok: false,
  errors: { [block]: problemWords({ code, ...(values && { values }) }) },
});

const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? written(value) : '';
};
const chosen = <T extends string>(fields: Fields, name: string, codes: readonly T[]): T[] => {
  const value = fields[name];
  return Array.isArray(value) ? codes.filter((code) => value.includes(code)) : [];
};
const one = <T extends string>(fields: Fields, name: string, codes: readonly T[]): T | undefined =>
  codes.find((code) => code === fields[name]);

/** Slack lets only whole numbers through; anything else is left to what checks the offer. */
const number = (fields: Fields, name: string): number | undefined => {
  const value = text(fields, name);
  return value === '' ? undefined : Number(value);
};
const moment = (fields: Fields, name: string): Date | null => {
  const seconds = number(fields, name);
  return seconds === undefined || !Number.isSafeInteger(seconds) ? null : new Date(seconds * 1000);
};

/** All that is wrong together, so that nobody learns of it piece by piece. */
export function together<T extends object>(...parts: Read<Partial<T>>[]): Read<Partial<T>> {
  const errors = Object.assign({}, ...parts.map((part) => (part.ok ? {} : part.errors))) as Record<string, string>;
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return read(Object.assign({}, ...parts.map((part) => (part.ok ? part.value : {}))) as Partial<T>);
}

type Part = Read<Partial<OfferDraft>>;

export function readWhere(fields: Fields): Part {
  const agency = one(fields, 'agency', AGENCIES);
  const municipality = one(fields, 'municipality', MUNICIPALITIES);
  const sector = one(fields, 'sector', SECTORS);
  if (!agency || !municipality || !sector) return wrong('agency', 'unknown');
  return read({ agency, municipality, sector, teachingLanguages: chosen(fields, 'teaching', TEACHING_LANGUAGES) });
}

export const readSeats = (fields: Fields): Part =>
  read({ seats: number(fields, 'seats') ?? null, waitingSeats: number(fields, 'waiting_seats') ?? 0 });

export function readHeld(fields: Fields): Part {
  const heldSeats: HeldSeats = {};
  for (const group of SEAT_GROUPS) {
    const count = number(fields, `held_${group}`);
    if (count !== undefined && count !== 0) heldSeats[group] = count;
  }
  return read({ heldSeats, heldUntil: moment(fields, 'held_until') });
}

export const readDeadline = (fields: Fields): Part => read({ deadline: moment(fields, 'deadline') });

/** Every line that does not read is named by its number, so that all can be put right at once. */
export function readDates(fields: Fields): Part {
  const sessions: OfferDraft['sessions'] = [];
  const faults: string[] = [];
  for (const [index, line] of text(fields, 'sessions').split('\n').entries()) {
    const found = readSessions(line);
    if (found.ok) sessions.push(...found.value);
    else {
      // Whatever else a line may be, such as a formula, it is no session.
      const code = hasWords(`problems.${found.code}`) ? found.code : 'session_wrong';
      const say = words(`problems.${code}`);
      faults.push(words('problems.line', { number: index + 1, text: line.trim().slice(0, 40), say }));
    }
  }
  return faults.length > 0 ? { ok: false, errors: { sessions: faults.slice(0, 5).join(' ') } } : read({ sessions });
}

function cents(fields: Fields, block: 'maximum' | 'budget'): Read<number | null> {
  const found = readCents(text(fields, block));
  return found.ok ? read(found.value) : wrong(block, found.code);
}

export function readMoney(fields: Fields): Part {
  const [maximum, budget] = [cents(fields, 'maximum'), cents(fields, 'budget')];
  return together<OfferDraft>(
    maximum.ok ? read({ maximumCents: maximum.value }) : maximum,
    budget.ok ? read({ budgetCents: budget.value }) : budget,
  );
}

export const readRules = (fields: Fields): Part =>
  read({
    rules: {
      minAge: number(fields, 'min_age'),
      maxAge: number(fields, 'max_age'),
      municipalities: chosen(fields, 'municipalities', MUNICIPALITIES),
      genders: chosen(fields, 'genders', GENDERS),
      communities: chosen(fields, 'communities', COMMUNITIES),
    },
  });

export const readLanguage = (language: string | string[] | undefined): TextLanguage | undefined =>
  TEXT_LANGUAGES.find((code) => code === language);

/** The text of a language; null takes it away: only the Cyrillic one, which is made from the Latin one. */
export function readOfferText(
  fields: Fields,
  language: TextLanguage,
): Read<{ title: string; place: string; description: string } | null> {
  const [title, place, description] = [text(fields, 'title'), text(fields, 'place'), text(fields, 'description')];
  if (language === 'sr-Cyrl' && title === '' && description === '') return read(null);
  const errors: Record<string, string> = {};
  for (const [block, written] of Object.entries({ title, place, description })) {
    const fault = scriptFault(language, written);
    if (fault) errors[block] = problemWords(fault);
    else if (written === '' && block !== 'place') errors[block] = problemWords({ code: 'text_empty' });
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : read({ title, place, description });
}

/** What was written in each language, as far as it was. */
export function readWords(
  fields: Fields,
  name: string,
  empty = 'question_empty',
): Read<Partial<Record<TextLanguage, string>>> {
  const texts: Partial<Record<TextLanguage, string>> = {};
  const errors: Record<string, string> = {};
  for (const language of TEXT_LANGUAGES) {
    const written = text(fields, `${name}_${language}`);
    const fault = scriptFault(language, written);
    if (fault) errors[`${name}_${language}`] = problemWords(fault);
    else if (written !== '') texts[language] = written;
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return Object.keys(texts).length > 0 ? read(texts) : wrong(`${name}_sq`, empty);
}
