import type { SayAsRead } from '../../core/channel/channels.ts';
import type { Log } from '../../core/domain/log.ts';
import type { SlackChannels } from '../../core/domain/staff/route.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';

export type SlackAppConfig = {
  botToken: string;
  appToken?: string | undefined;
  signingSecret?: string | undefined;
  /** Ends in `/api/`. */
  apiUrl?: string | undefined;
  admins: readonly string[];
  channels: SlackChannels;
};

export type SlackAppParts = {
  line: Line;
  texts: Texts;
  config: SlackAppConfig;
  log: Log;
  /** What a resident sees of what is said to them; left out, staff are shown their own words alone. */
  asRead?: SayAsRead;
  /** Where files lie, sealed, until somebody has them; left out, where the machine puts what is passing. */
  exportsDir?: string;
};

/** `outsider`: a guest, a bot, somebody of another workspace, deactivated or unknown. `unknown`: Slack cannot say, and has not said lately. */
export type Standing = 'member' | 'outsider' | 'unknown';
/** `names`: as Slack calls a member, null of anybody else; kept in memory alone. `anew`: Slack was asked for this answer. */
export type Said = { standing: Standing; names: readonly string[] | null; anew: boolean };
export type ReadStanding = (slackUserId: string) => Promise<Said>;
