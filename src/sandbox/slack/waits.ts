import type { Ephemeral, Message, State, View } from './state.ts';

/** Ends only what will never come, however busy the machine is. */
const PATIENCE_MS = 300_000;

type Limit = { timeoutMs?: number; what?: string };

/** Waiting for something to be there: asked again at every change, not by the clock. */
export function makeWaits(state: State) {
  const wait = <T>(
    kind: string,
    find: () => T | undefined,
    { timeoutMs = PATIENCE_MS, what = kind }: Limit = {},
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        state.changes.off('change', look);
      };
      const look = () => {
        const found = find();
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`no ${what} came within ${timeoutMs} ms`));
      }, timeoutMs);
      state.changes.on('change', look);
      look();
    });
  const messageIn = (channel: string, right: (message: Message) => boolean, limit?: Limit) =>
    wait('message', () => state.messages.find((one) => one.channel === channel && !one.deleted && right(one)), limit);
  return {
    waitForMessage: messageIn,
    waitForDirectMessage: (user: string, right: (message: Message) => boolean = () => true, limit?: Limit) =>
      messageIn(`D${user.slice(1)}`, right, limit),
    waitForView: (user: string, right: (view: View) => boolean = () => true, limit?: Limit) =>
      wait('view', () => [state.stacks.get(user)?.at(-1)].find((view) => view !== undefined && right(view)), limit),
    waitForHome: (user: string, right: (view: View) => boolean = () => true, limit?: Limit) =>
      wait('home', () => [state.homes.get(user)].find((view) => view !== undefined && right(view)), limit),
    waitForEphemeral: (user: string, right: (message: Ephemeral) => boolean = () => true, limit?: Limit) =>
      wait('ephemeral', () => state.ephemerals.find((one) => one.user === user && right(one)), limit),
  };
}
