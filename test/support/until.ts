import { setTimeout as wait } from 'node:timers/promises';
import { PATIENCE_MS } from './patience.ts';

/** Resolves when the condition holds; throws when it does not within the bound. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come true in time');
    await wait(20);
  }
}
