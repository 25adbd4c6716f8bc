import { numberWords } from '../number-words.ts';

export const ALBANIAN = numberWords({
  ones: 'zero një dy tre/tri katër pesë/pes gjashtë/gjasht shtatë/shtat tetë/tet nëntë/nënt dhjetë njëmbëdhjetë dymbëdhjetë trembëdhjetë katërmbëdhjetë pesëmbëdhjetë gjashtëmbëdhjetë shtatëmbëdhjetë tetëmbëdhjetë nëntëmbëdhjetë',
  tens: 'njëzet tridhjetë dyzet pesëdhjetë gjashtëdhjetë shtatëdhjetë tetëdhjetë nëntëdhjetë',
  hundreds:
    'njëqind dyqind treqind/triqind katërqind pesëqind/pesqind gjashtëqind/gjashtqind shtatëqind/shtatqind tetëqind/tetqind nëntëqind/nëntqind',
  scales: { 100: 'qind qindra', 1000: 'mijë mij mije mijëra', 1000000: 'milion milionë milione' },
  halves: 'gjysmë gjysëm gjys',
  joins: 'e dhe',
  article: 'një',
  euros: 'eurot eurosh eurove euroja eurë evro evrosh evrove',
  years: 'vjeç vjeçe vjeq vjeqe vjeçar vjeçare vjet vite viti vitesh vit',
  around:
    'unë jam kam i e të mbushur mbusha mosha ime moshën është janë rreth afër deri në nga për më duhen duhet ju lutem rrumbullak shuma prej gjithsej rreth afërsisht vetëm po mbush mbushi mbusha sapo tashmë tani tashti saktësisht',
});
