import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const REVIEW_STATES = ['machine', 'reviewed', 'approved'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/**
 * What is known of one string. A note says why a string is unsure, and may stand alone: `{ "state": "machine", "note": "…" }`.
 * `sourceHash` is of the English that the reviewer saw; a changed English makes the review void.
 */
const ReviewEntry = z.object({
  state: z.enum(REVIEW_STATES).default('machine'),
  reviewer: z.string().optional(),
  note: z.string().optional(),
  dialect: z.string().optional(),
  sourceHash: z.string().optional(),
});
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
  writeFileSync(join(localesDir, REVIEW_FILE), `${JSON.stringify(review, null, 2)}\n`);

export const sourceHash = (english: string): string => createHash('sha256').update(english).digest('hex').slice(0, 12);

/** The state of one string as it stands today. */
export function reviewOf(review: Review, language: string, key: string, english: string | undefined): ReviewState {
  const entry = review[language]?.strings[key];
  return entry && english !== undefined && entry.sourceHash === sourceHash(english) ? entry.state : 'machine';
}

export function reviewedStrings(review: Review, source: ReadonlyMap<string, string>) {
  return (language: string, key: string): boolean => reviewOf(review, language, key, source.get(key)) !== 'machine';
}
