import { reportStuck } from '../core/items/report-stuck.ts';
import type { Line } from '../core/line.ts';

type Stuck = { topic: string; state: string; payload: Record<string, string> };

/** Work that was given up, or that gets nowhere, is told where staff see it. An alert that cannot be posted itself is only in the log. */
export async function tellStuck(line: Line, { topic, state, payload }: Stuck): Promise<void> {
  if (topic === 'alert') return;
  await reportStuck(line, payload, state === 'parked' ? 'parked' : 'late');
}
