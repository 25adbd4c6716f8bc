import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BREAKDOWNS, type Breakdown, FIGURES, type FigureName, type Unit } from '../src/core/domain/figures/figures.ts';
import { ENOUGH } from '../src/core/domain/figures/protect.ts';
import { COUNT_BASE, MONEY_BASE } from '../src/core/domain/figures/round-randomly.ts';
import { LOCALES_DIR, loadTexts, SOURCE_LANGUAGE } from '../src/core/i18n/texts.ts';
import { ROOT } from './run-program.ts';

/*
 * docs/figures.md: what stands between its two marks is made of the data file of the figures and of the texts, the rest is written by hand.
 */

export const FIGURES_PAGE = join(ROOT, 'docs', 'figures.md');
const [FROM, TO] = ['<!-- made by `npm run figures`: begin -->', '<!-- made by `npm run figures`: end -->'];

const UNITS: Record<Unit, string> = {
  count: 'count',
  share: 'share, 0 to 1',
  hours: 'hours',
  money: 'euro (`_eur`: with cents)',
};

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const codes = (list: readonly string[]): string => list.map((code) => `\`${code}\``).join(' ');

/** The page with what is made of the figures put in anew. */
export function figuresPage(page: string = readFileSync(FIGURES_PAGE, 'utf8')): string {
  const [begin, end] = [page.indexOf(FROM), page.indexOf(TO)];
  if (begin < 0 || end < begin) throw new Error(`docs/figures.md has no ${FROM} and ${TO}`);
  return `${page.slice(0, begin + FROM.length)}\n\n${made()}\n\n${page.slice(end)}`;
}

function made(): string {
  const texts = loadTexts(LOCALES_DIR, { strict: true });
  const say = (key: string) => texts.say(SOURCE_LANGUAGE, `figures:${key}`);
  const names = Object.keys(FIGURES) as FigureName[];
  const breakdowns = Object.keys(BREAKDOWNS) as Breakdown[];
  const money = (MONEY_BASE / 100).toLocaleString('en');
  return [
    row('figure', 'column', 'how it is reckoned', 'unit', 'broken down by', 'commitment'),
    row(...Array<string>(6).fill('---')),
    ...names.map((name) => {
      const { unit, breakdowns: by, commitment } = FIGURES[name];
      const all = by.length === breakdowns.length;
      return row(
        ...[say(`name.${name}`), `\`${name}\``, say(`formula.${name}`), UNITS[unit]],
        ...[all ? 'all' : codes(by), String(commitment)],
      );
    }),
    '',
    '## What they are broken down by',
    '',
    row('table', '`breakdown`', 'groups are of'),
    row('---', '---', '---'),
    ...breakdowns.map((name) => row(say(`table.${name}`), `\`${name}\``, codes(BREAKDOWNS[name]) || 'everything')),
    '',
    '## What every file says beside its figures',
    '',
    ...[...texts.strings(SOURCE_LANGUAGE)]
      // What has a number in it is said of one file.
      .filter(([key, text]) => key.startsWith('figures:note.') && !text.includes('{'))
      .map(([, text]) => `- ${text}`),
    '',
    '## From how many on',
    '',
    `For sharing, counts are multiples of ${COUNT_BASE} and money is in whole thousands (€${money}). By the rounded count, a share is shown where its whole is`,
    `${ENOUGH.share} or more, a median from ${ENOUGH.median}, “nine of ten” from ${ENOUGH.percentile90}, money from ${ENOUGH.money}. Below that stands \`few\`; nothing stands where the rounded count is 0.`,
  ].join('\n');
}
