import type { FileLanguage } from '../../core/domain/languages.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import { labelOf } from '../../core/reports/label-of.ts';
import type { CodeColumn, Column } from '../../core/reports/table.ts';

/*
 * What a column is called and means, in the language of a file: of a list a text of its own (`exports:column.`), of a figure what the figures
 * are called and how they are reckoned (`figures:name.`, `figures:formula.`).
 */

/** That the period was not over yet. */
export const RUNNING = 'figures:note.running';

export type Heading = { title: string; about: string };

/** After the name of a figure: of which period it is. */
const THEN = /^(.+)_(before|year_ago|beginning)$/;

export function headingOf(texts: Texts, language: FileLanguage, { name, titles }: Column): Heading {
  const say = (key: string, values?: Record<string, string>) => texts.say(language, key, values);
  if (titles) {
    const question = titles[language] ?? titles.en ?? Object.values(titles)[0] ?? name;
    return { title: say('exports:column.answer', { question }), about: say('exports:column.answer_about') };
  }
  const own = headingFrom(texts, language, name);
  if (own) return own;
  const [, figure = '', then = ''] = THEN.exec(name) ?? [];
  const of = headingFrom(texts, language, figure);
  return of ? { ...of, title: `${of.title} (${say(`exports:word.${then}`)})` } : { title: name, about: '' };
}

function headingFrom(texts: Texts, language: FileLanguage, name: string): Heading | null {
  for (const [title, about] of [
    [`exports:column.${name}.title`, `exports:column.${name}.about`],
    [`figures:name.${name}`, `figures:formula.${name}`],
  ] as const)
    if (texts.has(language, title))
      return { title: texts.say(language, title), about: texts.has(language, about) ? texts.say(language, about) : '' };
  return null;
}

/** The heading of the words beside a code. */
export function labelHeadingOf(texts: Texts, language: FileLanguage, column: Column): Heading {
  const { title } = headingOf(texts, language, column);
  return {
    title: texts.say(language, 'exports:column.label', { column: title }),
    about: texts.say(language, 'exports:column.label_about'),
  };
}

/** Every code that a column may hold with its label, in the order of its list; none where lists differ by the row. */
export function codesOf(texts: Texts, language: FileLanguage, { list }: CodeColumn): { code: string; label: string }[] {
  if (typeof list !== 'string') return [];
  const keys = [...texts.strings('en').keys()].filter(
    (key) => key.startsWith(list) && !key.slice(list.length).includes('.'),
  );
  return keys.map((key) => ({ code: key.slice(list.length), label: labelOf(texts, language, key) }));
}
