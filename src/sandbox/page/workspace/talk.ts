import { slack } from '../wire/api.ts';
import type { Ephemeral, SlackMessage } from '../wire/contract.ts';
import { useLive } from '../wire/live.ts';
import { changedAt } from './places.ts';

/** What stands in a channel or a thread, one under the other. */
export type Entry = { ts: string; message: SlackMessage } | { ts: string; shown: Ephemeral };
type Told = { messages: SlackMessage[]; ephemerals: Ephemeral[] };

/** Everything of a channel that this person sees; null until it is there. */
export const useTold = (user: string, channel: string): Told | null =>
  useLive<Told>(
    ['slack', 'facts'],
    changedAt((where) => where === channel),
    async () => {
      const [messages, ephemerals] = await Promise.all([
        slack<SlackMessage[]>('messages', channel, { as: user }),
        slack<Ephemeral[]>('ephemeralsIn', user, channel),
      ]);
      return { messages, ephemerals };
    },
    [user, channel],
  );

/** In the order in which they came. Of a deleted message something is left only while others stand under it, as in Slack. */
export function entriesOf(messages: readonly SlackMessage[], ephemerals: readonly Ephemeral[]): Entry[] {
  const standing = messages.filter((message) => !message.deleted || repliesOf(message).length > 0);
  const all: Entry[] = [
    ...standing.map((message) => ({ ts: message.ts, message })),
    ...ephemerals.map((shown) => ({ ts: shown.ts, shown })),
  ];
  return all.sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

export const repliesOf = (message: SlackMessage): SlackMessage[] => message.replies.filter(({ deleted }) => !deleted);

/** The last that somebody else wrote. */
export const newestReply = (message: SlackMessage, user: string): string | null =>
  repliesOf(message).findLast((one) => one.user !== user)?.ts ?? null;
