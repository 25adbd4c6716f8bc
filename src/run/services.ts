import type { Config, SlackConfig, TelegramConfig } from '../config.ts';
import type { DoneTurn } from '../core/channel/take-arrival.ts';
import type { JobResult } from '../core/domain/work/job-result.ts';
import type { Line } from '../core/line.ts';
import type { OutboxRow } from '../db/queries/work/outbox.ts';

/** Telegram and Slack, or what stands in for them. */
export type Services = {
  telegram: TelegramConfig;
  slack: SlackConfig;
  admins: string[];
  /** What the line goes by; in the sandbox somebody may move it forward. */
  now(): Date;
  queue: Config['queue'];
  /** Null where both are real. */
  emulated: Emulated | null;
  close(): Promise<void>;
};

/** What a line does more where somebody plays the residents and the staff. */
export type Emulated = {
  /** Adds invented people and matters, before anybody is let in. */
  fill(line: Line): Promise<unknown>;
  /** Hears what becomes of each item on its way. */
  watch: {
    turn(turn: DoneTurn): void;
    queued(line: Line, rows: readonly OutboxRow[]): void;
    worked(line: Line, row: OutboxRow, result: JobResult, ms: number): void;
  };
};

/** Telegram and Slack as the settings have them; null where one of them has no token, which production refuses. */
export function realServices({ telegram, slack, slackAdmins, queue }: Config, now: () => Date): Services | null {
  if (!telegram || !slack) return null;
  return { telegram, slack, admins: slackAdmins, now, queue, emulated: null, close: async () => {} };
}
