import { wordsIn } from '../kit/words.ts';

/** The texts of who is named in a report: locales/en/staff-named.json. */
export const { words } = wordsIn('staff-named');
