import { AGENCIES, COMMUNITIES, GENDERS, MUNICIPALITIES, SECTORS } from '../../domain/codes.ts';
import type { TextLanguage } from '../../domain/languages.ts';
import { type OfferProblem, offerProblems } from '../../domain/offers/check-offer.ts';
import {
  type HeldSeats,
  OFFER_KINDS,
  type OfferDraft,
  type OfferText,
  type OfferTexts,
  SEAT_GROUPS,
  TEACHING_LANGUAGES,
  TEXT_LANGUAGES,
} from '../../domain/offers/offer.ts';
import type { SheetCode } from '../../domain/offers/sheet.ts';
import { isEmptyCell, type SheetCell, type SheetProblem, type SheetRow } from '../../domain/offers/sheet.ts';
import { done, type Result, refuse } from '../../domain/result.ts';
import { heldHeading, TEXT_PARTS, textHeading } from './offer-columns.ts';
import { readCents, readCode, readCodes, readMoment, readText, readWhole } from './read-cells.ts';
import { readPapers, readQuestions } from './read-questions.ts';
import { readSessions } from './read-sessions.ts';
import { scriptFault } from './script-fault.ts';

const LONGEST_CODE = 40;
const MOST_YEARS = 120;

/** Reads a cell by its heading; a cell that is wrong is noted and read as `otherwise`. */
type Take = <T>(heading: string, read: (cell: SheetCell) => Result<T, SheetCode>, otherwise: T) => T;

/** One row as an offer, with everything that is wrong with it. The draft holds only when nothing is. */
export function readOfferRow(
  row: SheetRow,
  columns: ReadonlyMap<string, number>,
  now: Date,
): { draft: OfferDraft; problems: SheetProblem[] } {
  const problems: SheetProblem[] = [];
  const cellOf = (heading: string): SheetCell => row.cells[columns.get(heading) ?? -1] ?? null;
  const note = (heading: string, code: SheetCode, values?: Record<string, string | number>) => {
    if (columns.has(heading)) problems.push({ row: row.row, heading, code, ...(values && { values }) });
  };
  const take: Take = (heading, read, otherwise) => {
    const result = read(cellOf(heading));
    if (result.ok) return result.value;
    note(heading, result.code, result.values);
    return otherwise;
  };
  const kind = take('kind', (cell) => needed(readCode(cell, OFFER_KINDS)), null);
  const read = { ...readWho(take, kind), ...readSeats(take), ...readRest(take), kind: kind ?? 'training' };
  const draft = withoutOthers(read);
  for (const heading of kind ? misplaced(kind, cellOf) : []) note(heading, 'not_for_this_kind', { kind: kind ?? '' });
  const faulty = new Set(problems.map(({ heading }) => heading));
  for (const problem of offerProblems(draft, now)) {
    const headings = headingsOf(problem, draft);
    const unknownKind = kind === null && (problem.code === 'no_session' || problem.code === 'seats_wrong');
    if (unknownKind || headings.some((heading) => faulty.has(heading))) continue;
    problems.push({
      ...{ row: row.row, heading: headings[0] ?? '', code: problem.code },
      ...(problem.values && { values: problem.values }),
    });
  }
  return { draft, problems };
}

function needed<T>(result: Result<T | null, SheetCode>): Result<T, SheetCode> {
  if (!result.ok) return result;
  return result.value === null ? refuse('missing') : done(result.value);
}

function readWho(take: Take, kind: OfferDraft['kind'] | null) {
  const code = <T extends string>(heading: string, codes: readonly T[], otherwise: T): T =>
    take(heading, (cell) => needed(readCode(cell, codes)), otherwise);
  const teaching = (cell: SheetCell): Result<OfferDraft['teachingLanguages'], SheetCode> => {
    const read = readCodes(cell, TEACHING_LANGUAGES);
    return read.ok && read.value.length === 0 && kind === 'training' ? refuse('missing') : read;
  };
  return {
    ownCode: take('own_code', readOwnCode, null),
    agency: code('agency', AGENCIES, 'UNDP'),
    municipality: code('municipality', MUNICIPALITIES, 'elsewhere'),
    sector: code('sector', SECTORS, 'other'),
    teachingLanguages: take('teaching_languages', teaching, []),
    rules: {
      minAge: take('min_age', readWhole, null) ?? undefined,
      maxAge: take('max_age', readWhole, null) ?? undefined,
      municipalities: filled(take('municipalities', (cell) => readCodes(cell, MUNICIPALITIES), [])),
      genders: filled(take('genders', (cell) => readCodes(cell, GENDERS), [])),
      communities: filled(take('communities', (cell) => readCodes(cell, COMMUNITIES), [])),
    },
  };
}

const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

function readOwnCode(cell: SheetCell): Result<string, SheetCode> {
  const code = needed(readText(cell));
  if (code.ok && code.value.length > LONGEST_CODE) return refuse('own_code_long', { most: LONGEST_CODE });
  return code;
}

function readSeats(take: Take) {
  const heldSeats: HeldSeats = {};
  for (const group of SEAT_GROUPS) {
    const count = take(heldHeading(group), readWhole, null);
    if (count) heldSeats[group] = count;
  }
  return {
    seats: take('seats', readWhole, null),
    waitingSeats: take('waiting_seats', readWhole, null) ?? 0,
    heldSeats,
    heldUntil: take('held_until', readMoment, null),
  };
}

function readRest(take: Take) {
  const texts: OfferTexts = {};
  for (const language of TEXT_LANGUAGES) {
    const text = readOfferText(take, language);
    if (text) texts[language] = text;
  }
  return {
    texts,
    deadline: take('deadline', readMoment, null),
    sessions: take('sessions', readSessions, []),
    questions: take('questions', readQuestions, []),
    papers: take('papers', readPapers, []),
    maximumCents: take('maximum_eur', readCents, null),
    budgetCents: take('budget_eur', readCents, null),
  };
}

function readOfferText(take: Take, language: TextLanguage): OfferText | null {
  const inScript = (cell: SheetCell): Result<string | null, SheetCode> => {
    const text = readText(cell);
    const fault = text.ok && text.value !== null ? scriptFault(language, text.value) : null;
    return fault ? refuse(fault.code, fault.values) : text;
  };
  const text: OfferText = { title: '', place: '', description: '' };
  // What is in the wrong script is there all the same: it must not be called missing too.
  for (const part of TEXT_PARTS) text[part] = take(textHeading(part, language), inScript, '?') ?? '';
  return TEXT_PARTS.some((part) => text[part] !== '') ? text : null;
}

/** A zero in a column of another kind is as good as nothing. */
function withoutOthers(draft: OfferDraft): OfferDraft {
  return draft.kind === 'grant_call'
    ? { ...draft, seats: null, waitingSeats: 0, heldSeats: {}, heldUntil: null, sessions: [] }
    : { ...draft, papers: [], maximumCents: null, budgetCents: null };
}

/** Columns of the other kinds that are filled. */
function misplaced(kind: OfferDraft['kind'], cellOf: (heading: string) => SheetCell): string[] {
  const seats = ['seats', 'waiting_seats', ...SEAT_GROUPS.map(heldHeading), 'held_until', 'sessions'];
  const others = kind === 'grant_call' ? seats : ['papers', 'maximum_eur', 'budget_eur'];
  return others.filter((heading) => !isEmptyCell(cellOf(heading)) && String(cellOf(heading)).trim() !== '0');
}

/** Where in the sheet a problem of the offer belongs; the first is named. */
function headingsOf({ field, code }: OfferProblem, draft: OfferDraft): string[] {
  const [first = '', second] = field.split('.');
  if (first === 'texts') return textHeadings(code, second as TextLanguage | undefined, draft);
  const known: Record<string, string[]> = {
    seats: ['seats'],
    waitingSeats: ['waiting_seats'],
    heldSeats: SEAT_GROUPS.filter((group) => draft.heldSeats[group]).map(heldHeading),
    heldUntil: ['held_until'],
    rules: ages(draft),
    questions: draft.questions.length > 0 ? ['questions'] : ['papers'],
    maximumCents: ['maximum_eur'],
    budgetCents: ['budget_eur'],
  };
  return known[first] ?? [first];
}

function ages({ rules: { minAge = 0 } }: OfferDraft): string[] {
  return minAge > MOST_YEARS ? ['min_age', 'max_age'] : ['max_age', 'min_age'];
}

function textHeadings(code: string, language: TextLanguage | undefined, draft: OfferDraft): string[] {
  const text = language && draft.texts[language];
  if (!text) return ['title_sq'];
  if (code !== 'text_empty') return TEXT_PARTS.map((part) => textHeading(part, language));
  return (['title', 'description'] as const)
    .filter((part) => text[part] === '')
    .map((part) => textHeading(part, language));
}
