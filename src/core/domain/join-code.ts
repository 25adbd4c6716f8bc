import { plainFigures } from './text/digits.ts';

/** Twelve digits, in groups of four to be read out: the first four find the code, the other eight are its secret. */
export const JOIN_CODE_DIGITS = 12;

/** A code joins for so many days after it was made; after so many wrong tries at it no more. */
export const JOIN_CODE_DAYS = 7;
export const JOIN_CODE_TRIES = 5;
/** So many wrong codes one resident may write, until so many hours have passed. */
export const JOIN_WRONG_TRIES = 5;
export const JOIN_FORGIVEN_HOURS = 24;

export type JoinCode = { selector: string; whole: string };

/** What between and around its digits does not count, as it is copied with them: any sign but a plus, of telephones. */
const BETWEEN = /[^\p{L}\p{N}+]/gu;

/** The code in a text that holds nothing else, however it was copied; null for anything else. */
export function readJoinCode(text: string): JoinCode | null {
  const [whole, selector] = /^(\d{4})\d{8}$/.exec(plainFigures(text).replace(BETWEEN, '')) ?? [];
  return whole !== undefined && selector !== undefined ? { selector, whole } : null;
}

/** As it stands on paper: in groups of four. */
export const showJoinCode = (whole: string): string => whole.replace(/(\d{4})(?=\d)/g, '$1 ');
