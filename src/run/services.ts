import type { Config, SlackConfig, TelegramConfig } from '../config.ts';
import type { Sandbox } from '../sandbox/host/sandbox.ts';

/** Telegram and Slack, or what stands in for them. */
export type Services = {
  telegram: TelegramConfig;
  slack: SlackConfig;
  admins: string[];
  /** What the line goes by; in the sandbox somebody may move it forward. */
  now(): Date;
  queue: Config['queue'];
  /** Null where both are real. */
  sandbox: Sandbox | null;
  close(): Promise<void>;
};
