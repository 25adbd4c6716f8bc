import { webApi } from '@slack/bolt';
import { silentLogger } from './silent-logger.ts';

export type SlackClient = webApi.WebClient;

/** Slack may take long for one call; beyond this its answer counts as lost. */
const TIMEOUT_MS = 10_000;

/**
 * A client that tries once and says what happened: trying again is the queue's business, which first looks whether the effect is
 * there. It logs nothing, because its debug lines hold what residents wrote. `apiUrl` ends in `/api/`.
 */
export function slackClient(options: { botToken: string; apiUrl?: string | undefined }): SlackClient {
  return new webApi.WebClient(options.botToken, {
    ...(options.apiUrl !== undefined && { slackApiUrl: options.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logger: silentLogger,
  });
}
