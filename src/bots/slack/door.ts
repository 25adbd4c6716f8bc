import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { App, Receiver } from '@slack/bolt';
import type { Door, DoorAnswer, DoorHeaders } from '../../core/domain/door.ts';
import type { Log } from '../../core/domain/log.ts';
import { readRequest } from './read-request.ts';

const LARGEST_BODY = 2 * 1024 * 1024;
const SIGNATURE = 'x-slack-signature';
const STAMP = 'x-slack-request-timestamp';
/** Slack's own bound (docs.slack.dev, verifying requests from Slack). */
const OLDEST_SECONDS = 300;
/** What two clocks set by NTP may differ; later than this a request is one of the future. */
const AHEAD_SECONDS = 5;

export type SlackDoor = Door & { receiver: Receiver; failed(body: object): void };

/**
 * Slack over HTTP. A request without a signature of this form, too old or of the future is refused by its header lines; one that Slack
 * did not sign, once its body is there. What Slack signed is carried out once: `firstTime` writes its signature down, for every process.
 */
export function slackDoor(parts: {
  signingSecret: string;
  log: Log;
  /** False when this signature was taken before. */
  firstTime(signature: string): Promise<boolean>;
}): SlackDoor {
  const { signingSecret, log, firstTime } = parts;
  const failed = new WeakSet<object>();
  let app: App | undefined;
  return {
    largestBody: LARGEST_BODY,
    tooLarge: 413,
    receiver: {
      init: (itsApp) => {
        app = itsApp;
      },
      start: async () => {},
      stop: async () => {},
    },
    failed: (body) => void failed.add(body),
    refuse: (headers) => {
      const seconds = ageOf(headers);
      if (seconds !== null && seconds < -AHEAD_SECONDS && seconds > -OLDEST_SECONDS)
        log.warn({}, 'A request to Slack’s door says a time that is yet to come and is refused; is the clock right?');
      return seconds === null || seconds > OLDEST_SECONDS || seconds < -AHEAD_SECONDS ? 401 : null;
    },
    take: async (raw, headers) => {
      if (!isSigned(raw, headers, signingSecret)) return { status: 401 };
      const read = readRequest(raw, String(headers['content-type'] ?? ''));
      if ('answer' in read) return read.answer;
      try {
        const signature = createHash('sha256').update(String(headers[SIGNATURE])).digest('base64url');
        if (!(await firstTime(signature))) return { status: 200 };
      } catch (error) {
        log.error({ err: error }, 'A request of Slack could not be written down; Slack is asked to come again');
        return { status: 503 };
      }
      return ask(app as App, read.body, headers, () => failed.has(read.body), log);
    },
  };
}

/** In seconds, negative for the future; null without both header lines in their form. */
function ageOf(headers: DoorHeaders): number | null {
  const [signature, stamp] = [headers[SIGNATURE], headers[STAMP]];
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return null;
  if (typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return null;
  return Date.now() / 1000 - Number(stamp);
}

function isSigned(raw: Buffer, headers: DoorHeaders, secret: string): boolean {
  const hash = createHmac('sha256', secret).update(`v0:${headers[STAMP]}:`).update(raw).digest('hex');
  return timingSafeEqual(Buffer.from(`v0=${hash}`), Buffer.from(String(headers[SIGNATURE])));
}

/** Resolves at the acknowledgement; what a handler does after it goes on by itself. */
function ask(
  app: App,
  body: Record<string, unknown>,
  headers: DoorHeaders,
  failed: () => boolean,
  log: Log,
): Promise<DoorAnswer> {
  const retry = Number(headers['x-slack-retry-num']);
  return new Promise((resolve) => {
    const ack = async (said?: unknown) => resolve(answerOf(said));
    app
      .processEvent({ body, ack, ...(Number.isSafeInteger(retry) && { retryNum: retry }) })
      // Nobody listens to it: an action, a form or a command that this version does not know.
      .then(() => resolve({ status: failed() ? 500 : 404 }))
      // Bolt stumbled over a field before any handler of ours saw it: the request is at fault.
      .catch(() => {
        log.warn({}, 'A request of Slack could not be read');
        resolve({ status: 400 });
      });
  });
}

function answerOf(said: unknown): DoorAnswer {
  if (said === undefined || said === '') return { status: 200 };
  if (typeof said === 'string') return { status: 200, body: said };
  return { status: 200, body: JSON.stringify(said), type: 'application/json' };
}
