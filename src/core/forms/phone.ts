import parsePhoneNumber from 'libphonenumber-js/max';
import { z } from 'zod';
import { plainFigures } from '../domain/text/digits.ts';

/**
 * What a text says as a telephone number. Numbers are E.164. `doubt`: as it is written it is in another country's plan, or in none, and they
 * are asked whether they meant the other; `either`: it may be the one they wrote.
 */
export type PhoneRead =
  | { kind: 'number'; number: string }
  | { kind: 'doubt'; written: string; meant: string; either: boolean }
  | { kind: 'several' }
  | { kind: 'none' };

/** Characters of what may be a number with words around it. */
const LONGEST = 300;
const NONE: PhoneRead = { kind: 'none' };
const KOSOVO = '383';
const SERBIA = '381';

/** Until 2016 to 2018 Kosovo's mobile numbers lay in Monaco's and Slovenia's plans (ITU, Kosovo's code 383): `44` and `45`, `43` and `49`. */
const OLD_CODE = /^(?:377(4[45]\d{6})|386(4[39]\d{6}))$/;
/** Kosovo's mobile numbers by the country code of Serbia, which has none that begin so. */
const MOBILE_OF_KOSOVO = /^381(4[3-9]\d{6})$/;
const MOBILE_OF_SERBIA = /^383(6\d{7,8})$/;
/** Eight digits; nine where the area has three. */
const OF_KOSOVO = /^383(?:4\d{7}|[23]\d{7,8}|8\d{7}|9\d{7})$/;
const OF_SERBIA = /^381\d{8,9}$/;

/** A telephone number in any form: any sign between the digits, brackets, `(0)`, `00`, `+` or none, with or without the country, words around it. */
export function readPhone(text: string): PhoneRead {
  if (text.length > LONGEST) return NONE;
  const figures = plainFigures(text).replace(/(?<!\p{L})[oо](?=[\d\s])/giu, '0');
  const whole = readOne(figures);
  if (whole.kind !== 'none' && !/\p{L}/u.test(figures)) return whole;
  // Words part what they stand between; so does what parts two numbers.
  for (const parting of [/\p{L}[\p{L}.:']*/u, /\p{L}[\p{L}.:']*|[,;/\n|&]|:\s|\s-\s|(?<=\d\s*)(?=\+)/u]) {
    const found = readEach(figures.split(parting));
    if (found.kind !== 'none') return found;
  }
  return readTwo(figures);
}

/** Two numbers with nothing but a space or a bracket between them: one more digit group, and each would still be a number. */
function readTwo(figures: string): PhoneRead {
  const groups = figures.split(/\p{L}/u).length === 1 ? (figures.match(/\+?\d+/g) ?? []) : [];
  for (let at = 1; at < groups.length; at += 1) {
    const both = [groups.slice(0, at), groups.slice(at)].map((some) => some.join(' '));
    if (both.every((one) => readOne(one).kind !== 'none')) return readEach(both);
  }
  return NONE;
}

/** The number of their own account, as a phone shares it: with its country, but often without the plus. */
export function readSharedPhone(shared: string): PhoneRead {
  const digits = plainFigures(shared).replace(/\D/g, '');
  return /^[1-9]/.test(digits) ? readOne(`+${digits}`) : readOne(digits);
}

function readEach(parts: string[]): PhoneRead {
  const found = new Map<string, PhoneRead>();
  for (const part of parts) {
    const read = readOne(part);
    if (read.kind !== 'none') found.set(JSON.stringify(read), read);
  }
  const [only = NONE] = found.values();
  return found.size > 1 ? { kind: 'several' } : only;
}

function readOne(figures: string): PhoneRead {
  const digits = figures.replace(/\D/g, '');
  if (digits.length < 6 || digits.length > 17) return NONE;
  const international = withCountry(figures, digits);
  if (international !== null) return judge(international);
  const national = digits.replace(/^0/, '');
  // A number without its country may be of either, and nothing about it is asked. Without its zero too, it is no landline of Serbia.
  for (const country of national === digits && !/^6/.test(digits) ? [KOSOVO] : [KOSOVO, SERBIA])
    if (isNumber(`+${country}${national}`)) return { kind: 'number', number: `+${country}${national}` };
  return NONE;
}

/** The country code and what follows, without the zero of calls at home; null where no country is written. */
function withCountry(figures: string, digits: string): string | null {
  const plus = /^[^\d+]*\+/.test(figures);
  const abroad = plus ? digits.replace(/^00/, '') : /^00(?=[1-9])/.test(digits) ? digits.slice(2) : null;
  const known = /^0?(38[136]|377)0?([2-9]\d{7,8})$/.exec(digits);
  if (abroad !== null)
    return /^38[136]|^377/.test(abroad) ? abroad.replace(/^(\d{3})0/, '$1') : withoutZero(figures, abroad);
  return known ? `${known[1]}${known[2]}` : null;
}

/** `(0)` after another country's code is only for calls at home. */
function withoutZero(figures: string, abroad: string): string {
  const before = /^([^()]*)\(\s*0\s*\)/.exec(figures)?.[1]?.replace(/\D/g, '').replace(/^00/, '');
  return before && abroad.startsWith(`${before}0`) ? `${before}${abroad.slice(before.length + 1)}` : abroad;
}

function judge(digits: string): PhoneRead {
  const old = OLD_CODE.exec(digits);
  const meant =
    (old && `+${KOSOVO}${old[1] ?? old[2]}`) ??
    digits.replace(MOBILE_OF_KOSOVO, `+${KOSOVO}$1`).replace(MOBILE_OF_SERBIA, `+${SERBIA}$1`);
  if (meant.startsWith('+') && isNumber(meant))
    return { kind: 'doubt', written: `+${digits}`, meant, either: old !== null };
  return isNumber(`+${digits}`) ? { kind: 'number', number: `+${digits}` } : NONE;
}

function isNumber(international: string): boolean {
  const digits = international.slice(1);
  if (digits.startsWith(KOSOVO) && !OF_KOSOVO.test(digits)) return false;
  if (digits.startsWith(SERBIA) && !OF_SERBIA.test(digits)) return false;
  const found = parsePhoneNumber(international);
  return found?.number === international && found.isValid();
}

/** With the spaces that its country writes. */
export const spaced = (number: string): string => parsePhoneNumber(number)?.formatInternational() ?? number;

/** As it is kept: E.164. What people write is read by `readPhone` before. */
export const Phone = z.string().regex(/^\+[1-9]\d{6,14}$/);
