const LOCALE = 'en-GB';
const DAY_MS = 86_400_000;

type Moment = { at: Date; now: Date; timeZone: string | undefined };

const as = ({ at, timeZone }: Moment, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALE, { ...options, timeZone }).format(at);

/** The calendar day as a number, so that days can be counted. */
const dayOf = (at: Date, timeZone: string | undefined): number =>
  Math.floor(Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)) / DAY_MS);

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const SHORT = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const MIDDLE = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const LONG = { weekday: 'long', ...MIDDLE } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

/** "today", "yesterday" and "tomorrow" where it is so. */
const pretty =
  (options: Intl.DateTimeFormatOptions) =>
  (moment: Moment): string => {
    const days = dayOf(moment.at, moment.timeZone) - dayOf(moment.now, moment.timeZone);
    return Math.abs(days) <= 1 ? relative.format(days, 'day') : as(moment, options);
  };

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

function ago({ at, now }: Moment): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  return unit ? relative.format(Math.trunc(seconds / unit[1]), unit[0]) : relative.format(0, 'second');
}

/** Slack's tokens (docs.slack.dev, date formatting). */
const TOKENS: Record<string, (moment: Moment) => string> = {
  date_num: ({ at, timeZone }) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at),
  date_slash: (moment) => as(moment, { day: '2-digit', month: '2-digit', year: 'numeric' }),
  date: (moment) => as(moment, MIDDLE),
  date_short: (moment) => as(moment, SHORT),
  date_long: (moment) => as(moment, LONG),
  date_pretty: pretty(MIDDLE),
  date_short_pretty: pretty(SHORT),
  date_long_pretty: pretty(LONG),
  time: (moment) => as(moment, CLOCK),
  time_secs: (moment) => as(moment, { ...CLOCK, second: '2-digit' }),
  ago,
};

/**
 * A format such as `{date_short_pretty} {time}` filled in for a reader; null where Slack would show its fallback.
 * `timeZone`: the reader's own unless given.
 */
export function formatDate(format: string, seconds: number, now: Date, timeZone?: string): string | null {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return null;
  const moment = { at, now, timeZone };
  const unknown = [...format.matchAll(/\{(\w+)\}/g)].some(([, token]) => !Object.hasOwn(TOKENS, token as string));
  if (unknown) return null;
  return format.replaceAll(/\{(\w+)\}/g, (_, token: string) => (TOKENS[token] as (moment: Moment) => string)(moment));
}
