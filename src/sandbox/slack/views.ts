import { type Call, jsonOf, type Method, textOf } from './call.ts';
import { completeBlocks, elementsOf } from './checks/check-blocks.ts';
import { checkView } from './checks/check-view.ts';
import { SlackRefusal } from './refusal.ts';
import { APP, type Block, BOT, type Json, type State, TEAM, type View } from './state.ts';

const TRIGGER_MS = 3_000;
const STACK_MOST = 3;

/** What an element holds before anybody touches it. */
function initialOf(element: Json): Json {
  const named: [string, string][] = [
    ['initial_value', 'value'],
    ['initial_option', 'selected_option'],
    ['initial_options', 'selected_options'],
    ['initial_date', 'selected_date'],
    ['initial_time', 'selected_time'],
    ['initial_date_time', 'selected_date_time'],
    ['initial_user', 'selected_user'],
    ['initial_users', 'selected_users'],
  ];
  const set = named.flatMap(([from, to]) => (element[from] === undefined ? [] : [[to, element[from]]]));
  return { type: element.type, ...Object.fromEntries(set) };
}

/** A view as Slack keeps it, with an id and a hash; `before` is what it replaces. What was filled in stays where block and action are the same. */
export function makeView(state: State, given: Json, before?: View): View {
  const blocks = completeBlocks(given.blocks as Block[], state.id);
  const values: View['state']['values'] = {};
  for (const block of blocks)
    for (const element of elementsOf(block)) {
      if (element.type === 'button' || element.type === 'overflow' || element.type === 'image') continue;
      const [blockId, actionId] = [block.block_id as string, element.action_id as string];
      values[blockId] ??= {};
      values[blockId][actionId] = before?.state.values[blockId]?.[actionId] ?? initialOf(element);
    }
  return {
    title: null,
    submit: null,
    close: null,
    notify_on_close: false,
    clear_on_close: false,
    external_id: '',
    previous_view_id: before?.previous_view_id ?? null,
    ...given,
    type: given.type as View['type'],
    callback_id: String(given.callback_id ?? ''),
    private_metadata: String(given.private_metadata ?? ''),
    blocks,
    id: before?.id ?? state.id('V'),
    root_view_id: before?.root_view_id ?? null,
    hash: `${Math.floor(state.clock().getTime() / 1000)}.${state.id('h')}`,
    team_id: TEAM,
    app_id: APP,
    bot_id: BOT,
    state: { values },
  };
}

/** Puts a modal on a person's stack. */
export function pushView(state: State, user: string, given: Json): View {
  const stack = state.stacks.get(user) ?? [];
  if (stack.length >= STACK_MOST) throw new SlackRefusal('push_limit_reached');
  const view = makeView(state, given);
  Object.assign(view, { root_view_id: stack[0]?.id ?? view.id, previous_view_id: stack.at(-1)?.id ?? null });
  state.stacks.set(user, [...stack, view]);
  state.changed(user);
  return view;
}

/** Puts a view where another was. */
export function replaceView(state: State, before: View, given: Json): View {
  const view = makeView(state, given, before);
  for (const [user, stack] of state.stacks) {
    const index = stack.findIndex((one) => one.id === before.id);
    if (index < 0) continue;
    stack[index] = view;
    state.changed(user);
  }
  return view;
}

/** A trigger for one modal, good for three seconds (docs.slack.dev/reference/methods/views.open and /views.push: expired, exchanged, push limit 3). */
export function makeTrigger(state: State, user: string): string {
  const id = `${state.id('TR')}.sandbox`;
  state.triggers.set(id, { user, at: state.clock().getTime(), used: false });
  return id;
}

function useTrigger({ state, args }: Call): string {
  const trigger = state.triggers.get(textOf(args, 'trigger_id'));
  if (!trigger) throw new SlackRefusal('invalid_trigger_id');
  if (trigger.used) throw new SlackRefusal('exchanged_trigger_id');
  if (state.clock().getTime() - trigger.at > TRIGGER_MS) throw new SlackRefusal('expired_trigger_id');
  return trigger.user;
}

function viewArgument({ args }: Call, type: 'modal' | 'home'): Json {
  const view = jsonOf<Json>(args, 'view', 'invalid_arguments');
  if (!view) throw new SlackRefusal('invalid_arguments');
  checkView(view, type);
  return view;
}

function opened(call: Call, again: boolean): Json {
  const { state, args } = call;
  const given = viewArgument(call, 'modal');
  const user = useTrigger(call);
  if (again && !state.stacks.get(user)?.length) throw new SlackRefusal('invalid_trigger_id');
  if (!again) state.stacks.delete(user);
  const view = pushView(state, user, given);
  const trigger = state.triggers.get(textOf(args, 'trigger_id'));
  if (trigger) trigger.used = true;
  return { view };
}

const update: Method = (call) => {
  const { state, args } = call;
  const given = viewArgument(call, 'modal');
  const [id, external] = [textOf(args, 'view_id'), textOf(args, 'external_id')];
  const view = [...state.stacks.values()]
    .flat()
    .find((one) => (id === '' ? external !== '' && one.external_id === external : one.id === id));
  if (!view) throw new SlackRefusal('not_found');
  const hash = textOf(args, 'hash');
  if (hash !== '' && hash !== view.hash) throw new SlackRefusal('hash_conflict');
  return { view: replaceView(state, view, given) };
};

const publish: Method = (call) => {
  const { state, args } = call;
  const user = textOf(args, 'user_id');
  if (!state.users.has(user)) throw new SlackRefusal('user_not_found');
  const given = viewArgument(call, 'home');
  const before = state.homes.get(user);
  const hash = textOf(args, 'hash');
  if (hash !== '' && before && hash !== before.hash) throw new SlackRefusal('hash_conflict');
  const view = makeView(state, given, before);
  state.homes.set(user, view);
  state.changed(user);
  return { view };
};

export const VIEW_METHODS: Record<string, [string, Method]> = {
  'views.open': ['', (call) => opened(call, false)],
  'views.push': ['', (call) => opened(call, true)],
  'views.update': ['', update],
  'views.publish': ['', publish],
};
