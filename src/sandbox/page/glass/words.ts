import words from '../../../../locales/en/staff-page-glass.json';
import type { Step } from '../wire/contract.ts';

const WHAT: Record<string, string> = words.what;

/** What a step did, in plain words; facts of the item have their own names, such as item_submitted. */
export const sayWhat = ({ what }: Step): string => WHAT[what] ?? what.replaceAll('_', ' ');

export const sayClock = (iso: string): string => {
  const at = new Date(iso);
  const two = (number: number, width = 2) => String(number).padStart(width, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${two(at.getMilliseconds(), 3)}`;
};
