import { readFileSync } from 'node:fs';
import { FIGURES_PAGE, figuresPage } from './figures-page.ts';
import type { Outcome } from './run-program.ts';

/** Whether docs/figures.md says what the figures are. */
export async function checkFigures(): Promise<Outcome> {
  const page = readFileSync(FIGURES_PAGE, 'utf8');
  const ok = figuresPage(page) === page;
  return { ok, output: ok ? '' : 'docs/figures.md is not made of these figures: run npm run figures' };
}
