import { done, type Result, refuse } from '../result.ts';
import { plainFigures } from '../text/digits.ts';
import { instantAt, startOfDay } from './local-time.ts';
import { monthOf } from './months.ts';

/*
 * Dates and times as people write them, and as their programs do: one reader for sheets, commands and dialogues
 * (test/core/domain/time/written-time.test.ts is its table). The day comes before the month, as everywhere here.
 */

type DateFault = 'date_wrong' | 'no_such_day' | 'no_such_time' | 'time_skipped';
export type SessionTimes = { startsAt: Date; endsAt: Date };
type SessionFault = 'session_wrong' | 'no_such_day' | 'time_skipped' | 'session_backwards';

const DAY_MINUTES = 24 * 60;

/** `2026-12-05`, `5. 12. 2026.`, `05/12/2026`, `5 dhjetor 2026` as `2026-12-05`. */
export function readDay(text: string): Result<string, 'date_wrong' | 'no_such_day'> {
  const taken = takeDay(figuresOf(text));
  if (taken?.rest !== '') return refuse('date_wrong');
  return startOfDay(taken.value) ? done(taken.value) : refuse('no_such_day');
}

/** Both parts could be the month, and they differ: whoever writes the month first means another day. */
export const isEitherWay = (text: string): boolean => {
  const [, first, second] = /^\s*(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(plainFigures(text)) ?? [];
  return Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second);
};

/** With its zone; programs write it with a T or a space. */
const INSTANT =
  /^(\d{4}-\d\d-\d\d)(?:T| (?=\S+\s?[+ZUG])| (?=\d\d:\d\d:\d\d))(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)$/i;

/** Until when something lasts: a day, perhaps with a time on the clock of Mitrovica. */
export function readUntil(text: string): Result<Date, DateFault> {
  const figures = figuresOf(text);
  const day = takeDay(figures);
  if (!day) return refuse('date_wrong');
  if (!startOfDay(day.value)) return refuse('no_such_day');
  if (day.rest === '') return until(day.value, null);
  const time = takeTime(day.rest);
  if (time === 'no_such_time') return refuse('no_such_time');
  if (!time) return refuse('date_wrong');
  if (time.rest === '') return until(day.value, time.value);
  // An instant that a program wrote: midnight is how it writes a day, whatever its zone.
  const [, date, clock, zone = ''] = INSTANT.exec(figures) ?? [];
  if (date === undefined) return refuse('date_wrong');
  const [, hours = '00', minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const instant = Date.parse(`${date}T${clock}${/\d/.test(zone) ? `${hours}:${minutes}` : 'Z'}`);
  if (time.value === 0) return until(day.value, null);
  return Number.isNaN(instant) ? refuse('date_wrong') : done(new Date(instant));
}

/** The same of a cell of a spreadsheet, whose UTC parts are the clock. */
export function readUntilDate(cell: Date): Result<Date, DateFault> {
  const wall = cell.getTime();
  // A fraction of a day is never quite a whole minute; only what is a second from one is meant to be it.
  const near = Math.round(wall / 60_000) * 60_000;
  const minute = wall % 1000 !== 0 && Math.abs(wall - near) < 1000 ? near : Math.floor(wall / 60_000) * 60_000;
  return until(new Date(minute).toISOString().slice(0, 10), (minute / 60_000) % DAY_MINUTES);
}

/** Whatever lasts until a day lasts until its last minute; midnight is how a day without a time comes, at either of its ends. */
function until(day: string, minutes: number | null): Result<Date, DateFault> {
  const whole = minutes === null || minutes % DAY_MINUTES === 0;
  const instant = instantAt(day, whole ? DAY_MINUTES - 1 : minutes);
  return instant ? done(instant) : refuse('time_skipped');
}

/** `2026-12-05 10:00-14:00`; or, for a placement's one stretch, two days with a time each. */
export function readSession(text: string): Result<SessionTimes, SessionFault> {
  const first = takeDay(figuresOf(text).replace(/(?<=\d[\s,.:|]*)\(([^()]*)\)$/, '$1'));
  const hours =
    first &&
    /^(?:(?:od|од|from|nga|ora|u|у|në)\s+)*(\d{1,2})\s?(?:-|do|до|to|deri)\s?(\d{1,2})\s?(?:h|orë|sati|časova|сати|часова)?\.?$/iu.exec(
      first.rest,
    );
  const from = first && takeTime(hours ? `${hours[1]}:00-${hours[2]}:00` : first.rest);
  const dash =
    from && from !== 'no_such_time'
      ? /^(?:[-~/]|do|до|deri(?: në| ne)?|dži(?: ko)?|until|to)\s*/iu.exec(from.rest)
      : null;
  if (!first || !from || from === 'no_such_time' || !dash) return refuse('session_wrong');
  const after = from.rest.slice(dash[0].length);
  const second = takeDay(after);
  const to = takeTime(second ? second.rest : after);
  if (!to || to === 'no_such_time' || to.rest !== '') return refuse('session_wrong');
  const last = second?.value ?? first.value;
  if (!startOfDay(first.value) || !startOfDay(last)) return refuse('no_such_day');
  // Until midnight, of the day it began.
  const end = !second && to.value === 0 && from.value > 0 ? DAY_MINUTES : to.value;
  const [startsAt, endsAt] = [instantAt(first.value, from.value), instantAt(last, end)];
  if (!startsAt || !endsAt) return refuse('time_skipped');
  return endsAt <= startsAt ? refuse('session_backwards') : done({ startsAt, endsAt });
}

/** What stands at the beginning of a text, and what is left of it. */
type Taken<T> = { value: T; rest: string };

const YEAR_FIRST = /^(\d{4})([-./]) ?(\d{1,2})\2 ?(\d{1,2})(?!\d)/;
const DAY_FIRST = /^(\d{1,2})\s?[-./, ]\s?(\d{1,2})\s?(?:[-./, ]\s?(\d{4})|[./]\s?(\d{2}))(?!\d)/;
const DAY_AND_NAME = /^(\d{1,2})(?:st|nd|rd|th)?[-. ]*(\p{L}+)[-.,]?\s*(\d{4})(?!\d)/u;
const NAME_AND_DAY = /^(\p{L}+)\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)/u;

/** As `2026-12-05`, whether there is such a day or not. */
function takeDay(figures: string): Taken<string> | null {
  // A weekday, or what leads to it: `e hënë, 1 mars`, `do 1. marta`.
  const text = figures.replace(/^\p{L}[\p{L}.: ]{0,40},?\s*(?=\d)(?!\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}(?!\d))/u, '');
  const found = matchDay(text);
  if (!found) return null;
  const [year, month, day] = [found.year.length === 2 ? `20${found.year}` : found.year, found.month, found.day];
  const rest = text
    .slice(found.length)
    .replace(/^\.?\s*(?:godine|god\.|god|g\.|године|год\.|год|г\.)?[\s,:|]*(?:t(?=\d))?/iu, '');
  return { value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, rest };
}

function matchDay(text: string): { year: string; month: string; day: string; length: number } | null {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return { year: iso[1] ?? '', month: iso[3] ?? '', day: iso[4] ?? '', length: iso[0].length };
  const local = DAY_FIRST.exec(text);
  if (local)
    return { year: local[3] ?? local[4] ?? '', month: local[2] ?? '', day: local[1] ?? '', length: local[0].length };
  const named = DAY_AND_NAME.exec(text);
  const english = NAME_AND_DAY.exec(text);
  const [match, day, name] = named ? [named, named[1], named[2]] : [english, english?.[2], english?.[1]];
  const month = name && monthOf(name);
  return match && month
    ? { year: match[3] ?? '', month: String(month), day: day ?? '', length: match[0].length }
    : null;
}

const BEFORE = /^(?:(?:u|у|në|ne|ora|orën|oren|od|од|nga|at|from|until|do|до|deri|ko|pe|dži)\s+)+/iu;
const MIDNIGHT = /^(?:ponoći?|ponoci?|поноћи?|mesnat[ëe]s?|midnight)(?!\p{L})\s*/iu;
const CLOCK = /^(\d{1,2})(?:(?:[:.]|\s?h(?=\d))(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?/;
const HOUR = /^\s?(?:h|č|sati|sata|sat|časova|casova|часова|сати|ч|orë|ore|o'clock)(?!\p{L})\.?/iu;
const HALF = /^\s?([ap])\.?m\.?(?!\p{L})/iu;

/** A day, or an instant, as programs write it without signs; and a day with the year last, as people do. Never both: no month is the twentieth. */
const TIGHT = /(?<![\d.,])(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:T(\d\d)(\d\d)(\d\d)?)?(?=\D|$)/gi;
const TIGHT_DAY_FIRST = /(?<![\d.,])([0-3]\d)(0[1-9]|1[0-2])(20\d\d)(?=\D|$)/g;

const figuresOf = (text: string): string =>
  plainFigures(text)
    .replace(TIGHT, (_, year, month, day, hour, minute, second) =>
      [`${year}-${month}-${day}`, hour && `T${hour}:${minute}`, second && `:${second}`].filter(Boolean).join(''),
    )
    .replace(TIGHT_DAY_FIRST, '$3-$2-$1');

/** Minutes after midnight, to 24:00. */
function takeTime(text: string): Taken<number> | 'no_such_time' | null {
  const said = BEFORE.exec(text)?.[0] ?? '';
  const bare = text.slice(said.length);
  const night = MIDNIGHT.exec(bare);
  if (night) return { value: DAY_MINUTES, rest: bare.slice(night[0].length) };
  const clock = CLOCK.exec(bare);
  if (!clock) return null;
  const after = bare.slice(clock[0].length);
  const half = HALF.exec(after);
  const hour = half ?? HOUR.exec(after);
  if (clock[2] === undefined && !hour && said === '') return null;
  const rest = after.slice(hour?.[0].length ?? 0).trimStart();
  if (half && (Number(clock[1]) < 1 || Number(clock[1]) > 12)) return 'no_such_time';
  const hours = half ? (Number(clock[1]) % 12) + (half[1]?.toLowerCase() === 'p' ? 12 : 0) : Number(clock[1]);
  const [minutes, seconds] = [Number(clock[2] ?? 0), Number(clock[3] ?? 0)];
  const value = hours * 60 + minutes;
  return minutes > 59 || seconds > 59 || value > DAY_MINUTES ? 'no_such_time' : { value, rest };
}
