import { expect, test } from 'vitest';
import { isName, likelySame } from '../../../../src/core/domain/text/names.ts';

test.each([
  // Case, marks, order, what stands around.
  ['Agim Krasniqi', 'AGIM KRASNIQI'],
  ['Agim Krasniqi', 'Krasniqi, Agim'],
  ['  agim   krasniqi ', 'Agim Krasniqi (UNDP)'],
  ['Dr. Agim Krasniqi', 'Agim Krasniqi'],
  ['z. Agim Krasniqi', 'Krasniqi Agim'],
  ['Gospođa Ana Jović', 'Ana Jovic'],
  // Serbian in both scripts, with marks and without.
  ['Јелена Ђорђевић', 'Jelena Đorđević'],
  ['Јелена Ђорђевић', 'Jelena Djordjevic'],
  ['Јелена Ђорђевић', 'Jelena Dordevic'],
  ['Јелена Ђорђевић', 'jelena gjorgjeviq'],
  ['Petrović Miloš', 'МИЛОШ ПЕТРОВИЋ'],
  ['Živko Žunić', 'Zivko Zunic'],
  ['Љиљана Њежић', 'Ljiljana Nježić'],
  ['Ћирић Чедомир', 'Cedomir Ciric'],
  // Albanian as it is, without marks, and as Serbian writes it.
  ['Arbër Çela', 'Arber Cela'],
  ['Arbër Çela', 'Арбер Чела'],
  ['Xhevdet Hoxha', 'Dževdet Hodža'],
  ['Xhevdet Hoxha', 'Џевдет Хоџа'],
  ['Xhevdet Hoxha', 'Dzevdet Hodza'],
  ['Gjergj Qosja', 'Đerđ Ćosja'],
  ['Shpresa Gashi', 'Špresa Gaši'],
  ['Shpresa Gashi', 'Шпреса Гаши'],
  ['Zhaneta Bajrami', 'Žaneta Bajrami'],
  ['Dhurata Thaçi', 'Durata Tači'],
  ['Luljeta Krasniqi', 'Luljetë Krasniq'],
  ['Luljeta Krasniqi', 'Љуљета Краснићи'],
  ['Ylli Berisha', 'Ili Beriša'],
  ['Agimi Krasniqi', 'Agim Krasniqi'],
  ['Besa Rrahmani', 'Besa Rahmani'],
  // Names of Roma, Ashkali and Egyptians, in the writing of either neighbour.
  ['Hasan Demiri', 'Xasan Demiri'],
  ['Bajram Čerkezi', 'Bajram Qerkezi'],
  ['Fadil Gaši', 'Fadil Gashi'],
  ['Ibrahim Mehmeti', 'Ibraim Memeti'],
  ['Đulijeta Beriša', 'Gjulieta Berisha'],
  // Two surnames, one of them left out; a middle name; two words as one.
  ['Ana Jovanović-Petrović', 'Ana Petrović'],
  ['Ana Jovanović-Petrović', 'Јовановић Ана'],
  ['Vjosa Hoxha Krasniqi', 'Vjosa Krasniqi'],
  ['Ana Marija Jović', 'Ana Jović'],
  ['Ana Hadži Petrović', 'Ana Hadžipetrović'],
  // Initials.
  ['A. Krasniqi', 'Agim Krasniqi'],
  ['Agim K.', 'Krasniqi Agim'],
  // One word, where no more was said.
  ['Agim', 'Agim Krasniqi'],
  ['Хоџа', 'Xhevdet Hoxha'],
  ['Agim Krasniqi', 'Agim'],
  // As a computer has it: full width, letters put together from parts, an invisible one between.
  ['Ａｇｉｍ Krasniqi', 'Agim Krasniqi'],
  ['Milos\u030c Petrovic\u0301', 'Miloš Petrović'],
  ['A\u200bgim Krasniqi', 'Agim Krasniqi'],
])('%s is likely %s', (one, other) => {
  expect(likelySame(one, other)).toBe(true);
  expect(likelySame(other, one)).toBe(true);
});

test.each([
  ['Agim Krasniqi', 'Agron Krasniqi'],
  ['Agim Krasniqi', 'Agim Berisha'],
  ['Milan Petrović', 'Milena Petrović'],
  ['Marko Jovanović', 'Mirko Jovanović'],
  ['Jovan Petrović', 'Jovana Petrović'],
  ['Ana Jović', 'Jovana Anić'],
  ['Ana Jović', 'Ana Jovanović'],
  ['Besa Gashi', 'Vesa Gashi'],
  // Nicknames are other names.
  ['Beni', 'Arben Hoxha'],
  ['Miki Petrović', 'Milan Petrović'],
  ['Gimi Krasniqi', 'Agim Krasniqi'],
  // Another initial; an initial alone; only a title; nothing.
  ['B. Krasniqi', 'Agim Krasniqi'],
  ['A. K.', 'Agim Krasniqi'],
  ['A.', 'Agim Krasniqi'],
  ['Dr.', 'Dr. Agim Krasniqi'],
  ['', 'Agim Krasniqi'],
  ['Sample 4 (protection)', 'Sample 41 (protection)'],
  ['Selma Sample (protection)', 'Mira Sample (protection)'],
  ['…', '…'],
])('%s is not %s', (one, other) => {
  expect(likelySame(one, other)).toBe(false);
  expect(likelySame(other, one)).toBe(false);
});

test.each([
  ['Agim', true],
  ['Џ. Хоџа', true],
  ['A.', false],
  ['Dr.', false],
  [' ', false],
  ['123', true],
])('%s is a name to look for: %s', (typed, is) => {
  expect(isName(typed)).toBe(is);
});
