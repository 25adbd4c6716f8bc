import { wordsIn } from '../kit/words.ts';

/** The staff's English texts of locales/en/staff-grants.json, values put in as they are: escape what a person wrote before. */
export const { words, hasWords, codeWords } = wordsIn('staff-grants');
