import { may, type StaffMember } from '../../../core/domain/staff/permissions.ts';
import { lastMonth, lastQuarter } from '../../../core/domain/time/spans-of-days.ts';
import { type Glance, glanceAt } from '../../../files/glance.ts';
import { sendBytes, shareFile } from '../deliver/upload-file.ts';
import { escapeText } from '../escape.ts';
import { attempt } from '../failures.ts';
import { context, header, section } from '../kit/blocks.ts';
import { staffWords } from '../kit/words.ts';
import { logFailure, tell } from '../respond.ts';
import type { Asked, StaffBot } from '../surface.ts';

const { words } = staffWords('staff-exports');

/** For who leads, beside the queue: the headline figures of the last finished month and quarter, exact and internal, with a chart. */
export async function statsOfLeads({ bot, member, aside }: Asked): Promise<void> {
  if (!may(member, 'take_internal')) return;
  const now = bot.line.now();
  const glances: Glance[] = [];
  for (const days of [lastMonth(now), lastQuarter(now)]) {
    const glance = await glanceAt(bot.line, bot.texts, days, 'internal');
    if (glance) glances.push(glance);
  }
  if (glances.length === 0) return;
  const parts = glances.map((glance) => section([`*${escapeText(glance.period)}*`, ...headlineOf(glance)].join('\n')));
  await tell(bot, aside, words('stats.title'), [
    header(words('stats.title')),
    ...parts,
    context(words('stats.internal')),
  ]);
  const chart = glances.findLast((glance) => glance.chart !== null);
  if (chart) await sendChart(bot, member, chart).catch((error: unknown) => logFailure(bot, error));
}

export const headlineOf = ({ headline }: Glance): string[] =>
  headline.map(({ name, now, before }) =>
    words('stats.line', { name: escapeText(name), now: escapeText(now), before: escapeText(before) }),
  );

/** A picture that only they see: an ephemeral message takes no file. */
async function sendChart(bot: StaffBot, member: StaffMember, { chart, period }: Glance): Promise<void> {
  if (!chart) return;
  const opened = await attempt(() => bot.slack.conversations.open({ users: member.slackUserId }));
  const channel = opened.ok ? opened.value.channel?.id : undefined;
  if (channel === undefined) return;
  const name = words('stats.chart_file');
  const sent = await sendBytes(bot.slack, name, await chart.draw());
  if (!sent.ok) return;
  const comment = words('stats.chart', { what: escapeText(chart.alt), period: escapeText(period) });
  await shareFile(bot.slack, { id: sent.value, name, comment }, { channel });
}
