/** Half of a character, which no service takes, and the byte that PostgreSQL does not. */
const UNSOUND = /\p{Surrogate}|\0/gu;

/**
 * Makes every string of what came from outside one that can be kept and sent on, in composed letters (NFC), in its place; gives the same
 * tree. Without recursion: somebody else says how deep it is.
 */
export function soundText<T>(tree: T): T {
  if (typeof tree === 'string') return soundString(tree) as T;
  const open: unknown[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const held = node as Record<string, unknown>;
    for (const key of Object.keys(held)) {
      const value = held[key];
      if (typeof value === 'string') {
        const sound = soundString(value);
        if (sound !== value) held[key] = sound;
      } else if (value !== undefined) open.push(value);
    }
  }
  return tree;
}

const soundString = (text: string): string => wholeCharacters(text).normalize('NFC');

/** The same for what is only sent on, letter by letter. */
export const wholeCharacters = (text: string): string =>
  text.replace(UNSOUND, (found) => (found === '\0' ? '' : '\ufffd'));
