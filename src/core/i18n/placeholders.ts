/** The names of the values that a text wants, in order of the alphabet. */
export const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map((match) => match[1] ?? '').sort();
