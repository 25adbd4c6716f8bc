import type { ToldData, ToldPart, ToldWords } from './tell-own-data.ts';

/** The same for programs: what each thing is called for them, how it reads, and what it is. Pictures are in the page alone. */
export function ownJson({ title, made, notes, language, person, unsent, items }: ToldData): string {
  const told = { title, made, notes, language, person, items: items.map(item), unsent: item({ title: '', ...unsent }) };
  return `${JSON.stringify(told, null, 2)}\n`;
}

const item = ({ parts, words }: { title: string; parts: ToldPart[]; words: ToldWords[] }) => ({
  parts,
  words: words.map(({ from, heading, text, part, before, words: { at, kind, body } }) => ({
    from,
    heading,
    at: at?.toISOString() ?? null,
    kind,
    text,
    part,
    place: body?.place ?? null,
    before,
  })),
});
