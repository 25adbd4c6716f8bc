import { EventEmitter } from 'node:events';

export type Json = Record<string, unknown>;
export type Block = Json & { type: string; block_id?: string };
export type Metadata = { event_type: string; event_payload: Json };

export type Message = {
  channel: string;
  ts: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks: Block[];
  metadata?: Metadata;
  thread_ts?: string;
  files: string[];
  edited: boolean;
  deleted: boolean;
  reactions: string[];
  /** Live mentions and broadcasts in mrkdwn, such as `<!channel>`: residents' words must never make one. */
  mentions: string[];
};
export type Ephemeral = {
  user: string;
  channel: string;
  ts: string;
  thread_ts?: string;
  text: string;
  blocks: Block[];
  via: 'postEphemeral' | 'response_url' | 'ack';
  mentions: string[];
};
export type Channel = {
  id: string;
  name: string;
  private: boolean;
  archived: boolean;
  members: Set<string>;
  /** Set for a direct message: with whom. */
  im?: string;
};
export type View = Json & {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  callback_id: string;
  private_metadata: string;
  blocks: Block[];
  state: { values: Record<string, Record<string, Json>> };
};
export type StoredFile = {
  id: string;
  name: string;
  title: string;
  length: number;
  mimetype: string;
  user: string;
  uploadToken: string;
  /** When its upload URL was asked for. */
  askedAt?: number;
  bytes: Buffer | null;
  shared: boolean;
};
/** What users.info says of somebody who is no ordinary member of the workspace. */
export type Standing = {
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  is_bot?: boolean;
  deleted?: boolean;
  team_id?: string;
  /** As Slack calls them, where it is another name than the one they were added with. */
  real_name?: string;
  display_name?: string;
};
export type ResponseUrl = { user: string; channel: string; ts?: string; uses: number; at: number };

export const TEAM = 'T0SANDBOX';
export const APP = 'A0SANDBOX';
export const BOT_USER = 'U0SANDBOXBOT';
export const BOT = 'B0SANDBOXBOT';

export const SCOPES = [
  'chat:write',
  'channels:history',
  'groups:history',
  'im:history',
  'channels:read',
  'groups:read',
  'im:read',
  'im:write',
  'channels:join',
  'users:read',
  'files:read',
  'files:write',
  'reactions:write',
  'commands',
];

export type StandInOptions = {
  port?: number;
  botToken: string;
  appToken: string;
  signingSecret: string;
  clock?: () => Date;
  scopes?: string[];
  eventsUrl?: string;
  /** Messages a channel takes at once before one a second is the rule. */
  burst?: number;
};

/** Everything the stand-in knows, in memory. */
export function makeState(options: StandInOptions) {
  const changes = new EventEmitter().setMaxListeners(0);
  const clock = options.clock ?? (() => new Date());
  let lastMicros = 0;
  let counter = 0;
  return {
    ...options,
    clock,
    scopes: options.scopes ?? SCOPES,
    burst: options.burst ?? 60,
    root: '',
    users: new Map<string, string>([[BOT_USER, 'line']]),
    standings: new Map<string, Standing>(),
    channels: new Map<string, Channel>(),
    messages: [] as Message[],
    ephemerals: [] as Ephemeral[],
    files: new Map<string, StoredFile>(),
    stacks: new Map<string, View[]>(),
    homes: new Map<string, View>(),
    triggers: new Map<string, { user: string; at: number; used: boolean }>(),
    responseUrls: new Map<string, ResponseUrl>(),
    rate: new Map<string, { left: number; at: number }>(),
    changes,
    changed: (where: string) => void changes.emit('change', where),
    /** How far ids and moments have come. */
    marks: () => ({ counter, lastMicros }),
    setMarks: (to: { counter: number; lastMicros: number }) => {
      counter = to.counter;
      lastMicros = to.lastMicros;
    },
    id: (prefix: string) => {
      counter += 1;
      return `${prefix}0${counter.toString(36).toUpperCase().padStart(8, '0')}`;
    },
    nextTs: () => {
      lastMicros = Math.max(lastMicros + 1, clock().getTime() * 1000);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
  };
}
export type State = ReturnType<typeof makeState>;

/** The direct message with a person; made when it is first needed. */
export function directChannel(state: State, user: string): Channel {
  const id = `D${user.slice(1)}`;
  const known = state.channels.get(id);
  if (known) return known;
  const channel = { id, name: id, private: true, archived: false, members: new Set([user, BOT_USER]), im: user };
  state.channels.set(id, channel);
  return channel;
}

/** Calls a listener back at every event of this name, until the function it gets is called. */
export const listening =
  <T>({ changes }: State, name: string) =>
  (listener: (what: T) => void): (() => void) => {
    changes.on(name, listener);
    return () => void changes.off(name, listener);
  };
