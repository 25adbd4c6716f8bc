import type { Log } from '../../core/domain/log.ts';
import type { Result } from '../../core/domain/result.ts';
import type { StaffMember } from '../../core/domain/staff/permissions.ts';
import type { SlackChannels } from '../../core/domain/staff/route.ts';
import type { Texts } from '../../core/i18n/texts.ts';
import type { Line } from '../../core/line.ts';
import type { SlackClient } from './client.ts';

export type ExportWanted =
  | {
      what: 'items' | 'summary';
      kind: 'feedback' | 'registration' | 'enquiry' | 'all';
      from: string;
      to: string;
      withText: boolean;
    }
  | { what: 'participants' | 'attendance' | 'grants'; offer: string };

export type SlackAppConfig = {
  botToken: string;
  appToken?: string | undefined;
  signingSecret?: string | undefined;
  /** Ends in `/api/`. */
  apiUrl?: string | undefined;
  admins: readonly string[];
  channels: SlackChannels;
};

/** `remark`: what is not in it, said beside it. */
export type ExportedFile = { name: string; bytes: Uint8Array; remark: string };

export type MakeExport = (member: StaffMember, request: ExportWanted) => Promise<Result<ExportedFile>>;

/** The list that the trainer has signed, as a PDF. */
export type MakeSheet = (member: StaffMember, offerId: string) => Promise<Result<ExportedFile>>;

export type SlackAppParts = {
  line: Line;
  texts: Texts;
  config: SlackAppConfig;
  log: Log;
  exportFile?: MakeExport | undefined;
  attendanceSheet?: MakeSheet | undefined;
};

/** `outsider`: a guest, a bot, somebody of another workspace, deactivated or unknown. `unknown`: Slack cannot say, and has not said lately. */
export type Standing = 'member' | 'outsider' | 'unknown';
/** `names`: as Slack calls a member, null of anybody else; kept in memory alone. `anew`: Slack was asked for this answer. */
export type Said = { standing: Standing; names: readonly string[] | null; anew: boolean };
export type ReadStanding = (slackUserId: string) => Promise<Said>;

/** What every handler of the Slack bot stands on. */
export type StaffBot = SlackAppParts & {
  slack: SlackClient;
  /** Whether somebody is a full member of our workspace. */
  standing: ReadStanding;
};
