import { type Desk, LATELY_DAYS, showDesk } from '../../../core/items/show-desk.ts';
import { lastSensitiveTotal } from '../../../core/reports/sensitive-totals.ts';
import { context, header, section } from '../kit/blocks.ts';
import { moment } from '../kit/moment.ts';
import { figure, staffWords } from '../kit/words.ts';
import { tell, whyRefused } from '../respond.ts';
import type { Asked } from '../surface.ts';
import { statsOfLeads } from './stats-of-leads.ts';

const { words } = staffWords('staff');
const { codeWords } = staffWords('staff-cards');

const PARTS = ['agency', 'municipality', 'language'] as const;

/** How the line stands: what waits and whose it is, how fast people were answered, and what they said of it. */
export async function stats(asked: Asked): Promise<void> {
  const { bot, member, aside } = asked;
  const shown = await showDesk(bot.line, member);
  if (!shown.ok) return tell(bot, aside, await whyRefused(bot, shown));
  const { by, lately } = shown.value;
  const parts = PARTS.filter((part) => by[part].length > 0).map((part) => {
    const lines = by[part].map(({ code, open, overdue }) =>
      words(overdue > 0 ? 'stats.line_overdue' : 'stats.line', {
        name: codeWords(part, code),
        open: figure(open),
        overdue: figure(overdue),
      }),
    );
    return section([`*${words(`stats.by_${part}`)}*`, ...lines].join('\n'));
  });
  const sensitive = await lastSensitiveTotal(bot.line);
  await tell(bot, aside, queueLine(shown.value), [
    header(words('stats.title')),
    section(queueLine(shown.value)),
    ...(lately.oldest ? [context(words('stats.oldest', { when: moment(lately.oldest) }))] : []),
    ...parts,
    section([`*${words('stats.lately', { days: LATELY_DAYS })}*`, ...latelyLines(lately)].join('\n')),
    context(words('list.sensitive_total', { quarter: sensitive.quarter, count: sensitive.rounded })),
    context(words('stats.internal')),
  ]);
  await statsOfLeads(asked);
}

const queueLine = ({ queue }: Desk): string =>
  queue.map(({ view, count }) => `${words(`list.${view}`)}: ${figure(count)}`).join(' · ');

function latelyLines(lately: Desk['lately']): string[] {
  const { received, answered, closed, told, solved, notSolved, medianHours, slowHours } = lately;
  return [
    words('stats.received', { received, answered }),
    ...(medianHours === null || slowHours === null
      ? []
      : [words('stats.speed', { median: hours(medianHours), slow: hours(slowHours) })]),
    words('stats.closed', { closed, told }),
    words('stats.solved', { solved, not: notSolved }),
  ];
}

/** Days where hours say nothing any more. */
const hours = (count: number): string =>
  count < 48
    ? words('stats.hours', { count: Math.max(1, Math.round(count)) })
    : words('stats.days', { count: Math.round(count / 24) });
