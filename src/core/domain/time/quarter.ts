import { localParts, startOfDay } from './local-time.ts';

/** Three months on the programme's clock: `2026-Q1`, from its first instant to the first after it. */
export type Quarter = { name: string; from: Date; to: Date };

function quarterOf(index: number): Quarter {
  const firstDay = (at: number) =>
    startOfDay(`${Math.floor(at / 4)}-${String((at % 4) * 3 + 1).padStart(2, '0')}-01`) as Date;
  return { name: `${Math.floor(index / 4)}-Q${(index % 4) + 1}`, from: firstDay(index), to: firstDay(index + 1) };
}

function indexOf(instant: Date): number {
  const [year, month] = localParts(instant).day.split('-').map(Number) as [number, number];
  return year * 4 + Math.floor((month - 1) / 3);
}

export const lastFinishedQuarter = (now: Date): Quarter => quarterOf(indexOf(now) - 1);

/** Before it no line ran: who asks from the year 1 on gets no thousands of empty quarters. */
const FIRST_YEAR = 2020;

/** The quarters that lie in a period as a whole and are over. */
export function finishedQuarters(period: { from: Date; to: Date }, now: Date): Quarter[] {
  const end = period.to < now ? period.to : now;
  const quarters: Quarter[] = [];
  for (let index = Math.max(indexOf(period.from), FIRST_YEAR * 4); quarterOf(index).to <= end; index += 1)
    if (quarterOf(index).from >= period.from) quarters.push(quarterOf(index));
  return quarters;
}

/** To the nearest five. */
export const roundToFive = (count: number): number => Math.round(count / 5) * 5;
