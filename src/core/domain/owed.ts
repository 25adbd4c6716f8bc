/** Answers to a person never stand behind bulk work. `urgent` is no queue: workers take its rows from the outbox itself (decision 22). */
export const LANES = ['urgent', 'answers', 'cards', 'bulk'] as const;
export type Lane = (typeof LANES)[number];

/** `waiting` → relayed → `queued` → done (its row goes) or `parked` (refused for good; staff see it). */
export const OWED_STATES = ['waiting', 'queued', 'parked'] as const;

/** So often work is tried before staff are told of it. */
export const TRIES = 40;

/** The longest wait between two tries, and what becomes of work that was tried so often: a promise is never set aside. */
export type Patience = { longestSeconds: number; afterAll: 'give_up' | 'try_on' };

const ORDINARY: Patience = { longestSeconds: 15 * 60, afterAll: 'give_up' };
const PROMISED: Patience = { ...ORDINARY, afterAll: 'try_on' };
/** Somebody waits for it in danger. */
const IN_DANGER: Patience = { ...ORDINARY, longestSeconds: 30 };

type Work<Id extends string, Apart extends string> = {
  lane: Lane;
  /** What its row holds: ids and codes alone, none of them empty. */
  ids: readonly Id[];
  /** What is said when it is owed, and lies in the merge key alone. */
  apart?: readonly Apart[];
  /** Two waiting rows of one key are one, because the worker reads the state when it gets there. Null: a row for each. */
  mergeKey(about: Readonly<Record<Id | Apart, string>>): string | null;
  patience: Patience;
};

/** So that the names are checked where they are used. */
const work = <const Id extends string, const Apart extends string = never>(
  one: Omit<Work<Id, Apart>, 'patience'> & { patience?: Patience },
): Work<Id, Apart> => ({ patience: ORDINARY, ...one });

/** What goes to very many, a batch at a time, each safe to repeat: the activities carry it out (`Activity.owed`). */
const sliced = <const Id extends string>(one: Pick<Work<Id, never>, 'ids' | 'mergeKey'>) => ({
  ...work<Id>({ lane: 'bulk', ...one }),
  sliced: true as const,
});

const CALL = ['itemId', 'calling', 'stage', 'round'] as const;

/** What can be owed to the outside, by topic. Rows of it wait in people's databases: a name or a key that changes needs a migration. */
export const OWED = {
  /** What a resident is to be told, and what is marked to go from their chat: one row for both, which tells nobody which. */
  resident: work({
    lane: 'answers',
    ids: ['residentId'],
    mergeKey: ({ residentId }) => `resident:${residentId}`,
    patience: PROMISED,
  }),
  /** What they are told as very many others are. */
  announce: work({
    lane: 'bulk',
    ids: ['residentId'],
    mergeKey: ({ residentId }) => `announce:${residentId}`,
  }),
  card: work({ lane: 'cards', ids: ['itemId'], mergeKey: ({ itemId }) => `card:${itemId}` }),
  /** The card of somebody who is in danger. */
  urgent_card: work({
    lane: 'urgent',
    ids: ['itemId'],
    mergeKey: ({ itemId }) => `urgent_card:${itemId}`,
    patience: IN_DANGER,
  }),
  /** A stage of a calling comes due. One row a stage: opening an item twice moves nothing. */
  danger_call: work({
    lane: 'urgent',
    ids: CALL,
    mergeKey: ({ itemId, stage }) => `danger:${itemId}:${stage}`,
    patience: IN_DANGER,
  }),
  /** In the restricted channel, and to one person. */
  danger_post: work({
    lane: 'urgent',
    ids: [...CALL, 'whom'],
    mergeKey: ({ calling, stage, round }) => `danger:${calling}:${stage}:${round}`,
    patience: IN_DANGER,
  }),
  danger_tell: work({
    lane: 'urgent',
    ids: [...CALL, 'whom', 'staffId'],
    mergeKey: ({ calling, stage, round, staffId }) => `danger:${calling}:${stage}:${round}:${staffId}`,
    patience: IN_DANGER,
  }),
  /** What somebody sent without a name: made soon, whatever else waits, because it may be somebody in danger. */
  envelope: work({
    lane: 'urgent',
    ids: ['residentId'],
    mergeKey: ({ residentId }) => `envelope:${residentId}`,
    patience: IN_DANGER,
  }),
  /** A message in its item's thread; each of its versions, and the door to its file, by itself. */
  thread: work({
    lane: 'cards',
    ids: ['messageId'],
    apart: ['version'],
    mergeKey: ({ messageId, version }) => `thread:${messageId}:${version}`,
  }),
  /** A resident's file to the direct messages of who asked to see it, and away from there. */
  show_media: work({ lane: 'cards', ids: ['lookId'], mergeKey: ({ lookId }) => `show_media:${lookId}` }),
  end_look: work({
    lane: 'cards',
    ids: ['lookId'],
    mergeKey: ({ lookId }) => `end_look:${lookId}`,
    patience: PROMISED,
  }),
  /** A file that an earlier version put into a thread, out of it. */
  unpost_file: work({
    lane: 'bulk',
    ids: ['postId'],
    mergeKey: ({ postId }) => `unpost_file:${postId}`,
    patience: PROMISED,
  }),
  /** What an earlier version sent to somebody's direct messages and left there. */
  recall_recordings: work({
    lane: 'bulk',
    ids: ['staffId'],
    mergeKey: ({ staffId }) => `recall_recordings:${staffId}`,
    patience: PROMISED,
  }),
  offer_day: work({
    lane: 'cards',
    ids: ['offerId', 'day'],
    mergeKey: ({ offerId, day }) => `offer_day:${offerId}:${day}`,
  }),
  /** What stands in a resident's chat is taken back: what was opened ten minutes ago, what we said of an item. `look`: one that was just opened has a row of its own, so that a later one never keeps an earlier one open. */
  end_reading: work({
    lane: 'answers',
    ids: ['residentId'],
    apart: ['look'],
    mergeKey: ({ residentId, look }) => (look === 'opened' ? null : `end_reading:${residentId}`),
    patience: PROMISED,
  }),
  /** The commands beside a chat, in its resident's language (`shown`) or away (`hidden`). */
  chat_menu: work({
    lane: 'answers',
    ids: ['residentId', 'as'],
    mergeKey: ({ residentId, as }) => `chat_menu:${residentId}:${as}`,
    patience: PROMISED,
  }),
  take_back_item: work({
    lane: 'answers',
    ids: ['residentId', 'itemId'],
    mergeKey: ({ itemId }) => `take_back_item:${itemId}`,
    patience: PROMISED,
  }),
  farewell: work({ lane: 'answers', ids: ['id', 'sealed'], mergeKey: () => null, patience: PROMISED }),
  /** What must not stand any more of an item, taken down. */
  redact: work({ lane: 'cards', ids: ['itemId'], mergeKey: ({ itemId }) => `redact:${itemId}` }),
  /** To one who holds `protection`: somebody may be named in an item, and it is theirs to decide. */
  named_notice: work({
    lane: 'cards',
    ids: ['itemId', 'staffId', 'toId'],
    mergeKey: ({ itemId, staffId, toId }) => `named:${itemId}:${staffId}:${toId}`,
  }),
  /** To one staff member: what became of a role, and whether they are to decide. */
  role_notice: work({
    lane: 'cards',
    ids: ['grantId', 'staffId', 'news'],
    mergeKey: ({ grantId, staffId, news }) => `role_notice:${grantId}:${news}:${staffId}`,
  }),
  /** To one admin: a channel, a token or a scope is broken. What, is looked at when it is told. */
  fault_notice: work({ lane: 'cards', ids: ['staffId'], mergeKey: ({ staffId }) => `fault_notice:${staffId}` }),
  /** To one staff member: what happened to what they have. `about`: items, each with what happened (`item:news`), which is added to while it waits; so each row has what it says to itself. */
  staff_news: work({ lane: 'cards', ids: ['staffId', 'newsId', 'about'], mergeKey: () => null }),
  /** What became overdue on a day: one post to the leads, one to protection. `whom`: leads or protection. */
  overdue_day: work({
    lane: 'cards',
    ids: ['day', 'whom'],
    mergeKey: ({ day, whom }) => `overdue_day:${day}:${whom}`,
  }),
  /** The figures of a week in the leads' channel, on its Monday. */
  monday_figures: work({
    lane: 'cards',
    ids: ['day'],
    mergeKey: ({ day }) => `monday_figures:${day}`,
  }),
  /** To whom it was asked for by: the process that made a file died before it was done. */
  export_cut_short: work({
    lane: 'cards',
    ids: ['exportId'],
    mergeKey: ({ exportId }) => `export_cut_short:${exportId}`,
  }),
  alert: work({
    lane: 'cards',
    ids: ['itemId', 'reason'],
    mergeKey: ({ itemId, reason }) => `alert:${itemId}:${reason}`,
  }),
  remind: sliced({
    ids: ['sessionId', 'kind'],
    mergeKey: ({ sessionId, kind }) => `remind:${sessionId}:${kind}`,
  }),
  finish: sliced({ ids: ['offerId'], mergeKey: ({ offerId }) => `finish:${offerId}` }),
  tell_changes: sliced({ ids: ['offerId'], mergeKey: ({ offerId }) => `tell_changes:${offerId}` }),
};

type Table = typeof OWED;
export type Topic = keyof Table;
type Ids<T extends Topic> = Table[T]['ids'][number];
type Apart<T extends Topic> = NonNullable<Table[T]['apart']>[number];

/** What a row of this topic holds. */
export type Payload<T extends Topic> = { [Id in Ids<T>]: string };
/** What is said when it is owed. */
export type About<T extends Topic> = { [Name in Ids<T> | Apart<T>]: string };

/** A piece of work that is owed, as its row has it. `runAt`: not before; without, it is due for every clock. */
export type OwedWork = {
  topic: Topic;
  lane: Lane;
  payload: Record<string, string>;
  mergeKey: string | null;
  runAt?: Date;
};

export function owed<T extends Topic>(topic: T, about: About<T>, runAt?: Date): OwedWork {
  const { lane, ids, mergeKey }: Work<string, string> = OWED[topic];
  const given: Record<string, string> = about;
  return {
    topic,
    lane,
    payload: Object.fromEntries(ids.map((id) => [id, given[id] as string])),
    mergeKey: mergeKey(given),
    ...(runAt && { runAt }),
  };
}

export type SlicedTopic = { [T in Topic]: Table[T] extends { sliced: true } ? T : never }[Topic];
export const SLICED = (Object.keys(OWED) as Topic[]).filter((topic): topic is SlicedTopic => 'sliced' in OWED[topic]);

export const isTopic = (name: string): name is Topic => Object.hasOwn(OWED, name);

/** What is of a newer version is refused at once. */
export const patienceWith = (topic: string): Patience => (isTopic(topic) ? OWED[topic].patience : ORDINARY);

/** What a row of this topic holds, as it was read from the database; null when something of it is missing. */
export function readPayload<T extends Topic>(topic: T, row: unknown): Payload<T> | null {
  const given = new Map(Object.entries(row ?? {}));
  const read: Record<string, string> = {};
  for (const id of OWED[topic].ids) {
    const value: unknown = given.get(id);
    if (typeof value !== 'string' || value === '') return null;
    read[id] = value;
  }
  return read as Payload<T>;
}
