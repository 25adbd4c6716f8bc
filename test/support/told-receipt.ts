import type { SayLine } from '../../src/core/domain/say.ts';

/** The number of the receipt that these lines tell, as its sixteen digits; undefined where they tell none. */
export function toldReceipt(lines: readonly SayLine[]): string | undefined {
  const told = lines.find(({ key }) => key === 'feedback:sent_anonymous.receipt')?.values?.receipt;
  return typeof told === 'object' && 'code' in told ? told.code.replaceAll(' ', '') : undefined;
}
