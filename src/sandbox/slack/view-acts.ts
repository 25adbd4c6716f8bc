import { common } from './acts.ts';
import { elementsOf } from './checks/check-blocks.ts';
import { checkView } from './checks/check-view.ts';
import { fileObject, keepFile, mimetypeOf } from './file-object.ts';
import { actionOf, findElement, missingIn, stateOf, type Wanted } from './press.ts';
import type { Json, State, View } from './state.ts';
import type { TellApp } from './tell-app.ts';
import { pushView, replaceView } from './views.ts';

export type Values = Record<string, Record<string, Json>>;
export type Submitted =
  | { errors: Record<string, string> }
  | { closed: true }
  | { updated: View }
  | { pushed: View }
  | { cleared: true };

const top = (state: State, user: string): View => {
  const view = state.stacks.get(user)?.at(-1);
  if (!view) throw new Error(`${user} has no modal open`);
  return view;
};

const drop = (state: State, user: string, id?: string): void => {
  const left = (state.stacks.get(user) ?? []).filter((one) => id !== undefined && one.id !== id);
  if (left.length > 0) state.stacks.set(user, left);
  else state.stacks.delete(user);
  state.changed(user);
};

const merge = (view: View, values: Values): void => {
  for (const [block, actions] of Object.entries(values)) {
    const known = view.state.values[block];
    if (!known) throw new Error(`there is no block ${block} to fill in`);
    for (const [action, held] of Object.entries(actions)) {
      if (!known[action]) throw new Error(`there is no action ${action} in ${block}`);
      known[action] = held;
    }
  }
};

/** What a person puts into a form as a file: bytes by a name, or one that Slack has already. */
type Put = { name: string; bytes: Uint8Array; mimetype?: string } | { id: string };
const MOST_BYTES = 10 * 1024 * 1024;

/** A file of somebody's own, which stands in no channel. */
function putFile(state: State, user: string, { name, bytes, mimetype }: Exclude<Put, { id: string }>): Json {
  if (bytes.length > MOST_BYTES) throw new Error('a form takes files of 10 MB at most');
  const kept = keepFile(state, name, Buffer.from(bytes), user, mimetype ?? mimetypeOf(name));
  kept.shared = false;
  return fileObject(state, kept.id);
}

/** As Slack's own window: no other endings, no more files, and none larger than it takes in a form. */
const filesState = (state: State, user: string, element: Json, value: unknown): Json => {
  const puts = (value === null ? [] : [value].flat()) as Put[];
  const endings = (element.filetypes as string[] | undefined) ?? [];
  if (puts.length > Number(element.max_files ?? 10)) throw new Error('this form takes fewer files');
  const files = puts.map((put) => {
    if ('id' in put) return fileObject(state, put.id);
    const ending = /\.(\w+)$/.exec(put.name)?.[1]?.toLowerCase() ?? '';
    if (endings.length > 0 && !endings.includes(ending)) throw new Error(`this form takes no .${ending}`);
    return putFile(state, user, put);
  });
  return { type: 'file_input', files };
};

const held = (state: State, user: string, element: Json, value: unknown): Json =>
  element.type === 'file_input' ? filesState(state, user, element, value) : stateOf(element, value);

const valuesOf = (state: State, user: string, view: View, fields: Record<string, unknown>): Values => {
  const values: Values = {};
  for (const block of view.blocks)
    for (const element of elementsOf(block)) {
      const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
      if (fields[actionId] !== undefined)
        values[blockId] = { ...values[blockId], [actionId]: held(state, user, element, fields[actionId]) };
    }
  return values;
};

const follow = (state: State, user: string, view: View, answer: Json): Submitted => {
  if (answer.response_action === 'errors') {
    const errors = answer.errors as Record<string, string>;
    for (const block of Object.keys(errors))
      if (!view.blocks.some((one) => one.type === 'input' && one.block_id === block))
        throw new Error(`an error for ${block}, which is no input of this view`);
    return { errors };
  }
  if (answer.response_action === 'clear') {
    drop(state, user);
    return { cleared: true };
  }
  if (answer.response_action === 'update' || answer.response_action === 'push') {
    const given = answer.view as Json;
    checkView(given, 'modal');
    if (answer.response_action === 'push') return { pushed: pushView(state, user, given) };
    return { updated: replaceView(state, view, given) };
  }
  drop(state, user, view.id);
  return { closed: true };
};

/** What people do in modals and in Home. */
export function makeViewActs(state: State, app: TellApp) {
  const submitView = async (user: string, values: Values): Promise<Submitted> => {
    const view = top(state, user);
    merge(view, values);
    const missing = missingIn(view.blocks, view.state.values);
    if (Object.keys(missing).length > 0) return { errors: missing };
    const payload = { type: 'view_submission', ...common(state, user), view, response_urls: [] };
    return follow(state, user, view, await app.ask('interactive', payload));
  };
  return {
    submitView,
    /** Somebody deletes a file of their own. */
    removeFile: (user: string, id: string): void => {
      if (state.files.get(id)?.user !== user) throw new Error(`${user} has no file ${id}`);
      state.files.delete(id);
    },
    /** A file into a form that is still open; gives what Slack says of it. */
    putFile: (user: string, put: { name: string; bytes: Uint8Array; mimetype?: string }): Json =>
      putFile(state, user, put),
    /** Types into the modal on top without sending it; by action id alone, as in `fillAndSubmit`. */
    setInput: (user: string, fields: Record<string, unknown>): void => {
      merge(top(state, user), valuesOf(state, user, top(state, user), fields));
      state.changed(user);
    },
    /** Types into the modal on top without sending it: its state, by block and action. */
    keepTyped: (user: string, values: Values): void => merge(top(state, user), values),
    /** Fills in by action id alone: strings for text, choices and dates, lists for several choices. */
    fillAndSubmit: (user: string, fields: Record<string, unknown>): Promise<Submitted> =>
      submitView(user, valuesOf(state, user, top(state, user), fields)),
    clickInView: async (user: string, wanted: Wanted, value?: string): Promise<Json> => {
      const view = state.stacks.get(user)?.at(-1) ?? state.homes.get(user);
      if (!view) throw new Error(`${user} has neither a modal nor Home open`);
      const { block, element } = findElement(view.blocks, wanted, value);
      const held = view.state.values[String(block.block_id)];
      const actionId = String(element.action_id);
      if (held?.[actionId] && value !== undefined) held[actionId] = stateOf(element, value);
      return app.ask('interactive', {
        type: 'block_actions',
        ...common(state, user),
        container: { type: 'view', view_id: view.id },
        view,
        actions: [actionOf(block, element, value, state.nextTs())],
      });
    },
    closeView: async (user: string): Promise<void> => {
      const view = top(state, user);
      drop(state, user, view.clear_on_close === true ? undefined : view.id);
      if (view.notify_on_close !== true) return;
      const { trigger_id: _none, ...rest } = common(state, user);
      await app.ask('interactive', { type: 'view_closed', ...rest, view, is_cleared: view.clear_on_close === true });
    },
  };
}
