import type { FormContext } from '../domain/form.ts';
import type { SayLine } from '../domain/say.ts';

/** The numbers to call in danger, as settings have them. */
export const emergencyLines = (context: Pick<FormContext, 'emergencyNumbers'>): SayLine[] => [
  { key: 'emergency:title' },
  ...context.emergencyNumbers.map(({ label, number }) => ({
    key: 'emergency:line',
    values: { label: { key: `emergency:${label}` }, number },
  })),
  { key: 'emergency:not_emergency' },
];
