/** Euro cents as they stand in a field to be typed over: `1500`, `1500,50`. What is read is written as each language does (i18n/write-figures.ts). */
export function typedEuros(cents: number): string {
  const whole = Math.trunc(cents / 100);
  const rest = Math.abs(cents % 100);
  return rest === 0 ? String(whole) : `${whole},${String(rest).padStart(2, '0')}`;
}
