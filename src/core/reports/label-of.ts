import type { FileLanguage } from '../domain/languages.ts';
import { SOURCE_LANGUAGE, type Texts } from '../i18n/texts.ts';
import type { CodeColumn, Row } from './table.ts';

/**
 * What a code is called in a file, by the key of its label (`codes:feedback_type.question`). Residents read of themselves there ("I have a
 * question"): what leads read about them stands under `exports:label.`, by list and code. A code without a label is shown as it is.
 */
export function labelOf(texts: Texts, language: FileLanguage, key: string): string {
  const [, list = '', code = ''] = /^[\w-]+:(\w+)\.(.+)$/.exec(key) ?? [];
  const own = `exports:label.${list}.${code}`;
  const found = [own, key, `exports:label.group.${code}`].find((one) => texts.has(language, one));
  if (found !== undefined) return texts.say(language, found);
  return texts.has(SOURCE_LANGUAGE, key) ? texts.say(SOURCE_LANGUAGE, key) : code || key;
}

/** What stands beside the codes of a column, asked for once each. */
export function labeller(
  texts: Texts,
  language: FileLanguage,
  { list }: CodeColumn,
): (code: string, row: Row) => string {
  const known = new Map<string, string>();
  return (code, row) => {
    const prefix = typeof list === 'function' ? list(row) : list;
    if (prefix === null) return code;
    const key = `${prefix}${code}`;
    const label = known.get(key) ?? labelOf(texts, language, key);
    known.set(key, label);
    return label;
  };
}
