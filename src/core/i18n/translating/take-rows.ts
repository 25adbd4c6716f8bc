import { LANGUAGES, type Language } from '../../domain/codes.ts';
import { followersOf, madeFrom } from '../../domain/language.ts';
import { newFaults, withTexts } from '../changed-texts.ts';
import { sourceOf, wantedKeys } from '../plurals.ts';
import { findReader } from '../readers.ts';
import { recordReading } from '../record-reading.ts';
import {
  type LocaleStrings,
  REVIEW_STATES,
  type Review,
  type Reviewed,
  type ReviewState,
  readingsOf,
  reviewOf,
} from '../review.ts';
import { isStaffKey, lengthLimit, MULTILINGUAL, SAME_WORDS } from '../rules.ts';
import type { TellLanguage } from '../tell-language.ts';
import { SOURCE_LANGUAGE } from '../texts.ts';
import { brokenLetters } from './broken-letters.ts';
import type { CameBack, CameBackRow } from './came-back.ts';
import { languageNamed } from './language-named.ts';
import { plainly, readVersion } from './text-rows.ts';

/** `at` null: the file as a whole. */
export type RowProblem = { at: string | null; key: string; message: string };

/** What an import changes: in every language that it concerns, texts and what is known of them. */
export type Taken = {
  language: Language;
  texts: Map<Language, Map<string, string>>;
  review: Review;
  /** How many texts were read once more, and how many are marked as read by nobody who is named: these stay unread. */
  read: number;
  readByNobody: number;
};
export type TakenRows = { ok: true; taken: Taken } | { ok: false; problems: RowProblem[] };

export type Taking = Reviewed & {
  tell: TellLanguage;
  /** The language that whoever imports expects; null where the file is believed. */
  language: Language | null;
  /** Who has read what is changed, and what is marked as read where the file names nobody. */
  reviewer?: string | undefined;
  /** Keys whose text is meant, though it seems to be in another language. */
  meant?: readonly string[] | undefined;
};

/**
 * What a translator's file changes: nothing where a single row is wrong, and then every wrong row is named. What is not in the file stays, and what
 * comes back as it was sent out takes nothing back that others did meanwhile.
 */
export function takeRows(file: CameBack, taking: Taking): TakenRows {
  if (file.problems.length > 0)
    return { ok: false, problems: file.problems.map((message) => ({ at: null, key: '', message })) };
  const language = languageOf(file, taking.language);
  if ('problem' in language) return { ok: false, problems: [{ at: null, key: '', message: language.problem }] };
  const world = worldOf(taking, language.is);
  const seen = new Map<string, string>();
  const changes = new Map<string, Change>();
  const problems: RowProblem[] = [];
  for (const row of file.rows) {
    const before = seen.get(row.key);
    const change = before ? `the key comes twice; first in ${before}` : changeOf(row, world);
    seen.set(row.key, before ?? row.at);
    if (typeof change === 'string') problems.push({ at: row.at, key: row.key, message: change });
    else if (!isEmpty(change)) changes.set(row.key, change);
  }
  const texts = newTexts(changes, language.is);
  const strings = withTexts(taking.strings, texts);
  const found = brokenRules(texts, taking.strings, strings, language.is);
  const review = newReview({ ...taking, strings }, changes, language.is, (key, message) =>
    found.push({ key, message }),
  );
  for (const { key, message } of found) problems.push({ at: seen.get(key) ?? null, key, message });
  problems.sort((a, b) => placeOf(a) - placeOf(b));
  if (problems.length > 0)
    return { ok: false, problems: [...(file.hint ? [{ at: null, key: '', message: file.hint }] : []), ...problems] };
  const all = [...changes.values()];
  const read = all.filter(({ readers }) => readers && readers.length > 0).length;
  const readByNobody = all.filter((change) => change.readByNobody).length;
  return { ok: true, taken: { language: language.is, texts, review, read, readByNobody } };
}

/** In the order of the file. */
const placeOf = ({ at }: RowProblem): number => Number(/\d+/.exec(at ?? '')?.[0] ?? 0);

function languageOf(file: CameBack, expected: Language | null): { is: Language } | { problem: string } {
  const named = file.language === null ? expected : languageNamed(file.language);
  if (file.language !== null && named === null)
    return { problem: `the file says that it is in “${file.language}”, and there are no texts in that language` };
  if (named === null) return { problem: 'the file does not say its language; give it with --lang' };
  if (expected !== null && named !== expected)
    return { problem: `the file says that it is in “${named}”, and --lang says ${expected}` };
  return { is: named };
}

type World = Taking & {
  language: Language;
  english: ReadonlyMap<string, string>;
  own: ReadonlyMap<string, string>;
  wanted: ReadonlySet<string>;
};

function worldOf(taking: Taking, language: Language): World {
  const english = taking.strings.get(SOURCE_LANGUAGE) ?? new Map<string, string>();
  const own = taking.strings.get(language) ?? new Map<string, string>();
  return { ...taking, language, english, own, wanted: wantedKeys(new Set(english.keys()), language) };
}

/** `text`: the new one. `readers`: who has read it now. `unread`: nobody vouches for it any more. `note`: the new one, empty for none. */
type Change = { text?: string; readers?: string[]; unread?: boolean; readByNobody?: boolean; note?: string };

function changeOf(row: CameBackRow, world: World): Change | string {
  const source = sourceOf(row.key, world.english);
  if (source === undefined || isStaffKey(row.key) || !world.wanted.has(row.key)) return unknownKey(row.key);
  if (row.fault) return row.fault;
  if (!sameEnglish(row.english, source))
    return brokenLetters(row.english) ?? 'the English has changed since this was exported; export again';
  const now = world.own.get(row.key) ?? '';
  const text = plainly(row.translation);
  const base = row.version === null ? null : readVersion(row.version);
  // What was lost here comes back from a file that nobody touched.
  const isLost = text !== '' && isLostHere(row.key, world);
  const touched = !base || isLost ? text !== now || isLost : !base.isOf(text);
  if (touched && base && world.own.has(row.key) && !base.isOf(now) && text !== now)
    return `it was changed here since this was exported, to “${now}”; export again`;
  const changed = touched && (text !== now || isLost);
  const wrong = changed ? wrongText(text, now, source, row.key, world) : null;
  const change = wrong ?? withReading(row, { text, changed, base: base?.state }, world);
  if (typeof change === 'string' || isEmpty(change)) return change;
  const from = madeFrom(world.language);
  return from ? `it follows ${from.language}; change it there` : change;
}

/** No text here, or none in what is made from it. */
const isLostHere = (key: string, { language, strings }: World): boolean =>
  withFollowers(language).some((one) => !strings.get(one.language)?.has(key));

const isEmpty = (change: Change): boolean => Object.keys(change).length === 0;

const unknownKey = (key: string): string =>
  key.trim() === '' ? 'the key is empty' : 'there is no text with this key that is translated into this language';

/** What tells nothing of the text: which quotation marks and spaces a program makes of those it found. */
const sameEnglish = (one: string, other: string): boolean => folded(one) === folded(other);
const folded = (text: string): string =>
  plainly(text)
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/\u00a0/g, ' ');

/** More is no text of ours, and is not looked into. */
const MOST_LETTERS = 10_000;
const LONGEST_NOTE = 2000;
/** What spreadsheets leave of a formula that failed, once they write plain text. */
const SHEET_ERROR = /^(?:#(?:REF|NAME|VALUE|NUM|NULL|N\/A|DIV\/0)[!?]?|Err:\d+)$/;

function wrongText(text: string, now: string, source: string, key: string, world: World): string | null {
  if (text.trim() === '')
    return now ? 'the translation was emptied; what is to go is deleted with “locales delete”' : null;
  if (text.length > MOST_LETTERS) return `is ${text.length} characters long; this text has at most ${lengthLimit(key)}`;
  const outer = (one: string) => [/^\s*/.exec(one)?.[0], /\s*$/.exec(one)?.[0]].join('|');
  if (source !== source.trim() && outer(source) !== outer(text))
    return 'it must begin and end with the same spaces as the English';
  if (/^=/.test(text) && !/^=/.test(source)) return 'it begins as a formula does; write the text itself';
  if (SHEET_ERROR.test(text)) return `this is an error of a spreadsheet (${text}) and no text`;
  return brokenLetters(text) ?? foreignText(text, key, world);
}

function foreignText(text: string, key: string, { tell, language, strings, meant, own }: World): string | null {
  if (MULTILINGUAL.test(key) || meant?.includes(key)) return null;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const sameAs = LANGUAGES.find(
    (other) => other !== language && strings.get(other)?.get(key) === text && text !== own.get(key),
  );
  const other = tell.foreignTo(text, language) ?? (words.every((word) => SAME_WORDS.has(word)) ? null : sameAs);
  return other
    ? `this seems to be in another language (${other}) than ${language}: “${text}”; if it is meant, import with --meant ${key}`
    : null;
}

type Compared = { text: string; changed: boolean; base: ReviewState | undefined };

/** What a row says of who read the text. A reading is of one text: a new one is read by nobody yet but who brings it. */
function withReading(row: CameBackRow, { text, changed, base }: Compared, world: World): Change | string {
  const said = row.state?.trim() || null;
  if (said !== null && said !== 'read' && !REVIEW_STATES.some((state) => state === said))
    return `the state must be one of: ${REVIEW_STATES.join(', ')}`;
  const before = world.review[world.language]?.strings[row.key]?.note ?? '';
  const note = row.note === null || plainly(row.note).trim() === before ? undefined : plainly(row.note).trim();
  if (note && note.length > LONGEST_NOTE) return `the note is ${note.length} characters long; at most ${LONGEST_NOTE}`;
  const change: Change = { ...(changed && { text }), ...(note !== undefined && { note }) };
  const from = base ?? reviewOf(world, world.language, row.key);
  const standing = readingsOf(world, world.language, row.key).map(({ reader }) => reader);
  const named = namesIn(row.reviewer ?? '').filter((name) => !standing.includes(name));
  if (!saysMore(said, from, named)) {
    // Where a format has a mark for what is unread, a mark that stays is the translator's word.
    const unsure = row.reviewer === null && said === 'machine';
    return changed && world.reviewer && !unsure ? { ...change, readers: [world.reviewer] } : change;
  }
  if (said === 'machine') return { ...change, unread: true };
  if (!text) return 'an empty text cannot be reviewed';
  if (named.length > 0) return { ...change, readers: named };
  if (world.reviewer) {
    const again = !changed && standing.includes(findReader(world.readers, world.reviewer)?.name ?? world.reviewer);
    return again ? change : { ...change, readers: [world.reviewer] };
  }
  return said === 'read'
    ? { ...change, readByNobody: true }
    : 'a reviewed text needs the reviewer, an approved one two';
}

const namesIn = (cell: string): string[] =>
  cell
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Another state than it was sent out in, or readers whom it did not have. */
function saysMore(said: string | null, from: ReviewState, named: readonly string[]): boolean {
  if (said === null) return false;
  if (said === 'read') return from === 'machine';
  return said !== from || (said !== 'machine' && named.length > 0);
}

/** The language and those whose texts are made from it, with how. */
const withFollowers = (language: Language): { language: Language; make(text: string): string }[] => [
  { language, make: (text) => text },
  ...followersOf(language),
];

function newTexts(changes: ReadonlyMap<string, Change>, language: Language): Taken['texts'] {
  const changed = [...changes].flatMap(([key, { text }]) => (text === undefined ? [] : [[key, text] as const]));
  if (changed.length === 0) return new Map();
  return new Map(
    withFollowers(language).map((one) => [one.language, new Map(changed.map(([key, text]) => [key, one.make(text)]))]),
  );
}

/** `reviewed` with the texts as they will be. */
function newReview(
  reviewed: Reviewed,
  changes: ReadonlyMap<string, Change>,
  language: Language,
  refuse: (key: string, message: string) => void,
): Review {
  let review = structuredClone(reviewed.review);
  for (const [key, change] of changes)
    for (const { language: one } of withFollowers(language)) review[one] = withoutOld(review[one], key, change);
  for (const [key, { readers = [] }] of changes)
    for (const reader of readers) {
      const read = recordReading({ ...reviewed, review }, { language, key, reader });
      if (read.ok) review = read.review;
      else refuse(key, read.problem);
    }
  return review;
}

/** What is known of a text without what its change makes void. A reading that does not say of which text it is was of the one before. */
function withoutOld(
  own: Review[string] = { default: { state: 'machine' }, strings: {} },
  key: string,
  { text, unread, note }: Change,
): Review[string] {
  const { [key]: entry = {}, ...others } = own.strings;
  const { readings = [], note: earlier, dialect, voice } = entry;
  const kept = unread ? [] : readings.filter(({ textHash }) => text === undefined || textHash !== undefined);
  const said = note ?? earlier;
  const next = {
    ...(kept.length === 0 && { state: 'machine' as const }),
    ...(said && { note: said }),
    ...(dialect && { dialect }),
    // It names the text that it speaks, and ends by itself.
    ...(voice && { voice }),
    ...(kept.length > 0 && { readings: kept }),
  };
  const isBare = kept.length === 0 && !said && !dialect && !voice;
  return { ...own, strings: isBare ? others : { ...own.strings, [key]: next } };
}

/** What the new texts break, named as the file's reader finds it. */
const brokenRules = (
  texts: Taken['texts'],
  strings: LocaleStrings,
  edited: LocaleStrings,
  main: Language,
): { key: string; message: string }[] =>
  texts.size === 0
    ? []
    : newFaults(strings, edited, texts).map(({ language, key, message }) => ({
        key,
        message: language === main ? message : `in ${language}, which follows it: ${message}`,
      }));
