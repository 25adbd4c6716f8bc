import words from '../../../../locales/en/staff-page-workspace.json';

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const DAY_MS = 86_400_000;

/** Slack's stamp of a message as a moment. */
export const momentOf = (ts: string): Date => new Date(Number(ts) * 1000);
export const timeOf = (ts: string): string => TIME.format(momentOf(ts));

/** By the line's clock, which may have been moved. */
export function dayOf(ts: string, now: Date): string {
  const day = DAY.format(momentOf(ts));
  if (day === DAY.format(now)) return words.today;
  if (day === DAY.format(new Date(now.getTime() - DAY_MS))) return words.yesterday;
  return day;
}
