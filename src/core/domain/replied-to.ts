import { findReferences } from './reference.ts';

/** The message that a resident answered: one of ours by what it says and what its buttons give back, or one of theirs by its handle. */
export type RepliedTo = { texts: readonly string[]; data: readonly string[] } | { handle: string };

/** The numbers of items that a text of ours names, in order. An offer's or a certificate's is none of these. */
export const referencesIn = (text: string): string[] => findReferences(text).filter((one) => /^[FRE]-/.test(one));
