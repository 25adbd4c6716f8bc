import type { Refusal } from '../domain/result.ts';
import type { Say } from '../domain/say.ts';

/** A refusal as the one sentence it has in each language. */
export function sayRefused(refusal: Refusal): Say {
  return { lines: [{ key: `errors:${refusal.code}`, ...(refusal.values && { values: refusal.values }) }] };
}

/** The same as all that an effect comes to: nothing was changed. */
export const refused = (code: string): { say: Say[] } => ({ say: [sayRefused({ ok: false, code })] });
