import { pino } from 'pino';
import { describeError, type Log, onlyFacts } from '../core/domain/log.ts';

/** JSON lines on standard error: a static message, and beside it what core/domain/log.ts lets through and nothing else. */
export function makeLog(level: string): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: onlyFacts },
      serializers: { err: describeError },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
