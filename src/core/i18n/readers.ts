import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../domain/codes.ts';
import { madeFrom } from '../domain/language.ts';
import { mixesScripts } from '../domain/text/one-script.ts';
import { writeWhole } from './write-whole.ts';

/** An address, a number or a handle would say who it is: names stand outside the repository. */
const WHO_IT_IS = /@|\d[\d\s/-]{4,}/;

/** By which one person would look like two, or two like one. */
const UNFIT = /[;\p{Cc}\p{Cf}]/u;

/** Who may read a language's texts for the line: a pseudonym or an organisation. `local`: from the municipalities of the line. */
export const Reader = z.strictObject({
  name: z
    .string()
    .trim()
    .min(2)
    .max(60)
    .refine((name) => !UNFIT.test(name) && !mixesScripts(name), 'letters of one script, no semicolon, nothing unseen')
    .refine((name) => !WHO_IT_IS.test(name), 'a pseudonym or an organisation, no address, number or handle'),
  languages: z.array(z.enum(LANGUAGES)).min(1),
  local: z.boolean().default(false),
});
export type Reader = z.infer<typeof Reader>;

const READERS_FILE = 'readers.json';
const Readers = z
  .array(Reader)
  .refine((all) => new Set(all.map(({ name }) => folded(name))).size === all.length, 'a reader stands in it twice');

/** The setting of who may approve: a file beside the texts, because a reading is a change of the repository as a text is. */
export function loadReaders(localesDir: string): Reader[] {
  const path = join(localesDir, READERS_FILE);
  return existsSync(path) ? Readers.parse(JSON.parse(readFileSync(path, 'utf8'))) : [];
}

export const saveReaders = (localesDir: string, readers: readonly Reader[]): void =>
  writeWhole(join(localesDir, READERS_FILE), `${JSON.stringify(readers, null, 2)}\n`);

/** Whoever reads a text reads it in its other script too. */
export const readsLanguage = (reader: Reader, language: string): boolean =>
  reader.languages.some((own) => own === language || own === madeFrom(language)?.language);

export const findReader = (readers: readonly Reader[], name: string): Reader | undefined =>
  readers.find((reader) => folded(reader.name) === folded(name));

const folded = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Adds one, or a language to one who is there. The problem is a sentence. */
export function withReader(
  readers: readonly Reader[],
  { name, language, local }: { name: string; language: Language; local: boolean },
): { ok: true; readers: Reader[] } | { ok: false; problem: string } {
  const there = findReader(readers, name);
  if (!there) {
    const read = Reader.safeParse({ name, languages: [language], local });
    if (!read.success) return { ok: false, problem: `“${name}” is not fit: ${read.error.issues[0]?.message}.` };
    return { ok: true, readers: [...readers, read.data] };
  }
  const languages = LANGUAGES.filter((one) => one === language || there.languages.includes(one));
  const more = { ...there, languages, local: there.local || local };
  return { ok: true, readers: readers.map((one) => (one === there ? more : one)) };
}
