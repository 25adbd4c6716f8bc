/** A question mark within a word is a letter that an encoding did not have. */
const LOST = /(?<!\p{L})\p{L}+\?\p{L}+|\uFFFD/u;
/** UTF-8 that was read as Windows-1252 or 1250: two signs stand for one letter. */
const TWICE = /[ÃÂÄÅĂĹ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜ˇľŤŹ\u2013-\u2122]|â€/u;

/** What a program did to letters that it could not keep: a sentence, or null where all are whole. */
export function brokenLetters(text: string): string | null {
  const lost = LOST.exec(text);
  if (lost) return `a letter was lost: “${lost[0]}”; save the file as UTF-8`;
  const twice = TWICE.exec(text);
  return twice ? `its letters are broken: “${twice[0]}”; the file was read in a wrong encoding` : null;
}
