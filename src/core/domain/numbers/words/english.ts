import { numberWords } from '../number-words.ts';

export const ENGLISH = numberWords({
  ones: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  tens: 'twenty thirty forty fifty sixty seventy eighty ninety',
  scales: { 100: 'hundred hundreds', 1000: 'thousand thousands k', 1000000: 'million millions' },
  halves: 'half',
  joins: 'and',
  article: 'one',
  euros: 'euros',
  years: 'year years yr yrs old yo y o aged age',
  around:
    'i am a about around up to only please need we it is total of my im m seats seat people just already now turned exactly',
});
