import { reportParked } from '../core/items/report-parked.ts';
import type { Line } from '../core/line.ts';

/** Work that was given up is told where staff see it. An alert that cannot be posted itself is only in the log. */
export async function tellParked(line: Line, row: { topic: string; payload: Record<string, string> }): Promise<void> {
  if (row.topic === 'alert') return;
  await reportParked(line, row.payload);
}
