import type { Topic } from '../owed.ts';

/**
 * What given-up work is about, as whoever mends the line is told. `protection` is told to those of that role alone: that there is such work
 * says that there was such a report.
 */
export const AREAS = ['answers', 'many', 'cards', 'files', 'notices', 'protection'] as const;
export type Area = (typeof AREAS)[number];

const AREA_OF: Readonly<Record<Topic, Area>> = {
  resident: 'answers',
  chat_menu: 'answers',
  end_reading: 'answers',
  take_back_item: 'answers',
  farewell: 'answers',
  announce: 'many',
  remind: 'many',
  finish: 'many',
  tell_changes: 'many',
  card: 'cards',
  thread: 'cards',
  redact: 'cards',
  alert: 'cards',
  offer_day: 'cards',
  overdue_day: 'cards',
  monday_figures: 'cards',
  show_media: 'files',
  end_look: 'files',
  unpost_file: 'files',
  recall_recordings: 'files',
  export_cut_short: 'files',
  role_notice: 'notices',
  fault_notice: 'notices',
  staff_news: 'notices',
  named_notice: 'protection',
  urgent_card: 'protection',
  danger_call: 'protection',
  danger_post: 'protection',
  danger_tell: 'protection',
  envelope: 'protection',
};
const AREA_BY_NAME: ReadonlyMap<string, Area> = new Map(Object.entries(AREA_OF));

/** What is of another version of the line is a card's, which says nothing of anybody. */
export const areaOf = (topic: string): Area => AREA_BY_NAME.get(topic) ?? 'cards';

/** Given up for good, or a promise that was tried very often and still is. */
export const STUCK_STATES = ['given_up', 'tried_on'] as const;
export type StuckState = (typeof STUCK_STATES)[number];

/** Work that stands for one cause. `reason`: a code, of Slack's, Telegram's or ours. */
export type Cause = { area: Area; state: StuckState; reason: string };
export type Stuck = Cause & { count: number; since: Date };

type Counted = { topic: string; state: StuckState; reason: string | null; count: number; since: Date };

export const causeOf = ({ topic, state, reason }: Pick<Counted, 'topic' | 'state' | 'reason'>): Cause => ({
  area: areaOf(topic),
  state,
  reason: reasonCode(reason),
});
/** A cause as a key. */
export const keyOfCause = ({ area, state, reason }: Cause): string => `${area}:${state}:${reason}`;

/** By cause, in the order of the areas; what most stands for first. */
export function byCause(rows: readonly Counted[]): Stuck[] {
  const causes = new Map<string, Stuck>();
  for (const row of rows) {
    const { count, since } = row;
    const cause = causeOf(row);
    const key = keyOfCause(cause);
    const known = causes.get(key);
    causes.set(key, {
      ...cause,
      count: count + (known?.count ?? 0),
      since: known && known.since < since ? known.since : since,
    });
  }
  return [...causes.values()].sort(
    (one, other) => AREAS.indexOf(one.area) - AREAS.indexOf(other.area) || other.count - one.count,
  );
}

/** Codes alone are shown: whatever else stood there could be anybody's words. */
export const reasonCode = (reason: string | null): string =>
  /^[a-z0-9_]{1,80}$/.test(reason ?? '') ? (reason ?? '') : 'error';
