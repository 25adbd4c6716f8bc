import { channelSeenBy, makeActs } from './acts.ts';
import type { Fault, Faults } from './faults.ts';
import { fileObject } from './file-object.ts';
import { noting } from './noted.ts';
import type { Sockets } from './sockets.ts';
import { BOT_USER, type Json, listening, type Message, type Standing, type State, type View } from './state.ts';
import type { TellApp } from './tell-app.ts';
import { makeViewActs } from './view-acts.ts';
import { makeWaits } from './waits.ts';
import { makeWatching } from './watching.ts';

type Shown = Omit<Message, 'files'> & { files: Json[]; replies: Shown[] };
export type NewStaff = { id?: string; name: string } & Standing;
export type NewChannel = {
  id?: string;
  name: string;
  private?: boolean;
  members?: string[];
  botIsMember?: boolean;
  archived?: boolean;
};

/** Everything a test or the page does to the stand-in, in people's terms. */
export function makeControl(state: State, app: TellApp, sockets: Sockets, faults: Faults) {
  const waits = makeWaits(state);
  const viewActs = makeViewActs(state, app);
  const show = (message: Message): Shown => ({
    ...structuredClone(message),
    files: message.files.map((id) => fileObject(state, id)),
    replies: state.messages.filter((one) => one.channel === message.channel && one.thread_ts === message.ts).map(show),
  });
  /** Every message of a channel with its thread; `as` one person, only what that person may see. */
  const messages = (channel: string, { as }: { as?: string } = {}): Shown[] => {
    if (as !== undefined) channelSeenBy(state, as, channel);
    return state.messages.filter((one) => one.channel === channel && !one.thread_ts).map(show);
  };
  return {
    ...makeActs(state, app),
    ...viewActs,
    ...waits,
    ...noting(state),
    ...makePeople(state),
    ...makeWatching(state),
    /** Waits for a modal that has all these fields, then fills it in and sends it. */
    waitAndSubmit: async (user: string, fields: Record<string, unknown>) => {
      await waits.waitForView(user, (view) =>
        Object.keys(fields).every((field) => Object.values(view.state.values).some((block) => field in block)),
      );
      return viewActs.fillAndSubmit(user, fields);
    },
    currentView: (user: string): View | null => state.stacks.get(user)?.at(-1) ?? null,
    viewStack: (user: string): View[] => [...(state.stacks.get(user) ?? [])],
    home: (user: string): View | null => state.homes.get(user) ?? null,
    messages,
    directMessages: (user: string): Shown[] => messages(`D${user.slice(1)}`),
    ephemerals: (user: string) => state.ephemerals.filter((one) => one.user === user),
    fileBytes: (id: string): Buffer | null => state.files.get(id)?.bytes ?? null,
    connections: (): number => sockets.count(),
    verifyEventsUrl: (url: string) => app.setUrl(url, true),
    sendRaw: app.raw,
    /** Tells the app of anything at all, such as a payload without fields, by whichever way it listens; signed as it should be. */
    sendPayload: app.ask,
    redeliverLastEvent: app.redeliver,
    fault: (fault: Fault): void => {
      if (fault.kind === 'disconnectSocket') sockets.disconnect();
      else faults.add(fault);
    },
    clearFaults: faults.clear,
    /** Calls back with the channel or the person at every change, until the returned function is called. */
    onChange: listening<string>(state, 'change'),
  };
}
export type SlackControl = ReturnType<typeof makeControl>;

function makePeople(state: State) {
  return {
    /** `is_restricted`, `team_id` and the like: a guest, somebody of another workspace, a bot, somebody deactivated. Said again, it is changed. */
    addStaff: ({ id = state.id('U'), name, ...standing }: NewStaff): { id: string } => {
      state.users.set(id, name);
      state.standings.set(id, standing);
      return { id };
    },
    addChannel: ({
      id = state.id('C'),
      name,
      members = [],
      botIsMember = false,
      ...rest
    }: NewChannel): { id: string } => {
      const people = new Set([...members, ...(botIsMember ? [BOT_USER] : [])]);
      state.channels.set(id, {
        id,
        name,
        private: rest.private ?? false,
        archived: rest.archived ?? false,
        members: people,
      });
      return { id };
    },
    setArchived: (id: string, archived: boolean): void => {
      const channel = state.channels.get(id);
      if (!channel) throw new Error(`there is no channel ${id}`);
      channel.archived = archived;
      state.changed(id);
    },
  };
}
