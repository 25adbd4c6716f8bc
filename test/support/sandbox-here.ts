import { readConfig } from '../../src/config.ts';
import { type RunningLine, startLine } from '../../src/main.ts';
import type { Sandbox } from '../../src/sandbox/host/sandbox.ts';
import type { SlackControl } from '../../src/sandbox/slack/control.ts';
import type { TelegramControl } from '../../src/sandbox/telegram/control.ts';

export type SandboxHere = { line: RunningLine; sandbox: Sandbox; telegram: TelegramControl; slack: SlackControl };

/** The line in this very process as a newcomer starts it, both services emulated. Stop its line when done. */
export async function startSandboxHere(dataDir: string): Promise<SandboxHere> {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
  if (!config.ok) throw new Error(JSON.stringify(config.bad));
  const line = await startLine(config.config);
  const { sandbox } = line;
  const [telegram, slack] = [sandbox?.telegram()?.control, sandbox?.slack()?.control];
  if (!sandbox || !telegram || !slack) throw new Error('both services are emulated here');
  return { line, sandbox, telegram, slack };
}
