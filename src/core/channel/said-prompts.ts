import type { Line } from '../line.ts';
import { promptsSaid, type SaidPrompt } from '../residents/pending-says.ts';

const EVERY_MS = 200;

/**
 * Reports questions that arrived, many at a time: one statement for all of them instead of one a step. What was not reported when the
 * process died is asked once more.
 */
export function makeSaidPrompts(line: Line) {
  let said: SaidPrompt[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = said;
    said = [];
    if (batch.length === 0) return;
    try {
      await promptsSaid(line, batch);
    } catch (error) {
      line.log.warn({ err: error }, 'questions that arrived could not be noted; they may be asked again');
    }
  };
  return {
    note(residentId: string, arrival: SaidPrompt['arrival']): void {
      said.push({ residentId, arrival });
      timer ??= setTimeout(() => {
        flushing = flushing.then(flush);
      }, EVERY_MS);
    },
    async stop(): Promise<void> {
      await flushing;
      await flush();
    },
  };
}
export type SaidPrompts = ReturnType<typeof makeSaidPrompts>;
