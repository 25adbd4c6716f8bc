import type { State } from './state.ts';
import type { Updates } from './updates.ts';

export type Params = Record<string, unknown>;
export type Call = { state: State; updates: Updates; params: Params; gone: AbortSignal };
/** Gives the `result` of a call, or throws `ApiRefusal`. */
export type Method = (call: Call) => unknown;
