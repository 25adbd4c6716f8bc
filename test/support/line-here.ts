import { readConfig } from '../../src/config.ts';
import { type RunningLine, startLine } from '../../src/main.ts';
import { type KeptWorld, openWorld, type TestWorld } from './line-process.ts';

export type WorldHere = TestWorld & {
  now(): Date;
  /** Moves the clock of the line and of both stand-ins, and does what came round meanwhile. */
  move(hours: number): Promise<void>;
  line: RunningLine;
};

/**
 * The line in this very process with stand-ins beside it, on a clock that the test moves; between moves it goes on by itself. `from`: where
 * an earlier world ended, and when.
 */
export async function openWorldHere(
  env: Record<string, string> = {},
  from?: { kept: KeptWorld; at: Date },
): Promise<WorldHere> {
  let ahead = from ? from.at.getTime() - Date.now() : 0;
  const now = () => new Date(Date.now() + ahead);
  const world = await openWorld(
    { LOG_LEVEL: 'error', PORT: '0', OPS_PORT: '0', ...env },
    { clock: now, slackBurst: 1000, ...(from && { kept: from.kept }) },
  );
  const config = readConfig(world.env);
  if (!config.ok) throw new Error(JSON.stringify(config.bad));
  const line = await startLine(config.config, { now });
  return {
    ...world,
    now,
    line,
    move: async (hours) => {
      ahead += hours * 3_600_000;
      await line.runDue();
    },
    close: async () => {
      await line.stop();
      await world.close();
    },
  };
}
