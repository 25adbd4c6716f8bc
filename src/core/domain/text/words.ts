const LATIN: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ђ: 'dj',
  е: 'e',
  ж: 'z',
  з: 'z',
  и: 'i',
  ј: 'j',
  к: 'k',
  л: 'l',
  љ: 'lj',
  м: 'm',
  н: 'n',
  њ: 'nj',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'c',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'c',
  џ: 'dz',
  ш: 's',
};
const SHORTEST = 2;
const LONGEST = 40;

/**
 * The words of a text as search knows them: lower case, Cyrillic as Latin, without marks (ë is e, š is s, đ is dj), so that a
 * staff member finds «вода» by "voda" and «Zveçan» by "zvecan". Each word once.
 */
export function searchableWords(text: string): string[] {
  const latin = [...text.toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  const plain = latin.replace(/đ/g, 'dj').normalize('NFD').replace(/\p{M}/gu, '');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => word.length >= SHORTEST).map((word) => word.slice(0, LONGEST)))];
}
