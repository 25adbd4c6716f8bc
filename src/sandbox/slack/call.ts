import { SlackRefusal } from './refusal.ts';
import { BOT_USER, type Channel, directChannel, type Json, type State } from './state.ts';

export type Call = { state: State; args: Json };
export type Method = (call: Call) => Json;

/** An argument as text; absent and empty are the same. */
export function textOf(args: Json, name: string): string {
  const value = args[name];
  return value === undefined || value === null ? '' : String(value);
}

export function truthOf(args: Json, name: string): boolean {
  return args[name] === true || args[name] === 'true' || args[name] === '1';
}

/** An argument that came as JSON in a form, or as itself in a JSON body. */
export function jsonOf<T>(args: Json, name: string, refusal: string): T | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value as T;
  try {
    return wholeCharacters(JSON.parse(value)) as T;
  } catch {
    throw new SlackRefusal(refusal);
  }
}

const HALF = /\p{Surrogate}/u;

/** What came as JSON, unless half of a character stands in it: to the real one that is no JSON. */
export function wholeCharacters(json: unknown): unknown {
  if (typeof json === 'string' && HALF.test(json)) throw new SyntaxError('half of a character');
  if (typeof json === 'object' && json !== null) for (const one of Object.values(json)) wholeCharacters(one);
  return json;
}

/** The channel a call names, as far as the bot may know of it. A person's id means the direct message with them. */
export function channelOf(state: State, id: string, toPost = false): Channel {
  if (toPost && /^[UW]/.test(id) && state.users.has(id)) return directChannel(state, id);
  const channel = state.channels.get(id);
  if (!channel || (channel.private && !channel.members.has(BOT_USER))) throw new SlackRefusal('channel_not_found');
  return channel;
}

/** The same for calls that need the bot to be in it. */
export function joinedChannel(state: State, id: string, toPost = false): Channel {
  const channel = channelOf(state, id, toPost);
  if (!channel.members.has(BOT_USER)) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** Refuses unless the app has a scope for this, and says which. */
export function needScope(state: State, needed: string): void {
  if (!state.scopes.includes(needed))
    throw new SlackRefusal('missing_scope', { needed, provided: state.scopes.join(',') });
}

/** A page of a list with a cursor, as Slack cuts it. */
export function page<T>(all: T[], args: Json, standard: number, most: number): { items: T[]; next: string } {
  const limit = Math.min(Number(textOf(args, 'limit') || standard), most);
  if (!Number.isInteger(limit) || limit < 1) throw new SlackRefusal('invalid_limit');
  const cursor = textOf(args, 'cursor');
  const start = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8').replace(/^at:/, ''));
  if (!Number.isInteger(start) || start < 0) throw new SlackRefusal('invalid_cursor');
  const next = start + limit < all.length ? Buffer.from(`at:${start + limit}`).toString('base64') : '';
  return { items: all.slice(start, start + limit), next };
}
