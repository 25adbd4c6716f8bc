import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCALES_DIR } from '../../src/core/i18n/texts.ts';
import { INVENTED } from './invented-row.ts';

/** A letter that no other language has: by it a text is known to be in this one. */
export const ITS_LETTER = 'ꝗ';

const OWN_NAME = `${ITS_LETTER}uenya`;

/** How a sentence ends that counts two. */
export const OF_TWO = '!';

type Tree = { [key: string]: string | Tree };

/** The first letter of a text outside of a placeholder. As long as before: what fits a button goes on fitting it. */
const marked = (text: string): string => text.replace(/(?<!\{\{\w*)\p{L}/u, ITS_LETTER);

/** Its texts from another's: every one with the letter in it, and one form more wherever a sentence counts. */
function translated(tree: Tree): Tree {
  const entries = Object.entries(tree).flatMap(([key, text]): [string, string | Tree][] => {
    if (typeof text !== 'string') return [[key, translated(text)]];
    const base = /^(.+)_one$/.exec(key)?.[1];
    const own: [string, string] = [key, marked(text)];
    return base !== undefined && `${base}_other` in tree ? [own, [`${base}_two`, marked(text) + OF_TWO]] : [own];
  });
  return Object.fromEntries(entries);
}

const read = (file: string): Tree => JSON.parse(readFileSync(file, 'utf8')) as Tree;

/** A copy of `locales/` with a folder more, and its own name where each language has those of all. */
export function localesWithInvented(): string {
  const copy = mkdtempSync(join(tmpdir(), 'community-line-locales-'));
  cpSync(LOCALES_DIR, copy, { recursive: true });
  cpSync(join(copy, 'sq'), join(copy, INVENTED), { recursive: true });
  for (const name of readdirSync(join(copy, INVENTED))) {
    const file = join(copy, INVENTED, name);
    writeFileSync(file, JSON.stringify(translated(read(file))));
  }
  for (const entry of readdirSync(copy, { withFileTypes: true }).filter((one) => one.isDirectory())) {
    const file = join(copy, entry.name, 'codes.json');
    const codes = read(file);
    const named = entry.name === 'en' ? 'Invented' : OWN_NAME;
    codes.language = { ...(codes.language as Tree), [INVENTED]: OWN_NAME };
    for (const list of ['text_language', 'teaching_language'])
      codes[list] = { ...(codes[list] as Tree), [INVENTED]: named };
    writeFileSync(file, JSON.stringify(codes));
  }
  return copy;
}
