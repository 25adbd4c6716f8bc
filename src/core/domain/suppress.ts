/**
 * Small counts are not shown, and neither is another where a small one could be worked out from the total (primary and complementary
 * suppression; Eurostat, Handbook on Statistical Disclosure Control, 4.2).
 */
export const small = (count: number, below: number): boolean => count < below;

/** A part of a shown whole: hidden when it, or what is left of the whole, is small. */
export const partHidden = (part: number, whole: number, below: number): boolean =>
  small(part, below) || (whole - part > 0 && small(whole - part, below));

/** Counts that make up a total which may be known. `hidden`: not shown to begin with. `least`: what a count may be at the least. */
export type Column = { counts: readonly number[]; hidden: readonly boolean[]; least: 0 | 1; below: number };

/**
 * Which counts must not be shown. The hidden ones add up to what the total leaves, so the smallest shown count is hidden too for as
 * long as that sum allows one answer only. Null when everything is hidden and it still does: then the rows must not be listed at all.
 */
export function protect(column: Column): boolean[] | null {
  const hidden = [...column.hidden];
  while (derivable(column, hidden)) {
    const next = smallestShown(column.counts, hidden);
    if (next === null) return null;
    hidden[next] = true;
  }
  return hidden;
}

/** What stands for a hidden count: `<5` while only small ones are hidden, else the same word for all, which tells them apart no more. */
export function markOf(column: Column, hidden: readonly boolean[]): string {
  const allSmall = column.counts.every((count, index) => !hidden[index] || small(count, column.below));
  return allSmall ? `<${column.below}` : 'suppressed';
}

function derivable({ counts, least, below }: Column, hidden: readonly boolean[]): boolean {
  const inside = counts.filter((_, index) => hidden[index]);
  if (inside.length === 0) return false;
  if (inside.length === 1) return counts.length > 1;
  const sum = inside.reduce((total, count) => total + count, 0);
  const most = inside.every((count) => small(count, below)) ? (below - 1) * inside.length : Number.POSITIVE_INFINITY;
  return sum === least * inside.length || sum === most;
}

function smallestShown(counts: readonly number[], hidden: readonly boolean[]): number | null {
  let found: number | null = null;
  for (const [index, count] of counts.entries())
    if (!hidden[index] && (found === null || count < (counts[found] as number))) found = index;
  return found;
}
