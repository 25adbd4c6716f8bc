import type { Refusal } from '../domain/result.ts';
import type { Say } from '../domain/say.ts';
import type { Answer, Visit } from './visit.ts';

/** A refusal as the one sentence it has in each language. */
export function sayRefused(refusal: Refusal): Say {
  return { lines: [{ key: `errors:${refusal.code}`, ...(refusal.values && { values: refusal.values }) }] };
}

/** The same as the whole answer of a turn: nothing else was changed. */
export const refused = (visit: Visit, code: string): Answer => ({
  say: [sayRefused({ ok: false, code })],
  dialogue: visit.dialogue,
});
