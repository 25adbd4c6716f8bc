import { expect, test } from 'vitest';
import { makeReference } from '../../../src/core/domain/reference.ts';
import { referencesIn } from '../../../src/core/domain/replied-to.ts';

const bytes = (seed: number) => Uint8Array.from({ length: 8 }, (_, index) => seed * 37 + index * 11);
const [F, G] = [makeReference('feedback', bytes(1)), makeReference('feedback', bytes(2))];
const [R, E, T] = [
  makeReference('registration', bytes(3)),
  makeReference('enquiry', bytes(4)),
  makeReference('offer', bytes(5)),
];
const wrong = `${F.slice(0, -1)}${F.endsWith('0') ? '1' : '0'}`;

test.each<[string, string, string[]]>([
  ['an answer', `Përgjigje për ${F}:\nuji vjen nesër`, [F]],
  ['a registration', `Prijava ${R}.`, [R]],
  ['an application in brackets', `(${E})`, [E]],
  ['two that were merged', `${F} është bashkuar me ${G}. Shkruani te ${G}.`, [F, G]],
  ['one beside an emoji and a comma', `✅${F}, ${F}`, [F]],
  ['one in another case and with another dash', `${F.toLowerCase().replace('-', '–')}`, [F]],
  ['an offer, which is no item', `Trajnimi ${T}`, []],
  ['one with a wrong check character', wrong, []],
  ['one within a longer word', `x${F}x`, []],
  ['words that are like one', 'Format Rezultat Emisija F-16', []],
  ['nothing', '', []],
])('the numbers that a message of ours names: %s', (_name, text, named) => {
  expect(referencesIn(text)).toEqual(named);
});
