import { BREAKDOWNS, type Breakdown } from '../../core/domain/figures/figures.ts';
import type { FileLanguage } from '../../core/domain/languages.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { FigureTable } from '../../core/reports/document.ts';
import { labelOf } from '../../core/reports/label-of.ts';
import { sayDay } from '../say-figures.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What a group of a breakdown is called: a code by its list, a week or a month by the day it begins on. */
export function groupLabel(
  texts: Texts,
  language: FileLanguage,
  breakdown: Breakdown,
  place: number,
  code: string,
): string {
  if (DAY.test(code)) return sayDay(texts, language, code);
  return labelOf(texts, language, `codes:${BREAKDOWNS[breakdown][place] ?? 'group'}.${code}`);
}

/** By what it is broken down, and that it is of women alone where it is. */
export const tableTitle = (
  texts: Texts,
  language: FileLanguage,
  { breakdown, of }: Pick<FigureTable, 'breakdown' | 'of'>,
): string =>
  of === undefined
    ? texts.say(language, `figures:table.${breakdown}`)
    : texts.say(language, `figures:women.${breakdown}`);
