import { wordsIn } from '../kit/words.ts';

/** The staff's English texts of the rota: locales/en/staff-duty.json. */
export const { words } = wordsIn('staff-duty');
