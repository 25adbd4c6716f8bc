import type { SlackStandIn } from '../slack/server.ts';
import type { TelegramStandIn } from '../telegram/server.ts';
import type { Steps } from './steps.ts';

/** What stands in for the services, and what somebody may do to the sandbox as a whole. */
export type Sandbox = {
  /** What is a stand-in, by name. */
  emulated: string[];
  /** Null where the real one is used. Another object after `empty`, at the same address. */
  telegram(): TelegramStandIn | null;
  slack(): SlackStandIn | null;
  channels: { main: string; sensitive: string; leads: string };
  /** By the clock of the line and of its stand-ins. */
  now(): Date;
  /** How far that clock was moved. */
  aheadMs(): number;
  /** Moves it forward. */
  moveAhead(ms: number): void;
  /** Takes Redis away and gives it back; null where there is none, or none that can be cut off. */
  redis: { cut(on: boolean): void; isCut(): boolean } | null;
  /** What happens between the phone and the workspace, as it happens. */
  steps: Steps;
  /** Forgets every conversation, sets the clock right, and begins with the sample people. */
  empty(): Promise<void>;
};
