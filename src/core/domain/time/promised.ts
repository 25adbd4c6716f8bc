import type { FormContext } from '../form.ts';
import { type Span, spanOfDays, spanOfHours } from './spans.ts';

/** Where the host gives none: the defaults of the settings. */
const DEFAULTS = { closedDays: 730, sensitiveDays: 365, firstAnswerHours: 336 } as const;

/** A length of time that residents are promised, as the settings have it: `values` of a step hold them by these names. */
export function promised({ values }: Pick<FormContext, 'values'>, name: keyof typeof DEFAULTS): Span {
  const given = Number(values?.[name] ?? DEFAULTS[name]);
  return name === 'firstAnswerHours' ? spanOfHours(given) : spanOfDays(given);
}
