import { deserialize, serialize } from 'node:v8';
import type { State } from './state.ts';

const FORM = 'slack-1';

type Kept = Pick<State, 'users' | 'standings' | 'channels' | 'messages' | 'ephemerals' | 'files' | 'stacks' | 'homes'>;
type Read = { form?: string; kept: Kept; marks: ReturnType<State['marks']> };

/** Everything that must outlive the process. Triggers and addresses to answer at do not: they are of a moment. Only `restore` reads it. */
export function keep(state: State): Buffer {
  const { users, standings, channels, messages, ephemerals, files, stacks, homes } = state;
  const kept: Kept = { users, standings, channels, messages, ephemerals, files, stacks, homes };
  return serialize({ form: FORM, kept, marks: state.marks() } satisfies Read);
}

/** Goes on where `keep` was. False, and nothing changed, when the bytes are not its own. */
export function restore(state: State, bytes: Buffer): boolean {
  const read = readKept(bytes);
  if (!read) return false;
  Object.assign(state, read.kept);
  state.setMarks(read.marks);
  return true;
}

function readKept(bytes: Buffer): Read | null {
  try {
    const read = deserialize(bytes) as Read;
    return read.form === FORM ? read : null;
  } catch {
    // Half written, or of another version of Node.
    return null;
  }
}
