// Makes docs/figures.md anew from the data file of the figures and the English texts.
import { writeFileSync } from 'node:fs';
import { FIGURES_PAGE, figuresPage } from './figures-page.ts';

writeFileSync(FIGURES_PAGE, figuresPage());
process.stdout.write('docs/figures.md is in step with the figures.\n');
