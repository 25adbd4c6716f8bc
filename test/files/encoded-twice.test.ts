import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/files/decode-text.ts';
import { encodedTwice } from '../../src/files/encoded-twice.ts';

const MARK = '\ufeff';
const SQ = 'key,translation\n"a:b","Çfarë kërkoni për fëmijët?"\n"a:c","“Po”, është."';
const SR = 'key,translation\n"a:b","Želite li čaj, šećer i đevrek?"\n"a:c","„Da“ — još."';
const CYRILLIC = 'key,translation\n"a:b","Желите ли чај?"';

/** As a program does that takes the bytes of UTF-8 for letters of another table, and saves what it then shows. */
const through = (table: string) => (text: string) => new TextDecoder(table).decode(Buffer.from(text));
const latin1 = (text: string) => Buffer.from(text).toString('latin1');
/** By hand: some versions of Node decode it as Latin-1. */
const WESTERN = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const western = (text: string) =>
  latin1(text).replace(/[\x80-\x9f]/g, (sign) => WESTERN[sign.charCodeAt(0) - 128] ?? sign);

describe.each<[string, (text: string) => string]>([
  ['Latin-1', latin1],
  ['Windows-1252', western],
  ['Windows-1250', through('windows-1250')],
  ['a Macintosh', through('macintosh')],
])('UTF-8 that was read as %s and saved', (_name, misread) => {
  test.each([
    ['Albanian', SQ, 'Ç'],
    ['Serbian', SR, 'Ž'],
    ['Serbian in Cyrillic', CYRILLIC, 'Желите'],
    ['a text with an emoji', '"✅ Po"', '✅'],
    ['nothing but its mark', `${MARK}key,translation\n"a:b","Po"`, MARK],
  ])('is known by its letters: %s', (_text, text, first) => {
    expect(encodedTwice(misread(text))).toBe(misread(first));
  });
});

test('what a strict program could not keep of some letters hides nothing', () => {
  expect(encodedTwice(western(SR).replace(/[\u0080-\u009f]/g, '?'))).not.toBeNull();
});

test.each([
  ['Albanian', SQ],
  ['Serbian', SR],
  ['Cyrillic', CYRILLIC],
  ['capitals before a quotation mark', '“CAFÉ”, „PYETJË“, “Ä”'],
  ['German and French', 'Größe, façade, naïve, déjà — “ça va”'],
  ['emoji', '✅ Da 👩‍👩‍👧 🔊'],
  ['ASCII', 'key,translation\na:b,Yes'],
  ['one row of many', `${SQ.repeat(20)}\n"a:d","Ã«"`],
  ['nothing', ''],
])('letters that are as they should be are left alone: %s', (_name, text) => {
  expect(encodedTwice(text)).toBeNull();
});

describe('UTF-8 that breaks off', () => {
  test.each([1, 2, 3])('within a letter is still UTF-8, with a sign for what is lost: %i bytes of it', (kept) => {
    const whole = Buffer.concat([Buffer.from('"Është '), Buffer.from('😀').subarray(0, kept)]);
    expect(decodeText(whole)).toEqual({ text: '"Është \ufffd', encoding: 'UTF-8' });
  });
  test('is not what ends in a letter of Windows-1250', () => {
    expect(decodeText(Buffer.from('a:b,Yes,Po\xeb', 'latin1'))).toEqual({
      text: 'a:b,Yes,Poë',
      encoding: 'Windows-1250',
    });
  });
});
