import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ITEM_KINDS } from '../../../src/core/domain/codes.ts';
import { findReference, findReferences, makeReference, parseReference } from '../../../src/core/domain/reference.ts';

const reference = fc
  .tuple(fc.constantFrom(...ITEM_KINDS), fc.uint8Array({ minLength: 8, maxLength: 8 }))
  .map(([kind, random]) => makeReference(kind, random));
/** Places of the seven characters in `F-7K3QM2`. */
const PLACES = [0, 2, 3, 4, 5, 6, 7] as const;
const replaced = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1);

describe('references', () => {
  it('each kind of number has a letter of its own', () => {
    const letters = [...ITEM_KINDS, 'offer' as const, 'certificate' as const].map((kind) => {
      const made = makeReference(kind, new Uint8Array(8));
      expect(parseReference(made)).toBe(made);
      return made[0];
    });
    expect(new Set(letters).size).toBe(letters.length);
  });

  it('any single wrong character is noticed', () => {
    fc.assert(
      fc.property(
        reference,
        fc.constantFrom(...PLACES),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
        (right, at, by) => {
          const parsed = parseReference(replaced(right, at, by));
          expect(parsed === null || parsed === right).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('any two different neighbours swapped are noticed, the letter and the check character too', () => {
    fc.assert(
      fc.property(reference, fc.integer({ min: 0, max: 5 }), (right, place) => {
        const [first, second] = [PLACES[place] as number, PLACES[place + 1] as number];
        fc.pre(right[first] !== right[second]);
        const swapped = replaced(replaced(right, first, right[second] as string), second, right[first] as string);
        expect(parseReference(swapped)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('however a person types it, it is understood', () => {
    fc.assert(
      fc.property(
        reference,
        fc.constantFrom('', ' ', '–', '.', ' - ', '‑', '−', '—', '_', '\u00ad', '\u200b', '·'),
        fc.boolean(),
        (right, dash, lower) => {
          const body = right.slice(2).replaceAll('0', 'O').replaceAll('1', 'l');
          const typed = ` ${right[0]}${dash}${body} `;
          expect(parseReference(lower ? typed.toLowerCase() : typed)).toBe(right);
          expect(parseReference(right.replaceAll('1', 'I'))).toBe(right);
        },
      ),
    );
  });

  it('is understood in Cyrillic letters that look the same', () => {
    const looks = {
      A: 'А',
      B: 'В',
      C: 'С',
      E: 'Е',
      H: 'Н',
      J: 'Ј',
      K: 'К',
      M: 'М',
      P: 'Р',
      S: 'Ѕ',
      T: 'Т',
      X: 'Х',
      Y: 'У',
    };
    const cyrillic = (text: string) =>
      text.replace(/[A-Z]/g, (letter) => looks[letter as keyof typeof looks] ?? letter);
    fc.assert(
      fc.property(reference, fc.boolean(), (right, lower) => {
        const typed = cyrillic(right.replaceAll('0', 'O')).replaceAll('O', 'О');
        const parsed = parseReference(lower ? typed.toLowerCase() : typed);
        // No letter looks like F or R: the rest may be by look or by key, and what has two readings may, once in 32, make another number.
        if (/^[FR]/.test(right) && /[ВСХНРУЅ]/.test(typed.slice(2))) expect(parsed).toMatch(/^[FR]-/);
        else expect(parsed).toBe(right);
      }),
      { numRuns: 1000 },
    );
  });

  it('is understood as it comes from a Cyrillic keyboard, whole or mixed with what looks the same', () => {
    const keys: Record<string, string> = {
      ...{ A: 'А', B: 'Б', C: 'Ц', D: 'Д', E: 'Е', F: 'Ф', G: 'Г', H: 'Х', J: 'Ј', K: 'К', M: 'М', N: 'Н', P: 'П' },
      ...{ Q: 'Љ', R: 'Р', S: 'С', T: 'Т', V: 'В', W: 'Њ', X: 'Џ', Y: 'Ѕ', Z: 'З', O: 'О', I: 'И', L: 'Л' },
    };
    const typed = (text: string) => text.replace(/[A-Z]/g, (letter) => keys[letter] ?? letter);
    fc.assert(
      fc.property(reference, fc.boolean(), (right, lower) => {
        const whole = typed(right.replaceAll('0', 'O'));
        const headOnly = `${typed(right[0] as string)}${right.slice(1)}`;
        for (const one of [whole, headOnly]) {
          const parsed = parseReference(lower ? one.toLowerCase() : one);
          // A letter that is one of the alphabet by its look and another by its key may, once in 32, make another number.
          if (/[ВСХНРУЅ]/.test(one.slice(2)))
            expect([right, parsed]).toEqual([right, expect.stringMatching(/^[FRETC]-/)]);
          else expect(parsed).toBe(right);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['Ф-', ''],
    ['ф ', ''],
    ['Ф–', ' · жалба'],
    ['број Ф-', ''],
    ['numri ф-', ' ju lutem'],
  ])('%jnumber%s', (before, after) => {
    const number = makeReference('feedback', new Uint8Array([7, 19, 3, 26, 22]));
    expect(findReference(`${before}${number.slice(2)}${after}`)).toBe(number);
  });

  it('no word of a Cyrillic sentence is taken for one', () => {
    const words = 'са људима с дететом е видиш т година ф корист ц ватром р ситница у школи с једним с децом';
    expect(findReferences(`${words} ${words.toUpperCase()}`)).toEqual([]);
  });

  const right = makeReference('feedback', new Uint8Array([1, 0, 20, 0, 1]));
  const body = right.slice(2);
  const pasted = [
    `*${right}*`,
    `_${right}_`,
    `~${right}~`,
    `\`${right}\``,
    `<${right}>`,
    `&lt;${right}&gt;`,
    `“${right}”`,
    `«${right}».`,
    `(${right})`,
    `#${right}`,
    `\u200b${right}\u200b`,
    `f\u00ad-${body.toLowerCase()}`,
    `\ufeff\u202a${right}\u202c`,
    `Ｆ－${body}`,
    `F–${body.replaceAll('0', 'o').replaceAll('1', 'l')}`,
  ];

  it.each(pasted)('is understood as it is pasted: %j', (typed) => {
    expect(parseReference(typed)).toBe(right);
    expect(findReference(typed)).toBe(right);
  });

  it.each([
    ...pasted.map((typed) => `${typed} · Complaint · Zvečan`),
    `show ${right} please`,
    `Numri juaj: ${right}.\nPërgjigjen e parë mund ta prisni deri më 12.12.2026.`,
    `F${body}, ju lutem`,
    `${right} and ${right.toLowerCase()}`,
  ])('is found in what is pasted around it: %j', (text) => expect(findReference(text)).toBe(right));

  it.each([
    'Fabrike',
    'tražimo radnike',
    `${right} R-${makeReference('registration', new Uint8Array(8)).slice(2)}`,
    `x${right}`,
    `${right}7`,
  ])('is not found, or could be two, in %j', (text) => expect(findReference(text)).toBeNull());

  it.each(['', 'F-', 'F-12345', 'F-1234567', 'X-123456', 'F-UUUUUU', '=F-000000', '<!channel>', 'ф-000000'])(
    'is not found in %j',
    (typed) => expect(parseReference(typed)).toBeNull(),
  );

  it('says its kind in the first letter, as it always did', () => {
    const letters = Object.fromEntries(ITEM_KINDS.map((kind) => [kind, makeReference(kind, new Uint8Array(8))[0]]));
    expect(letters).toMatchObject({ feedback: 'F', registration: 'R', enquiry: 'E' });
  });
});
