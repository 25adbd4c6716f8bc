/** A string of the catalogue inside a text that somebody sees. */
export type FoundString = { key: string; from: number; to: number };

/** Between two pieces of a text stands what somebody wrote, and it may be long. */
const LONGEST_VALUE = 400;
const PLACEHOLDER = /\{\{[^{}]*\}\}/;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Which strings a shown text is made of, in the order in which they stand. A string with values is known by what stands between
 * them; where two could be meant, the one with more letters of its own is taken. Strings that read the same are all named: which of
 * them was said cannot be seen.
 */
export function findStrings(shown: string, strings: Iterable<readonly [key: string, text: string]>): FoundString[] {
  const found = [...strings]
    .flatMap(([key, text]) => {
      const pieces = text.split(PLACEHOLDER).filter((piece) => LETTER.test(piece));
      const weight = pieces.join('').length;
      return pieces.length === 0 ? [] : placesOf(shown, pieces).map((place) => ({ key, text, weight, ...place }));
    })
    .sort((a, b) => b.weight - a.weight || a.from - b.from);
  const taken: typeof found = [];
  for (const one of found) {
    const over = taken.filter(({ from, to }) => from < one.to && one.from < to);
    const same = over.every(({ key, text, from }) => key !== one.key && text === one.text && from === one.from);
    if (same) taken.push(one);
  }
  return taken.sort((a, b) => a.from - b.from).map(({ key, from, to }) => ({ key, from, to }));
}

/** Where these pieces follow each other, each whole: never the middle of a word. */
function placesOf(shown: string, pieces: readonly string[]): { from: number; to: number }[] {
  const [first = '', ...rest] = pieces;
  const places: { from: number; to: number }[] = [];
  for (let at = shown.indexOf(first); at >= 0; at = shown.indexOf(first, at + 1)) {
    let to: number | null = at + first.length;
    for (const piece of rest) {
      const next: number = shown.slice(to, to + LONGEST_VALUE + piece.length).indexOf(piece);
      to = next < 0 ? null : to + next + piece.length;
      if (to === null) break;
    }
    if (to !== null && isWhole(shown, at, to)) places.push({ from: at, to });
  }
  return places;
}

function isWhole(shown: string, from: number, to: number): boolean {
  const inside = (left: string | undefined, right: string | undefined) =>
    left !== undefined && right !== undefined && LETTER.test(left) && LETTER.test(right);
  return !inside(shown[from - 1], shown[from]) && !inside(shown[to - 1], shown[to]);
}
