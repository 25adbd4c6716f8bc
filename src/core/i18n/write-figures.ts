import { rowOf } from '../domain/language.ts';

/** Where numbers are written for nobody in particular. */
const PLAIN = { group: '', decimal: '.', euro: 'after' } as const;

const figuresOf = (language: string) => rowOf(language)?.figures ?? PLAIN;

/** `12500.5` with the thousands and the decimals of the language. By our own table: Intl takes the machine's for what it does not know. */
export function formatNumber(language: string, number: number): string {
  const { group, decimal } = figuresOf(language);
  const [whole = '', part] = String(Math.abs(number)).split('.');
  if (!/^\d+$/.test(whole) || (part !== undefined && !/^\d+$/.test(part))) return String(number);
  return `${number < 0 ? '−' : ''}${grouped(whole, group)}${part === undefined ? '' : decimal + part}`;
}

const grouped = (whole: string, group: string): string => whole.replace(/\B(?=(\d{3})+$)/g, group);

/**
 * Euro cents: `1.500 €`, `12 500,50 €`, and in English `€1,500.00`, which staff can type back as it stands. No line breaks in it. A mean is rounded
 * to whole cents; what is no number throws.
 */
export function formatEuros(language: string, given: number): string {
  if (!Number.isFinite(given)) throw new RangeError('no amount');
  const cents = Math.sign(given) * Math.round(Math.abs(given));
  const { group, decimal, euro } = figuresOf(language);
  const whole = grouped(String(Math.trunc(Math.abs(cents) / 100)), group);
  const rest = Math.abs(cents % 100);
  const sign = cents < 0 ? '−' : '';
  const part = rest > 0 || euro === 'before' ? decimal + String(rest).padStart(2, '0') : '';
  return euro === 'before' ? `${sign}€${whole}${part}` : `${sign}${whole}${part}\u00a0€`;
}
