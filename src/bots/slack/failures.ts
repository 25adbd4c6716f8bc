import { webApi } from '@slack/bolt';

/**
 * What became of a call to Slack. `unknown`: it may have had its effect, so look before posting again. `channel`: this channel
 * cannot be used. `gone`: the message or file is not there. `account`: token or scopes; an admin must act. `refused`: never, as it is.
 */
export type SlackFailure =
  | { kind: 'rate_limited'; afterSeconds: number }
  | { kind: 'unknown' }
  | { kind: 'channel' | 'gone' | 'account' | 'locked' | 'refused'; code: string };

/** Slack's own code, or what else became of the call. */
export const codeOf = (failure: SlackFailure): string => ('code' in failure ? failure.code : failure.kind);

const CHANNEL = new Set([
  'is_archived',
  'channel_not_found',
  'not_in_channel',
  'is_inactive',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'posting_to_channel_denied',
  'invalid_channel',
  'method_not_supported_for_channel_type',
]);
const GONE = new Set(['message_not_found', 'thread_not_found', 'file_not_found', 'file_deleted']);
const ACCOUNT = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'no_permission',
  'missing_scope',
  'not_allowed_token_type',
  'ekm_access_denied',
  'access_denied',
  'team_access_not_granted',
  'org_login_required',
  'two_factor_setup_required',
]);
const LOCKED = new Set([
  'cant_update_message',
  'edit_window_closed',
  'cant_delete_message',
  'compliance_exports_prevent_deletion',
  'cant_delete_file',
]);
const SLACKS_OWN = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);
const BUSY = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

const WAIT_WITHOUT_WORD_SECONDS = 30;

export type Attempt<T> = { ok: true; value: T } | { ok: false; failure: SlackFailure };

/** One call to Slack, with what became of it as a value. */
export async function attempt<T>(call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return { ok: false, failure: classifyFailure(error) };
  }
}

/** Classifies what a call of Slack's client threw. Whatever is not a clear no may have had its effect. */
export function classifyFailure(error: unknown): SlackFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'rate_limited', afterSeconds: error.retryAfter };
  if (error instanceof webApi.WebAPIPlatformError) return classifyCode(error.data.error);
  return { kind: 'unknown' };
}

/** By Slack's `error`. An answer that is no JSON comes as a "code" too, with the whole page in it: that is no code. */
export function classifyCode(code: string): SlackFailure {
  if (!/^[a-z_]{2,80}$/.test(code) || SLACKS_OWN.has(code)) return { kind: 'unknown' };
  if (BUSY.has(code)) return { kind: 'rate_limited', afterSeconds: WAIT_WITHOUT_WORD_SECONDS };
  if (CHANNEL.has(code)) return { kind: 'channel', code };
  if (GONE.has(code)) return { kind: 'gone', code };
  if (ACCOUNT.has(code)) return { kind: 'account', code };
  if (LOCKED.has(code)) return { kind: 'locked', code };
  return { kind: 'refused', code };
}
