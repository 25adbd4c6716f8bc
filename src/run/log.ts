import { pino } from 'pino';
import { type Log, onlyFacts } from '../core/domain/log.ts';

/**
 * JSON lines on standard error. Messages are static; beside them stands what `LOG_FACTS` lists and nothing else. An error is cut down to
 * its name, code and the places it came from: messages of drivers quote values.
 */
export function makeLog(level: string): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: onlyFacts },
      serializers: { err: describeError, error: describeError },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** What of an error may be written down. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = error.stack
    ?.split('\n')
    .filter((row) => /^\s+at /.test(row))
    .slice(0, 8)
    .map((row) => row.trim());
  return {
    name: error.name,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    at: frames,
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  };
}
