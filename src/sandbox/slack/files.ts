import { joinedChannel, jsonOf, type Method, textOf } from './call.ts';
import { findMentions } from './checks/check-text.ts';
import { fileObject, keepFile, mimetypeOf } from './file-object.ts';
import { addMessage, landsUnder } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import { BOT, BOT_USER, type Json, type State, type StoredFile } from './state.ts';

/** A gigabyte a file (slack.com/help, "Add files to Slack"). */
const LARGEST = 2 ** 30;
/** How long an upload URL holds is said nowhere: whoever asks for it is to use it at once. */
const URL_HOLDS_MS = 3_600_000;

const getUploadUrl: Method = ({ state, args }) => {
  const name = textOf(args, 'filename');
  const length = Number(textOf(args, 'length'));
  if (name === '' || length === 0) throw new SlackRefusal('missing_argument');
  if (!Number.isInteger(length) || length < 0) throw new SlackRefusal('invalid_arguments');
  if (length > LARGEST) throw new SlackRefusal('file_upload_size_restricted');
  const file = keepFile(state, name, Buffer.alloc(0), BOT_USER, mimetypeOf(name));
  Object.assign(file, { bytes: null, shared: false, length, askedAt: state.clock().getTime() });
  return { file_id: file.id, upload_url: `${state.root}/upload/v1/${file.uploadToken}` };
};

/** Takes the bytes at an upload URL; false when the URL is none or none any more, or the length is not the promised one. */
export function takeUpload(state: State, token: string, bytes: Buffer): boolean {
  const file = [...state.files.values()].find((one) => one.uploadToken === token && one.bytes === null);
  const age = state.clock().getTime() - (file?.askedAt ?? 0);
  if (!file || age > URL_HOLDS_MS || file.length !== bytes.length) return false;
  file.bytes = bytes;
  return true;
}

const complete: Method = ({ state, args }) => {
  const wanted = jsonOf<{ id: string; title?: string }[]>(args, 'files', 'invalid_arguments') ?? [];
  if (!Array.isArray(wanted) || wanted.length === 0) throw new SlackRefusal('invalid_arguments');
  const files = wanted.map(({ id, title }) => {
    const file = state.files.get(id);
    if (!file?.bytes) throw new SlackRefusal('file_not_found');
    return { file, title };
  });
  const id = textOf(args, 'channel_id');
  const channel = id === '' ? undefined : joinedChannel(state, id);
  if (channel?.archived) throw new SlackRefusal('is_archived');
  const where = channel ? landsUnder(state, channel.id, textOf(args, 'thread_ts')) : {};
  for (const { file, title } of files)
    Object.assign(file, { shared: channel !== undefined, title: title ?? file.title });
  const comment = textOf(args, 'initial_comment');
  if (channel)
    addMessage(state, {
      channel: channel.id,
      user: BOT_USER,
      bot_id: BOT,
      text: comment,
      blocks: [],
      mentions: findMentions(comment, []),
      files: files.map(({ file }) => file.id),
      ...where,
    });
  return { files: files.map(({ file }) => fileObject(state, file.id)) };
};

function fileOf(state: State, args: Json): StoredFile {
  const file = state.files.get(textOf(args, 'file'));
  if (!file) throw new SlackRefusal('file_not_found');
  return file;
}

const info: Method = ({ state, args }) => {
  const file = fileOf(state, args);
  const shares: Record<'public' | 'private', Record<string, Json[]>> = { public: {}, private: {} };
  for (const message of state.messages)
    if (message.files.includes(file.id)) {
      const places = shares[state.channels.get(message.channel)?.private ? 'private' : 'public'];
      places[message.channel] ??= [];
      places[message.channel]?.push({ ts: message.ts, ...(message.thread_ts && { thread_ts: message.thread_ts }) });
    }
  return { file: { ...fileObject(state, file.id), shares } };
};

const remove: Method = ({ state, args }) => {
  const file = fileOf(state, args);
  if (file.user !== BOT_USER) throw new SlackRefusal('cant_delete_file');
  state.files.delete(file.id);
  for (const message of state.messages.filter((one) => one.files.includes(file.id))) {
    message.files = message.files.filter((id) => id !== file.id);
    // A message that was nothing but this file goes with it.
    if (message.files.length === 0 && message.text === '' && message.blocks.length === 0) message.deleted = true;
    state.changed(message.channel);
  }
  return {};
};

export const FILE_METHODS: Record<string, [string, Method]> = {
  'files.getUploadURLExternal': ['files:write', getUploadUrl],
  'files.completeUploadExternal': ['files:write', complete],
  'files.delete': ['files:write', remove],
  'files.info': ['files:read', info],
};
