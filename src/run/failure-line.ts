import { codeOf } from '../core/domain/log.ts';

/**
 * One line for the person at the terminal. Our own sentences are shown; of anything else only the name and code, since drivers
 * quote addresses and values.
 */
export function failureLine(error: unknown): string {
  if (!(error instanceof Error)) return 'It failed.';
  const code = codeOf(error) ?? codeOf(error.cause);
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    return `A server does not answer (${code}): check DATABASE_URL and REDIS_URL with "npm run -s line -- doctor".`;
  if (typeof code === 'string') return `It failed: ${error.name} (${code}).`;
  return error.message.split('\n')[0] ?? 'It failed.';
}
