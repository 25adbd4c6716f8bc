import { wordsIn } from '../cards/words.ts';

/** The texts of who may do what: locales/en/staff-roles.json. */
export const { words } = wordsIn('staff-roles');
