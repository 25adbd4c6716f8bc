/**
 * Small cells are not shown, and neither is a second one where the first could be worked out from the total (primary and
 * complementary suppression; Eurostat, Handbook on Statistical Disclosure Control, 4.2).
 */
/** A count as it may be shown; null where it is under `below`. */
export const small = (count: number, below: number): boolean => count < below;

/**
 * Which rows of one breakdown must not be shown: every row whose count is under `below`, and when that is exactly one row, the
 * smallest of the rest too, so that the total minus the others does not give it away.
 */
export function suppressedRows(counts: readonly number[], below: number): boolean[] {
  const hidden = counts.map((count) => small(count, below));
  if (hidden.filter(Boolean).length !== 1) return hidden;
  const rest = counts.map((count, index) => ({ count, index })).filter(({ index }) => !hidden[index]);
  const second = rest.reduce<{ count: number; index: number } | null>(
    (least, row) => (least === null || row.count < least.count ? row : least),
    null,
  );
  return hidden.map((is, index) => is || index === second?.index);
}

/** A part of a shown whole: hidden when it, or what is left of the whole, is small. */
export const partHidden = (part: number, whole: number, below: number): boolean =>
  small(part, below) || (whole - part > 0 && small(whole - part, below));
