import { setTimeout as wait } from 'node:timers/promises';
import { QUIET } from '../deliver/context.ts';
import { type Attempt, attempt } from '../failures.ts';
import { logFailure } from '../respond.ts';
import type { StaffBot } from '../surface.ts';

/** Slack takes about an edit a second; nobody reads that fast. */
const EVERY_MS = 3_000;
/** Longer than this nobody waits for the last word. */
const MOST_WAIT_SECONDS = 60;
const TRIES = 4;

/** What one person is told in their direct messages of what is made for them, in one message that changes. */
export type Progress = {
  /** The direct messages; null where Slack did not let us in. */
  channel: string | null;
  ts: string | null;
  /** Shown with the next edit. mrkdwn. */
  say(text: string): void;
  /** Every few seconds, as long as it lasts. */
  begin(beat: () => Promise<unknown>): void;
  /** The last word: it stands there in place of all others, or by itself where there is no message. Never throws. */
  end(text: string): Promise<void>;
};

export async function openProgress(bot: StaffBot, slackUserId: string, first: string): Promise<Progress> {
  const opened = await attempt(() => bot.slack.conversations.open({ users: slackUserId }));
  const channel = (opened.ok ? opened.value.channel?.id : undefined) ?? null;
  const posted = channel === null ? null : await attempt(() => post(bot, channel, first));
  const ts = (posted?.ok ? posted.value.ts : undefined) ?? null;
  let wanted = first;
  let shown = first;
  let running: Promise<void> = Promise.resolve();
  const stop = new AbortController();
  const edit = async (): Promise<void> => {
    if (channel === null || ts === null || wanted === shown) return;
    const text = wanted;
    const edited = await attempt(() => bot.slack.chat.update({ channel, ts, text, ...QUIET }));
    if (edited.ok) shown = text;
    else if (edited.failure.kind === 'rate_limited') await pause(edited.failure.afterSeconds, stop.signal);
  };
  return {
    channel,
    ts,
    say: (text) => {
      wanted = text;
    },
    begin: (beat) => {
      running = (async () => {
        for (;;) {
          await wait(EVERY_MS, undefined, { signal: stop.signal, ref: false });
          await beat();
          await edit();
        }
      })().catch((error: unknown) => {
        if (!stop.signal.aborted) logFailure(bot, error);
      });
    },
    end: async (text) => {
      stop.abort();
      await running;
      const said = await patiently(() =>
        attempt<unknown>(() =>
          channel !== null && ts !== null
            ? bot.slack.chat.update({ channel, ts, text, ...QUIET })
            : post(bot, channel ?? slackUserId, text),
        ),
      );
      if (!said.ok) bot.log.warn({ slack: said.failure.kind }, 'A person in Slack could not be told of their file');
    },
  };
}

const post = (bot: StaffBot, channel: string, text: string) => bot.slack.chat.postMessage({ channel, text, ...QUIET });

const pause = (seconds: number, signal?: AbortSignal): Promise<void> =>
  wait(Math.min(seconds, MOST_WAIT_SECONDS) * 1000, undefined, signal && { signal }).catch(() => undefined);

/** Tries again where Slack is busy or did not answer. What is tried may have its effect twice. */
export async function patiently<T>(call: () => Promise<Attempt<T>>): Promise<Attempt<T>> {
  let came = await call();
  for (let tries = 1; tries < TRIES && !came.ok; tries += 1) {
    const { failure } = came;
    if (failure.kind !== 'rate_limited' && failure.kind !== 'unknown') break;
    await pause(failure.kind === 'rate_limited' ? failure.afterSeconds : tries);
    came = await call();
  }
  return came;
}
