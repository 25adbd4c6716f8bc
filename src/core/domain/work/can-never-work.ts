/** By name, because an error of a library comes from a class of its own. */
const OURS = new Set(['ZodError', '$ZodError', 'TypeError', 'RangeError', 'SyntaxError', 'URIError']);
/** PostgreSQL's class of values that are none: no UUID, no such byte, out of range (documentation, appendix A). */
const BAD_VALUE = /^22[0-9A-Z]{3}$/;

/** Whether the same act would fail in the same way for ever; a server that is away, or busy, comes back. */
export function canNeverWork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (OURS.has(error.name) && code === undefined && error.cause === undefined) return true;
  if (typeof code === 'string' && BAD_VALUE.test(code)) return true;
  return canNeverWork(error.cause);
}
