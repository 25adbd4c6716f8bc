import { fileObject, keepFile, mimetypeOf } from './file-object.ts';
import { addMessage, findMessage, messageObject, takeAway, threadRoot } from './messages.ts';
import { actionOf, findElement, type Wanted } from './press.ts';
import { makeResponseUrl, respond } from './response-url.ts';
import { APP, BOT_USER, type Channel, directChannel, type Json, type State, TEAM } from './state.ts';
import type { TellApp } from './tell-app.ts';
import { makeTrigger } from './views.ts';

/** What every interaction says of itself. */
export function common(state: State, user: string): Json {
  const name = state.users.get(user);
  if (name === undefined) throw new Error(`nobody has the id ${user}`);
  return {
    team: { id: TEAM, domain: 'sandbox' },
    user: { id: user, name, username: name, team_id: TEAM },
    api_app_id: APP,
    token: 'sandbox',
    trigger_id: makeTrigger(state, user),
  };
}

/** A channel this person sees; a private one shows itself to its members alone. */
export function channelSeenBy(state: State, user: string, id: string): Channel {
  const channel = id.startsWith('D') ? directChannel(state, user) : state.channels.get(id);
  if (!channel || channel.id !== id || (channel.private && !channel.members.has(user)))
    throw new Error(`${user} does not see the channel ${id}`);
  return channel;
}

const historyOf = (channel: Channel): string => {
  if (channel.im) return 'im';
  return channel.private ? 'groups' : 'channels';
};

/** What people do in messages and channels. */
export function makeActs(state: State, app: TellApp) {
  return { ...makeSlash(state, app), ...makeClick(state, app), ...makeEvents(state, app) };
}

function makeSlash(state: State, app: TellApp) {
  return {
    slash: async (user: string, channelId: string, command: string, text: string): Promise<Json> => {
      const channel = channelSeenBy(state, user, channelId);
      const { trigger_id, token } = common(state, user);
      const answer = await app.ask('slash_commands', {
        token,
        command,
        text,
        trigger_id,
        response_url: makeResponseUrl(state, user, channel.id),
        team_id: TEAM,
        team_domain: 'sandbox',
        channel_id: channel.id,
        channel_name: channel.im ? 'directmessage' : channel.name,
        user_id: user,
        user_name: state.users.get(user),
        api_app_id: APP,
        is_enterprise_install: 'false',
      });
      if (answer.text !== undefined || answer.blocks !== undefined)
        respond(state, { user, channel: channel.id, uses: 0, at: 0 }, answer, 'ack');
      return answer;
    },
  };
}

function makeClick(state: State, app: TellApp) {
  return {
    click: async (user: string, channelId: string, ts: string, wanted: Wanted, value?: string): Promise<Json> => {
      const channel = channelSeenBy(state, user, channelId);
      if (channel.archived) throw new Error('nothing can be pressed in an archived channel');
      const message = findMessage(state, channel.id, ts);
      const shown = state.ephemerals.find((one) => one.ts === ts && one.user === user);
      const blocks = message?.blocks ?? shown?.blocks;
      if (!blocks) throw new Error('there is no such message');
      const { block, element } = findElement(blocks, wanted, value);
      const thread = message?.thread_ts ?? shown?.thread_ts;
      return app.ask('interactive', {
        type: 'block_actions',
        ...common(state, user),
        channel: { id: channel.id, name: channel.name },
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channel.id,
          is_ephemeral: message === undefined,
          ...(thread && { thread_ts: thread }),
        },
        ...(message && { message: messageObject(state, message, true) }),
        response_url: makeResponseUrl(state, user, channel.id, ts),
        state: { values: {} },
        actions: [actionOf(block, element, value, state.nextTs())],
      });
    },
  };
}

function makeEvents(state: State, app: TellApp) {
  return {
    postInThread: async (
      user: string,
      channelId: string,
      threadTs: string | null,
      text: string,
      files: { name: string; bytes: Uint8Array; mimetype?: string }[] = [],
    ): Promise<{ ts: string; acknowledged: boolean }> => {
      const channel = channelSeenBy(state, user, channelId);
      if (channel.archived) throw new Error('nothing can be written in an archived channel');
      const thread = threadTs ? { thread_ts: threadRoot(state, channel.id, threadTs).ts } : {};
      const kept = files.map((file) =>
        keepFile(state, file.name, Buffer.from(file.bytes), user, file.mimetype ?? mimetypeOf(file.name)),
      );
      const ids = kept.map((file) => file.id);
      const written = { channel: channel.id, user, text, blocks: [], files: ids, mentions: [], ...thread };
      const message = addMessage(state, written);
      // An app hears only of channels it is in and may read.
      if (!channel.members.has(BOT_USER) || !state.scopes.includes(`${historyOf(channel)}:history`))
        return { ts: message.ts, acknowledged: false };
      const type = channel.private ? 'group' : 'channel';
      const acknowledged = await app.event({
        type: 'message',
        channel: channel.id,
        channel_type: channel.im ? 'im' : type,
        user,
        text,
        ts: message.ts,
        event_ts: message.ts,
        team: TEAM,
        ...thread,
        ...(ids.length > 0 && { subtype: 'file_share', files: ids.map((id) => fileObject(state, id)) }),
      });
      return { ts: message.ts, acknowledged };
    },
    /** Whoever may delete what others posted does so; an app that does not ask for it is not told. */
    deleteByHand: async (user: string, channelId: string, ts: string): Promise<void> => {
      const message = findMessage(state, channelSeenBy(state, user, channelId).id, ts);
      if (!message) throw new Error('there is no such message');
      takeAway(state, message);
    },
    openHome: async (user: string): Promise<boolean> => {
      common(state, user);
      const view = state.homes.get(user);
      return app.event({
        type: 'app_home_opened',
        user,
        channel: directChannel(state, user).id,
        tab: 'home',
        event_ts: state.nextTs(),
        ...(view && { view }),
      });
    },
  };
}
