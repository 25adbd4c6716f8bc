import type { types } from '@slack/bolt';
import { type NumberAsked, readNumber } from '../../../core/domain/numbers/read-number.ts';
import { type Read, read, type Typed, typedText } from './fields.ts';
import { textInput } from './inputs.ts';
import { euros, staffWords } from './words.ts';

const { words } = staffWords('staff');

/** Longer than any number, for the words beside it. */
const LONGEST = 60;

/** A number or an amount. Slack's own field for numbers refuses a decimal comma and our own printed amounts; here the line reads it. */
export const numberInput = (
  name: string,
  label: string,
  {
    initial,
    ...of
  }: { optional?: boolean; hint?: string | undefined; initial?: number | string | null | undefined } = {},
): types.InputBlock =>
  textInput(name, label, { ...of, most: LONGEST, initial: initial == null ? undefined : String(initial) });

type Limits = Omit<NumberAsked, 'unit' | 'strict'>;

/** Null where nothing was typed. */
export const typedNumber = (typed: Typed, name: string, limits: Limits = {}): Read<number | null> =>
  readTyped(typed, name, { unit: 'any', ...limits }, String);

/** Euros as they are typed, in cents. The limits are in euros. */
export function typedCents(typed: Typed, name: string, limits: Limits = {}): Read<number | null> {
  const amount = readTyped(typed, name, { unit: 'euro', ...limits }, (limit) => euros(Math.round(limit * 100)));
  return amount.ok && amount.value !== null ? read(Math.round(amount.value * 100)) : amount;
}

function readTyped(
  typed: Typed,
  name: string,
  asked: NumberAsked,
  shown: (limit: number) => string,
): Read<number | null> {
  const text = typedText(typed, name)?.trim() ?? '';
  if (text === '') return read(null);
  const found = readNumber(text, { ...asked, strict: true });
  if (found.ok) return read(found.value);
  const values = { least: shown(asked.least ?? 0), most: shown(asked.most ?? 0) };
  return { ok: false, errors: { [name]: words(`numbers.${found.code}`, values) } };
}
