/** Euro cents as people here write them, the same way in every language: `1500 €`, `1500,50 €`. */
export function euros(cents: number): string {
  const whole = Math.trunc(cents / 100);
  const rest = Math.abs(cents % 100);
  return rest === 0 ? `${whole} €` : `${whole},${String(rest).padStart(2, '0')} €`;
}
