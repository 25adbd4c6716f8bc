import { type Call, channelOf, joinedChannel, type Method, needScope, page, textOf, truthOf } from './call.ts';
import { messageObject, threadRoot } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import { APP, BOT, BOT_USER, type Channel, directChannel, type Json, type Message, type State, TEAM } from './state.ts';

const kindOf = (channel: Channel): string => {
  if (channel.im) return 'im';
  return channel.private ? 'groups' : 'channels';
};

function channelObject(channel: Channel): Json {
  return {
    id: channel.id,
    ...(channel.im ? { user: channel.im } : { name: channel.name }),
    is_channel: !channel.im && !channel.private,
    is_group: !channel.im && channel.private,
    is_im: channel.im !== undefined,
    is_private: channel.private,
    is_archived: channel.archived,
    is_member: channel.members.has(BOT_USER),
    num_members: channel.members.size,
  };
}

/** The messages of a call's time span, newest first. */
function inSpan(messages: Message[], args: Json): Message[] {
  const inclusive = truthOf(args, 'inclusive');
  const oldest = textOf(args, 'oldest');
  const latest = textOf(args, 'latest');
  for (const [name, bound] of Object.entries({ oldest, latest }))
    if (!Number.isFinite(Number(bound))) throw new SlackRefusal(`invalid_ts_${name}`);
  const after = (ts: string) =>
    oldest === '' || Number(ts) > Number(oldest) || (inclusive && Number(ts) === Number(oldest));
  const until = (ts: string) =>
    latest === '' || Number(ts) < Number(latest) || (inclusive && Number(ts) === Number(latest));
  return messages.filter(({ ts }) => after(ts) && until(ts)).sort((a, b) => (a.ts < b.ts ? 1 : -1));
}

function readable({ state, args }: Call): Channel {
  const channel = joinedChannel(state, textOf(args, 'channel'));
  needScope(state, `${kindOf(channel)}:history`);
  return channel;
}

function listed(state: State, args: Json, messages: Message[]): Json {
  const { items, next } = page(messages, args, 100, 999);
  return {
    messages: items.map((message) => messageObject(state, message, truthOf(args, 'include_all_metadata'))),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}

const history: Method = (call) => {
  const channel = readable(call);
  const { state, args } = call;
  const roots = state.messages.filter((one) => one.channel === channel.id && !one.thread_ts);
  const shown = roots.filter((one) => !one.deleted || state.messages.some((r) => r.thread_ts === one.ts && !r.deleted));
  return listed(state, args, inSpan(shown, args));
};

const replies: Method = (call) => {
  const channel = readable(call);
  const { state, args } = call;
  const ts = textOf(args, 'ts');
  const reply = state.messages.find((one) => one.channel === channel.id && one.ts === ts && one.thread_ts);
  const root = threadRoot(state, channel.id, reply?.thread_ts ?? ts);
  const under = state.messages.filter((one) => one.channel === channel.id && one.thread_ts === root.ts && !one.deleted);
  return listed(state, args, [root, ...inSpan(under, args).reverse()]);
};

const info: Method = ({ state, args }) => {
  const channel = channelOf(state, textOf(args, 'channel'));
  needScope(state, `${kindOf(channel)}:read`);
  return { channel: channelObject(channel) };
};

const members: Method = ({ state, args }) => {
  const channel = channelOf(state, textOf(args, 'channel'));
  needScope(state, `${kindOf(channel)}:read`);
  const { items, next } = page([...channel.members], args, 100, 1000);
  return { members: items, response_metadata: { next_cursor: next } };
};

const open: Method = ({ state, args }) => {
  const ids = textOf(args, 'users').split(',').filter(Boolean);
  if (ids.length === 0) throw new SlackRefusal('users_list_not_supplied');
  if (ids.length > 1) throw new SlackRefusal('too_many_users');
  const user = ids[0] as string;
  if (!state.users.has(user)) throw new SlackRefusal('user_not_found');
  return { channel: channelObject(directChannel(state, user)) };
};

const join: Method = ({ state, args }) => {
  const channel = channelOf(state, textOf(args, 'channel'));
  if (channel.private) throw new SlackRefusal('method_not_supported_for_channel_type');
  if (channel.archived) throw new SlackRefusal('is_archived');
  channel.members.add(BOT_USER);
  return { channel: channelObject(channel) };
};

const person = (state: State, id: string): Json => {
  const name = state.users.get(id);
  const { real_name = name, display_name = name, ...standing } = state.standings.get(id) ?? {};
  return {
    id,
    team_id: TEAM,
    name,
    real_name,
    deleted: false,
    is_bot: id === BOT_USER,
    // Slack leaves these out of somebody deactivated.
    ...(!standing.deleted && { is_restricted: false, is_ultra_restricted: false }),
    ...standing,
    profile: { real_name, display_name },
  };
};

const userInfo: Method = ({ state, args }) => {
  const id = textOf(args, 'user');
  if (!state.users.has(id)) throw new SlackRefusal('user_not_found');
  return { user: person(state, id) };
};

const userList: Method = ({ state, args }) => {
  const { items, next } = page([...state.users.keys()], args, 100, 1000);
  return { members: items.map((id) => person(state, id)), response_metadata: { next_cursor: next } };
};

const userConversations: Method = ({ state, args }) => {
  const user = textOf(args, 'user') || BOT_USER;
  const types = (textOf(args, 'types') || 'public_channel').split(',');
  const kinds: Record<string, string> = { channels: 'public_channel', groups: 'private_channel', im: 'im' };
  const wanted = [...state.channels.values()].filter(
    (one) =>
      one.members.has(user) && (!one.private || one.members.has(BOT_USER)) && types.includes(kinds[kindOf(one)] ?? ''),
  );
  const { items, next } = page(wanted, args, 100, 999);
  return { channels: items.map(channelObject), response_metadata: { next_cursor: next } };
};

const whoAmI: Method = ({ state }) => ({
  url: `${state.root}/`,
  team: 'Sandbox',
  user: 'line',
  team_id: TEAM,
  user_id: BOT_USER,
  bot_id: BOT,
  app_id: APP,
  is_enterprise_install: false,
});

const echo: Method = ({ args }) => {
  const { token: _token, ...rest } = args;
  if (rest.error !== undefined) throw new SlackRefusal(String(rest.error));
  return { args: rest };
};

export const CONVERSATION_METHODS: Record<string, [string, Method]> = {
  'api.test': ['', echo],
  'auth.test': ['', whoAmI],
  'conversations.history': ['', history],
  'conversations.replies': ['', replies],
  'conversations.info': ['', info],
  'conversations.members': ['', members],
  'conversations.open': ['im:write', open],
  'conversations.join': ['channels:join', join],
  'users.info': ['users:read', userInfo],
  'users.list': ['users:read', userList],
  'users.conversations': ['channels:read', userConversations],
};
