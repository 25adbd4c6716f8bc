import { type Json, listening, type State } from './state.ts';

/** A call of the app, without a word of what was in it. */
export type NotedCall = {
  method: string;
  /** The public number of the item whose card it is. */
  reference?: string;
  /** Whether it is in a thread. */
  inThread: boolean;
  /** How it was made to fail. */
  fault?: string;
};
/** What somebody did in the workspace, by the type that Slack gives it. */
export type NotedAct = { kind: string };

export function noteCall(state: State, method: string, args: Json, fault?: string): void {
  const call: NotedCall = {
    method,
    inThread: args.thread_ts !== undefined,
    ...referenceIn(args.metadata),
    ...(fault && { fault }),
  };
  state.changes.emit('call', call);
}

function referenceIn(metadata: unknown): { reference?: string } {
  const found = /"reference":"([A-SU-Z]-[0-9A-Z]{6})"/.exec(
    typeof metadata === 'string' ? metadata : JSON.stringify(metadata ?? null),
  )?.[1];
  return found ? { reference: found } : {};
}

export const noteAct = (state: State, kind: string): void =>
  void state.changes.emit('act', { kind } satisfies NotedAct);

/** What a pane under the glass listens to. */
export const noting = (state: State) => ({
  onCall: listening<NotedCall>(state, 'call'),
  onAct: listening<NotedAct>(state, 'act'),
});
