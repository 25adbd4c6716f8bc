import { wordsIn } from '../kit/words.ts';

/** The texts of who may do what: locales/en/staff-roles.json. */
export const { words } = wordsIn('staff-roles');
