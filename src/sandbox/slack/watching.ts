import { channelSeenBy } from './acts.ts';
import { BOT_USER, type Channel, directChannel, type Ephemeral, type State } from './state.ts';

export type SeenChannel = {
  id: string;
  name: string;
  private: boolean;
  archived: boolean;
  /** A direct message: with the bot, the only one there is. */
  im: boolean;
  /** When somebody else last wrote there what this person sees; null when nobody did. */
  newest: string | null;
};
export type SeenFile = { name: string; mimetype: string; bytes: Buffer };

/** What each person sees, and no more: for whoever draws a workspace. */
export function makeWatching(state: State) {
  const seen = (channel: Channel, user: string): SeenChannel => ({
    id: channel.id,
    name: channel.im ? (state.users.get(BOT_USER) ?? '') : channel.name,
    private: channel.private,
    archived: channel.archived,
    im: channel.im !== undefined,
    newest: newestIn(state, channel.id, user),
  });
  return {
    /** Public channels, private ones of this person, and last the direct message with the bot. */
    channelsSeenBy: (user: string): SeenChannel[] => {
      if (!state.users.has(user)) throw new Error(`nobody has the id ${user}`);
      const direct = directChannel(state, user);
      const channels = [...state.channels.values()].filter(
        (one) => one.im === undefined && (!one.private || one.members.has(user)),
      );
      return [...channels, direct].map((channel) => seen(channel, user));
    },
    people: (): { id: string; name: string; bot: boolean }[] =>
      [...state.users].map(([id, name]) => ({ id, name, bot: id === BOT_USER })),
    ephemeralsIn: (user: string, channelId: string): Ephemeral[] => {
      const channel = channelSeenBy(state, user, channelId);
      return state.ephemerals.filter((one) => one.user === user && one.channel === channel.id);
    },
    /** "Dismiss message": gone for the only person who saw it. */
    dismissEphemeral: (user: string, ts: string): void => {
      const found = state.ephemerals.find((one) => one.user === user && one.ts === ts);
      if (!found) throw new Error('there is no such message');
      state.ephemerals = state.ephemerals.filter((one) => one !== found);
      state.changed(found.channel);
    },
    /** Only by way of a message: a file whose message is gone, or in a channel one does not see, is not there. */
    fileSeenBy: (user: string, id: string): SeenFile | null => {
      const file = state.files.get(id);
      const carried = state.messages.some(
        (one) => !one.deleted && one.files.includes(id) && sees(state, user, one.channel),
      );
      return file?.bytes && carried ? { name: file.name, mimetype: file.mimetype, bytes: file.bytes } : null;
    },
  };
}

function sees(state: State, user: string, channel: string): boolean {
  const found = state.channels.get(channel);
  return state.users.has(user) && found !== undefined && (!found.private || found.members.has(user));
}

function newestIn(state: State, channel: string, user: string): string | null {
  const message = state.messages.findLast((one) => one.channel === channel && one.user !== user && !one.deleted);
  const shown = state.ephemerals.findLast((one) => one.channel === channel && one.user === user);
  const times = [message?.ts, shown?.ts].filter((ts) => ts !== undefined).sort();
  return times.at(-1) ?? null;
}
