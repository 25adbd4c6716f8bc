import type { SlackConfig, TelegramConfig } from '../config.ts';

/** Telegram and Slack, or what stands in for them. */
export type Services = {
  telegram: TelegramConfig;
  slack: SlackConfig;
  admins: string[];
  /** What is a stand-in, for the greeting. */
  emulated: string[];
  close(): Promise<void>;
};
