import type { Lives } from '../lives.ts';
import type { Sandbox } from '../sandbox.ts';

const HOUR_MS = 3_600_000;
const MOST_STEPS = 96;
const LONGEST_STEP_MS = 6 * HOUR_MS;
export const MOST_HOURS = 24 * 400;

/**
 * Lets so many hours go by, in steps: what would have come due on the way (reminders, seats that lapse, retention) does so in its
 * order. A step is an hour, longer on a long way, and never longer than six hours.
 */
export async function moveClock(sandbox: Sandbox, lives: Lives, hours: number): Promise<void> {
  const whole = hours * HOUR_MS;
  const step = Math.min(LONGEST_STEP_MS, Math.max(HOUR_MS, whole / MOST_STEPS));
  for (let left = whole; left > 0; left -= step) {
    sandbox.moveAhead(Math.min(step, left));
    await lives.current()?.runDue();
  }
}
