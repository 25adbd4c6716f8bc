/** An expected refusal is a value, with one text a code in locales. Infrastructure failures are thrown. */
export type Refusal = { ok: false; code: string; values?: Record<string, string> };
export type Result<T> = { ok: true; value: T } | Refusal;

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (code: string, values?: Record<string, string>): Refusal => ({
  ok: false,
  code,
  ...(values && { values }),
});
