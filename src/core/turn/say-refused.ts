import type { Refusal, ResidentCode } from '../domain/result.ts';
import type { Say } from '../domain/say.ts';

/** A refusal as the one sentence it has in each language. */
export function sayRefused(refusal: Refusal<ResidentCode>): Say {
  return { lines: [{ key: `errors:${refusal.code}`, ...(refusal.values && { values: refusal.values }) }] };
}

/** The same as all that an effect comes to: nothing was changed. */
export const refused = (code: ResidentCode): { say: Say[] } => ({ say: [sayRefused({ ok: false, code })] });
