import { deserialize, serialize } from 'node:v8';
import type { State, Update } from './state.ts';
import type { Updates } from './updates.ts';

const FORM = 'telegram-1';
const UPDATES_MOST = 1_000;

type Kept = Pick<
  State,
  'chats' | 'files' | 'callbacks' | 'commands' | 'texts' | 'history' | 'nextUpdateId' | 'nextMessageId' | 'nextFile'
>;

/** Everything that must outlive the process: what was said, and what the bot has not confirmed. Only `restore` reads it. */
export function keep(state: State, updates: Updates): Buffer {
  const { chats, files, callbacks, commands, texts, nextUpdateId, nextMessageId, nextFile } = state;
  const history = new Map([...state.history].slice(-UPDATES_MOST));
  const kept: Kept = { chats, files, callbacks, commands, texts, history, nextUpdateId, nextMessageId, nextFile };
  return serialize({ form: FORM, kept, waiting: updates.waiting() });
}

/** Goes on where `keep` was. False, and nothing changed, when the bytes are not its own. */
export function restore(state: State, updates: Updates, bytes: Buffer): boolean {
  const read = readKept(bytes);
  if (!read) return false;
  Object.assign(state, read.kept);
  for (const update of read.waiting) updates.queue(update);
  return true;
}

function readKept(bytes: Buffer): { kept: Kept; waiting: Update[] } | null {
  try {
    const read = deserialize(bytes) as { form?: string; kept: Kept; waiting: Update[] };
    return read.form === FORM ? read : null;
  } catch {
    // Half written, or of another version of Node.
    return null;
  }
}
