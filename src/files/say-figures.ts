import { FIGURES, type FigureName } from '../core/domain/figures/figures.ts';
import type { FileLanguage } from '../core/domain/languages.ts';
import { startOfDay } from '../core/domain/time/local-time.ts';
import type { Texts, TextValues } from '../core/i18n/texts.ts';
import { formatEuros, formatNumber } from '../core/i18n/write-figures.ts';
import type { Sentence, SentenceValue, Value } from '../core/reports/document.ts';
import { labelOf } from '../core/reports/label-of.ts';

/** Between a number and the sign of its unit the line never breaks; English leaves nothing between. */
const gap = (language: FileLanguage): string => (language === 'en' ? '' : '\u00a0');

/** A value as people read it: `1,250`, `38%`, `4.5 h`, `€1,500.00`; in words where there is no number. */
export function sayValue(texts: Texts, language: FileLanguage, figure: FigureName, value: Value): string {
  if (value === null) return '–';
  if (typeof value === 'string') return texts.say(language, `exports:word.${value}`);
  switch (FIGURES[figure].unit) {
    case 'money':
      return formatEuros(language, value);
    case 'share':
      return `${formatNumber(language, Math.round(value * 100))}${gap(language)}%`;
    case 'hours':
      return `${formatNumber(language, Math.round(value * 10) / 10)}\u00a0h`;
    case 'count':
      return formatNumber(language, value);
  }
}

export const sayDay = (texts: Texts, language: FileLanguage, day: string): string =>
  texts.formatDate(language, startOfDay(day) ?? day);

/** `2026-Q1` in words. */
function sayQuarter(texts: Texts, language: FileLanguage, name: string): string {
  const [, year = '', quarter = ''] = /^(\d+)-Q(\d)$/.exec(name) ?? [];
  return texts.say(language, 'exports:page.quarter', { year, quarter });
}

/** A sentence of a report with its values, in the words of a file. */
export function saySentence(texts: Texts, language: FileLanguage, { key, values }: Sentence): string {
  const said: TextValues = {};
  for (const [name, value] of Object.entries(values)) said[name] = sayOne(texts, language, value);
  return texts.say(language, key, said);
}

/** With commas, but for names that have commas of their own. */
const listOf = (names: readonly string[]): string => names.join(names.some((name) => name.includes(',')) ? '; ' : ', ');

function sayOne(texts: Texts, language: FileLanguage, value: SentenceValue): string | number {
  switch (value.of) {
    case 'figure':
      return sayValue(texts, language, value.figure, value.value);
    case 'label':
      return labelOf(texts, language, value.key);
    case 'labels':
      return listOf(value.keys.map((key) => labelOf(texts, language, key)));
    case 'day':
      return sayDay(texts, language, value.day);
    case 'shares':
      return listOf(
        value.shares.map(
          (one) => `${labelOf(texts, language, one.key)} ${sayValue(texts, language, one.figure, one.value)}`,
        ),
      );
    case 'quarter':
      return sayQuarter(texts, language, value.quarter);
    case 'number':
      return value.value;
  }
}
