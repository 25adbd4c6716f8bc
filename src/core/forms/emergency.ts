import type { FormContext } from '../domain/form.ts';
import type { SayLine } from '../domain/say.ts';

/** What the last screen after a serious report begins with: whom to call, and that nobody comes from here. */
export const lastScreenFirst = (context: Pick<FormContext, 'emergencyNumbers'>): SayLine[] => [
  ...numbers(context),
  { key: 'danger:sends_nobody' },
];

/** The numbers to call in danger, as settings have them. */
export const emergencyLines = (context: Pick<FormContext, 'emergencyNumbers'>): SayLine[] => [
  ...numbers(context),
  { key: 'emergency:not_emergency' },
];

const numbers = ({ emergencyNumbers }: Pick<FormContext, 'emergencyNumbers'>): SayLine[] => [
  { key: 'emergency:title' },
  ...emergencyNumbers.map(({ label, number }) => ({
    key: 'emergency:line',
    values: { label: { key: `emergency:${label}` }, number },
  })),
];
