import type { Tx } from '../../db/client.ts';
import { listStaff } from '../../db/queries/staff/staff.ts';
import type { Finding } from '../domain/finding.ts';
import { holesIn, type Span } from '../domain/staff/rota.ts';
import { localParts } from '../domain/time/local-time.ts';
import { readRota } from './read-rota.ts';

const DAYS = 14;
const MOST_SHOWN = 3;

/** Who is called when somebody is in danger, as the doctor says it: no name, only when and how many. */
export async function examineDuty(tx: Tx, now: Date): Promise<Finding[]> {
  const holders = (await listStaff(tx)).filter((row) => row.active && row.roles.includes('protection')).length;
  const rota = await readRota(tx, now);
  const horizon = new Date(now.getTime() + DAYS * 86_400_000);
  return [protection(holders), duty(rota.weekly.length + rota.days.length > 0 ? holesIn(rota, now, horizon) : null)];
}

function protection(holders: number): Finding {
  return holders === 0
    ? {
        level: 'warn',
        about: 'protection',
        say: 'nobody holds the role: nobody reads a serious report, and nobody is called for somebody in danger; give it with `staff add`',
      }
    : { level: 'ok', about: 'protection', say: `held by ${holders}` };
}

function duty(holes: Span[] | null): Finding {
  if (holes === null)
    return {
      level: 'warn',
      about: 'rota',
      say: 'is empty: everybody with protection is called, and no resident is promised an hour; set it in Slack: Home, Duty rota',
    };
  if (holes.length === 0) return { level: 'ok', about: 'rota', say: `somebody is on duty for the next ${DAYS} days` };
  const shown = holes.slice(0, MOST_SHOWN).map(({ from, to }) => `${moment(from)} to ${moment(to)}`);
  const more = holes.length > MOST_SHOWN ? `, and ${holes.length - MOST_SHOWN} more` : '';
  return {
    level: 'warn',
    about: 'rota',
    say: `nobody is on duty ${shown.join(', ')}${more} (next ${DAYS} days, local time): then everybody with protection is called`,
  };
}

const moment = (at: Date): string => {
  const { day, time } = localParts(at);
  return `${day} ${time}`;
};
