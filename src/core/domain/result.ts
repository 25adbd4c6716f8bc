import type errors from '../../../locales/en/errors.json';
import type staff from '../../../locales/en/staff.json';

/** What can be refused to a resident, and to staff: each has its text in the language of whoever is refused. One without does not compile. */
export type ResidentCode = keyof typeof errors;
export type StaffCode = keyof (typeof staff)['refusals'];

/**
 * An expected refusal is a value, whose codes are in the type of the verb. Where none are named, it is staff who are refused. Infrastructure
 * failures are thrown.
 */
export type Refusal<Code extends string = StaffCode> = {
  ok: false;
  code: Code;
  values?: Record<string, string | number>;
};
export type Result<T, Code extends string = StaffCode> = { ok: true; value: T } | Refusal<Code>;

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const refuse = <const Code extends string>(
  code: Code,
  values?: Record<string, string | number>,
): Refusal<Code> => ({
  ok: false,
  code,
  ...(values && { values }),
});
