import { type Call, channelOf, joinedChannel, jsonOf, type Method, textOf } from './call.ts';
import { checkBlocks, completeBlocks } from './checks/check-blocks.ts';
import { countText, findMentions } from './checks/check-text.ts';
import { fileObject } from './file-object.ts';
import { refuseShape, SlackRefusal } from './refusal.ts';
import { type Block, BOT, BOT_USER, type Json, type Message, type Metadata, type State } from './state.ts';

const TEXT_MOST = 40_000;
const ALL_MOST = 13_200;

/**
 * Text and blocks of a call, refused as Slack refuses them: `no_text`, `msg_too_long`, `invalid_blocks` with the places,
 * `msg_blocks_too_long` (docs.slack.dev/reference/methods/chat.postMessage and /reference/block-kit/blocks; the last one
 * is not documented and was seen in slackapi/bolt-js#2509).
 */
export function contentOf(state: State, args: Json): { text: string; blocks: Block[]; mentions: string[] } {
  const text = textOf(args, 'text');
  const blocks = jsonOf<Block[]>(args, 'blocks', 'invalid_blocks_format') ?? [];
  if (text.length > TEXT_MOST) throw new SlackRefusal('msg_too_long');
  refuseShape('invalid_blocks', checkBlocks(blocks, 50));
  if (text === '' && blocks.length === 0) throw new SlackRefusal('no_text');
  if (countText(blocks) > ALL_MOST) throw new SlackRefusal('msg_blocks_too_long');
  return { text, blocks: completeBlocks(blocks, state.id), mentions: findMentions(text, blocks) };
}

function metadataOf(args: Json): { metadata?: Metadata } {
  const metadata = jsonOf<Metadata>(args, 'metadata', 'invalid_metadata_format');
  if (metadata === undefined) return {};
  if (typeof metadata.event_type !== 'string' || typeof metadata.event_payload !== 'object' || !metadata.event_payload)
    throw new SlackRefusal('invalid_metadata_format');
  return { metadata };
}

/** One message a second in a channel, after a burst (docs.slack.dev/apis/web-api/rate-limits). */
function takeTurn(state: State, channel: string): void {
  const at = state.clock().getTime() / 1000;
  const before = state.rate.get(channel) ?? { left: state.burst, at };
  const left = Math.min(state.burst, before.left + Math.max(0, at - before.at));
  if (left < 1) throw new SlackRefusal('ratelimited', {}, Math.ceil(1 - left));
  state.rate.set(channel, { left: left - 1, at });
}

export function addMessage(state: State, message: Omit<Message, 'ts' | 'edited' | 'deleted' | 'reactions'>): Message {
  const full: Message = { ...message, ts: state.nextTs(), edited: false, deleted: false, reactions: [] };
  state.messages.push(full);
  state.changed(message.channel);
  return full;
}

export function findMessage(state: State, channel: string, ts: string): Message | undefined {
  return state.messages.find((one) => one.channel === channel && one.ts === ts && !one.deleted);
}

/** A thread's root, or the refusal that there is none. */
export function threadRoot(state: State, channel: string, ts: string): Message {
  const root = state.messages.find((one) => one.channel === channel && one.ts === ts && !one.thread_ts);
  if (!root || (root.deleted && !state.messages.some((one) => one.thread_ts === ts && !one.deleted)))
    throw new SlackRefusal('thread_not_found');
  return root;
}

/**
 * Where a message that names a thread lands. Under one whose first message was deleted it stands loose in the channel, and the answer says
 * ok all the same (seen in public reports).
 */
export function landsUnder(state: State, channel: string, ts: string): { thread_ts?: string } {
  if (ts === '') return {};
  const root = state.messages.find((one) => one.channel === channel && one.ts === ts && !one.thread_ts);
  if (!root) throw new SlackRefusal('thread_not_found');
  return root.deleted ? {} : { thread_ts: root.ts };
}

/** A message as the API shows it; its metadata only to those who asked. */
export function messageObject(state: State, message: Message, withMetadata: boolean): Json {
  const replies = state.messages.filter(
    (one) => one.channel === message.channel && one.thread_ts === message.ts && !one.deleted,
  );
  return {
    type: 'message',
    ...(message.deleted && { subtype: 'tombstone' }),
    user: message.user,
    ...(message.bot_id && { bot_id: message.bot_id }),
    ts: message.ts,
    text: message.deleted ? 'This message was deleted.' : message.text,
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.files.length > 0 && { files: message.files.map((id) => fileObject(state, id)) }),
    ...(message.edited && { edited: { user: message.user, ts: message.ts } }),
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
    ...(replies.length > 0 && { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts }),
    ...(message.reactions.length > 0 && { reactions: message.reactions.map((name) => ({ name, count: 1 })) }),
    ...(withMetadata && message.metadata && { metadata: message.metadata }),
  };
}

const postMessage: Method = ({ state, args }) => {
  const channel = joinedChannel(state, textOf(args, 'channel'), true);
  if (channel.archived) throw new SlackRefusal('is_archived');
  const content = contentOf(state, args);
  const metadata = metadataOf(args);
  const where = landsUnder(state, channel.id, textOf(args, 'thread_ts'));
  takeTurn(state, channel.id);
  const message = addMessage(state, {
    channel: channel.id,
    user: BOT_USER,
    bot_id: BOT,
    ...content,
    ...metadata,
    ...where,
    files: [],
  });
  return { channel: channel.id, ts: message.ts, message: messageObject(state, message, true) };
};

function ownMessage({ state, args }: Call, refusal: string, archived: string): Message {
  const channel = channelOf(state, textOf(args, 'channel'));
  const message = findMessage(state, channel.id, textOf(args, 'ts'));
  if (!message) throw new SlackRefusal('message_not_found');
  if (message.bot_id !== BOT) throw new SlackRefusal(refusal);
  if (channel.archived) throw new SlackRefusal(archived);
  return message;
}

/** docs.slack.dev/reference/methods/chat.update: text without blocks takes the blocks away; metadata stays until `{}` is sent. */
const update: Method = (call) => {
  const { state, args } = call;
  const message = ownMessage(call, 'cant_update_message', 'is_inactive');
  const kept = args.blocks === undefined && textOf(args, 'text') === '' && args.metadata !== undefined;
  const content = contentOf(state, kept ? { text: message.text, blocks: message.blocks } : args);
  const emptied =
    Object.keys(jsonOf<Json>(args, 'metadata', 'invalid_metadata_format') ?? { left: 'alone' }).length === 0;
  const metadata = emptied ? { metadata: undefined } : metadataOf(args);
  Object.assign(message, content, metadata, { edited: true });
  state.changed(message.channel);
  return { channel: message.channel, ts: message.ts, text: message.text, message: messageObject(state, message, true) };
};

const remove: Method = (call) => {
  const message = ownMessage(call, 'cant_delete_message', 'is_archived');
  takeAway(call.state, message);
  return { channel: message.channel, ts: message.ts };
};

/** Where it has replies a headstone is left over them. */
export function takeAway(state: State, message: Message): void {
  Object.assign(message, { deleted: true, text: '', blocks: [], files: [], mentions: [], reactions: [] });
  delete message.metadata;
  state.changed(message.channel);
}

const postEphemeral: Method = ({ state, args }) => {
  const channel = joinedChannel(state, textOf(args, 'channel'));
  if (channel.archived) throw new SlackRefusal('is_archived');
  const user = textOf(args, 'user');
  if (!channel.members.has(user)) throw new SlackRefusal('user_not_in_channel');
  const ts = state.nextTs();
  const thread = textOf(args, 'thread_ts');
  state.ephemerals.push({
    user,
    channel: channel.id,
    ts,
    ...contentOf(state, args),
    ...(thread && { thread_ts: thread }),
    via: 'postEphemeral',
  });
  state.changed(channel.id);
  return { message_ts: ts };
};

const getPermalink: Method = ({ state, args }) => {
  const channel = channelOf(state, textOf(args, 'channel'));
  const ts = textOf(args, 'message_ts');
  if (!findMessage(state, channel.id, ts)) throw new SlackRefusal('message_not_found');
  return { channel: channel.id, permalink: `${state.root}/archives/${channel.id}/p${ts.replace('.', '')}` };
};

const react: Method = ({ state, args }) => {
  const channel = joinedChannel(state, textOf(args, 'channel'));
  const message = findMessage(state, channel.id, textOf(args, 'timestamp'));
  if (!message) throw new SlackRefusal('message_not_found');
  const name = textOf(args, 'name');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackRefusal('invalid_name');
  if (message.reactions.includes(name)) throw new SlackRefusal('already_reacted');
  message.reactions.push(name);
  state.changed(channel.id);
  return {};
};

export const MESSAGE_METHODS: Record<string, [string, Method]> = {
  'chat.postMessage': ['chat:write', postMessage],
  'chat.update': ['chat:write', update],
  'chat.delete': ['chat:write', remove],
  'chat.postEphemeral': ['chat:write', postEphemeral],
  'chat.getPermalink': ['', getPermalink],
  'reactions.add': ['reactions:write', react],
};
