import { command, formCommand } from '../host/listing.ts';
import { staffWords } from '../kit/words.ts';
import type { Surface } from '../surface.ts';
import { EXPORT_BUTTONS, EXPORT_FORM } from './export-form.ts';
import { FILES } from './exports.ts';
import { stats } from './stats.ts';

const { words } = staffWords('staff');

/** Figures: how many are open, and files. */
export const EXPORTS: Surface = {
  buttons: EXPORT_BUTTONS,
  forms: [EXPORT_FORM],
  commands: [
    command('stats', 'see_items', () => words('help.stats'), stats),
    formCommand('export', () => words('help.export'), EXPORT_FORM),
  ],
  files: FILES,
};
