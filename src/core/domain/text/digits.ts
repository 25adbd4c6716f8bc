/*
 * The letters in which figures come before they are read: by every reader of numbers, money, dates and telephones the same
 * (test/core/domain/text/digits.test.ts is their table).
 */

const VULGAR: Record<string, string> = { '¼': '.25', '½': '.5', '¾': '.75' };

/** The value of a decimal digit of any script; Unicode keeps each script's ten together, beginning at zero. */
function digitOf(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0;
  const first = zero;
  while (first - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(first - zero);
}

/**
 * Figures and signs in their plain form: digits of any script or width, dashes and minus signs as `-`, apostrophes as `'`, spaces of any
 * width as one, halves as `.5`. What is not seen is dropped.
 */
export const plainFigures = (text: string): string =>
  text
    .replace(/(\d?)\s?([¼½¾])/gu, (_, before: string, half: string) => `${before || '0'}${VULGAR[half]}`)
    .normalize('NFKC')
    .replace(/\p{Cf}|\p{Me}|\ufe0e|\ufe0f/gu, '')
    .replace(/\p{Nd}/gu, (digit) => (/\d/.test(digit) ? digit : digitOf(digit)))
    .replace(/[\p{Pd}\u2212\u00ad\u2043]/gu, '-')
    .replace(/['`\u00b4\u2018\u2019\u02b9\u02bc\u2032\u02c8]/gu, "'")
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
