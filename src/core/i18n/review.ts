import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { pluralForms, sourceOf } from './plurals.ts';
import { findReader, loadReaders, type Reader, readsLanguage } from './readers.ts';
import { writeWhole } from './write-whole.ts';

export const REVIEW_STATES = ['machine', 'reviewed', 'approved'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** So many different readers have to have read a text as it stands, one of them from here, before it counts as approved. */
export const READERS_NEEDED = 2;

/** That somebody read a text. Void once the English or the text itself is another one; an old reading says nothing of the text. */
const Reading = z.object({ reader: z.string(), sourceHash: z.string(), textHash: z.string().optional() });
export type Reading = z.infer<typeof Reading>;

/** One reader and a state: how it was written down while one reader was enough. It is one reading, whatever it called itself. */
const Earlier = z.object({ reviewer: z.string(), sourceHash: z.string() }).loose();

function fromEarlier(entry: unknown): unknown {
  const earlier = Earlier.safeParse(entry);
  if (!earlier.success) return entry;
  const { state: _state, reviewer, sourceHash: hash, ...rest } = earlier.data;
  return { ...rest, readings: [{ reader: reviewer, sourceHash: hash }] };
}

/** What is known of one string. A note says why it is unsure, and may stand alone: `{ "state": "machine", "note": "…" }`. */
const ReviewEntry = z.preprocess(
  fromEarlier,
  z.object({
    /** Written beside a note that stands alone, for people. What a string's state is, its readings say. */
    state: z.literal('machine').optional(),
    note: z.string().optional(),
    dialect: z.string().optional(),
    readings: z.array(Reading).optional(),
    /** Its recording in `locales/<language>/voice/`: of which text, which file, and which readers have heard it. */
    voice: z.object({ textHash: z.string(), fileHash: z.string(), heard: z.array(z.string()) }).optional(),
  }),
);
export type ReviewEntry = z.infer<typeof ReviewEntry>;

/** A language's strings are all in the default state, except those listed. */
export const Review = z.record(
  z.string(),
  z.object({
    default: z.object({ state: z.literal('machine'), dialect: z.string().optional() }),
    strings: z.record(z.string(), ReviewEntry),
  }),
);
export type Review = z.infer<typeof Review>;

const REVIEW_FILE = 'review.json';

export function loadReview(localesDir: string): Review {
  const path = join(localesDir, REVIEW_FILE);
  return existsSync(path) ? Review.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
}

export const saveReview = (localesDir: string, review: Review): void =>
  writeWhole(join(localesDir, REVIEW_FILE), `${JSON.stringify(review, null, 2)}\n`);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
export const sourceHash = hashOf;
export const textHash = hashOf;

/** `language → namespace:key → text`. */
export type LocaleStrings = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** All that says in what state a text is. */
export type Reviewed = { review: Review; readers: readonly Reader[]; strings: LocaleStrings };

export const loadReviewed = (localesDir: string, strings: LocaleStrings): Reviewed => ({
  review: loadReview(localesDir),
  readers: loadReaders(localesDir),
  strings,
});

/** Who read this text as it and its English stand today, each once. `counts`: towards approval. */
export type StandingReading = { reader: string; counts: boolean; local: boolean };

export function readingsOf(reviewed: Reviewed, language: string, key: string): StandingReading[] {
  const { review, readers } = reviewed;
  const readings = review[language]?.strings[key]?.readings ?? [];
  const here = readings.length > 0 ? hashesOf(reviewed, language, key) : null;
  if (!here) return [];
  const found = new Map<string, StandingReading>();
  for (const reading of readings) {
    if (reading.sourceHash !== here.sourceHash) continue;
    if (reading.textHash !== undefined && reading.textHash !== here.textHash) continue;
    const known = findReader(readers, reading.reader);
    const counts = reading.textHash !== undefined && known !== undefined && readsLanguage(known, language);
    const name = known?.name ?? reading.reader;
    if (!found.get(name)?.counts) found.set(name, { reader: name, counts, local: counts && known.local });
  }
  return [...found.values()];
}

/** Of both texts, as they stand; null where one is missing. */
export function hashesOf(
  { strings }: Reviewed,
  language: string,
  key: string,
): { sourceHash: string; textHash: string } | null {
  const english = sourceOf(key, strings.get('en') ?? new Map());
  const text = strings.get(language)?.get(key);
  return english === undefined || text === undefined
    ? null
    : { sourceHash: sourceHash(english), textHash: textHash(text) };
}

/** The state of one string as it stands today. */
export function reviewOf(reviewed: Reviewed, language: string, key: string): ReviewState {
  const readings = readingsOf(reviewed, language, key);
  const counting = readings.filter(({ counts }) => counts);
  if (counting.length >= READERS_NEEDED && counting.some(({ local }) => local)) return 'approved';
  return readings.length > 0 ? 'reviewed' : 'machine';
}

/** Whether a text counts as approved: each of its forms, where it counts. */
export function approvedStrings(reviewed: Reviewed) {
  return (language: string, key: string): boolean => {
    const forms = pluralForms(key, reviewed.strings.get(language) ?? new Map());
    return forms.length > 0 && forms.every((form) => reviewOf(reviewed, language, form) === 'approved');
  };
}
