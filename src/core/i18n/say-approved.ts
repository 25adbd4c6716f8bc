import { LANGUAGES, type Language } from '../domain/codes.ts';
import { type ApprovedOf, approvedOf, DIALOGUES, type Dialogue } from './dialogues.ts';
import type { Reviewed } from './review.ts';

type Figures = ReadonlyMap<Language, ReadonlyMap<Dialogue, ApprovedOf>>;

/**
 * For `locales check`: how much of each dialogue is approved in each language, and the critical texts that are not, a line for those that
 * lack it in the same languages.
 */
export function sayApproved(reviewed: Reviewed): string[] {
  const figures: Figures = new Map(
    LANGUAGES.map((language) => [
      language,
      new Map(approvedOf(reviewed, language).map((found) => [found.dialogue, found])),
    ]),
  );
  return [
    'Approved texts (two readers, one of them from here), by dialogue:',
    ...table(figures),
    ...DIALOGUES.flatMap((dialogue) => missingLines(dialogue, figures)),
  ];
}

function table(figures: Figures): string[] {
  const cells = ({ approved, total }: Pick<ApprovedOf, 'approved' | 'total'>) => `${approved} of ${total}`;
  const rows = DIALOGUES.map((dialogue) => [
    dialogue,
    ...LANGUAGES.map((language) => cells(figures.get(language)?.get(dialogue) ?? { approved: 0, total: 0 })),
  ]);
  const whole = (language: Language) =>
    [...(figures.get(language)?.values() ?? [])].reduce(
      (sum, { approved, total }) => ({ approved: sum.approved + approved, total: sum.total + total }),
      { approved: 0, total: 0 },
    );
  const all = [['', ...LANGUAGES], ...rows, ['all', ...LANGUAGES.map((language) => cells(whole(language)))]];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function missingLines(dialogue: Dialogue, figures: Figures): string[] {
  const lacking = new Map<string, Language[]>();
  for (const [language, found] of figures)
    for (const key of found.get(dialogue)?.missing ?? []) lacking.set(key, [...(lacking.get(key) ?? []), language]);
  const together = new Map<string, string[]>();
  for (const [key, languages] of lacking) {
    const named = languages.join(', ');
    together.set(named, [...(together.get(named) ?? []), key]);
  }
  return [...together].map(
    ([languages, keys]) => `Critical, not approved in ${languages}: ${dialogue}: ${keys.join(' ')}`,
  );
}
