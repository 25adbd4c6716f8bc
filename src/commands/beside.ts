import { configOrRefuse } from '../run/config-or-refuse.ts';
import { type Foundation, openFoundation } from '../run/foundation.ts';
import { makeLog } from '../run/log.ts';

/** Runs a command's work on the line's database, beside a running line or alone, and closes what it opened. Logs warnings only. */
export async function beside<T>(work: (foundation: Foundation) => Promise<T>): Promise<T> {
  const foundation = await openFoundation(configOrRefuse(), { beside: true, log: makeLog('warn') });
  try {
    return await work(foundation);
  } finally {
    await foundation.close();
  }
}
