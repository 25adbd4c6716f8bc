import words from '../../../../locales/en/staff-page-workspace.json';
import { slack } from '../wire/api.ts';
import type { Facts, LiveEvents, Person } from '../wire/contract.ts';
import { useLive } from '../wire/live.ts';

/** A channel as one person sees it. */
export type Channel = {
  id: string;
  name: string;
  private: boolean;
  archived: boolean;
  im: boolean;
  /** When somebody else last wrote there. */
  newest: string | null;
};

type Told = LiveEvents[keyof LiveEvents];
/** After a change there, and after every change of the line as a whole: a restart, a reset. */
export const changedAt =
  (fits: (where: string) => boolean) =>
  (told: Told): boolean =>
    'where' in told ? fits(told.where) : 'startedAt' in told;

/** What this person sees in the sidebar. */
export const useChannels = (user: string): Channel[] | null =>
  useLive<Channel[]>(
    ['slack', 'facts'],
    changedAt(() => true),
    () => slack('channelsSeenBy', user),
    [user],
  );

/** Everybody's name; the bot goes by the name of the line. */
export function usePeople(facts: Facts | null): Person[] {
  const people = useLive<Person[]>(
    ['facts'],
    () => true,
    () => slack('people'),
    [facts?.startedAt],
  );
  return (people ?? []).map((one) => (one.bot ? { ...one, name: words.bot } : one));
}

/** As somebody says it. */
export const titleOf = (channel: Channel): string => (channel.im ? words.bot : channel.name);
