import { startOfDay } from '../../../core/domain/time/local-time.ts';
import { lastWeek } from '../../../core/domain/time/spans-of-days.ts';
import { DONE, type JobResult } from '../../../core/domain/work/job-result.ts';
import { type Glance, glanceAt } from '../../../files/glance.ts';
import { escapeText } from '../escape.ts';
import { staffWords, textsOfStaff } from '../kit/words.ts';
import { bringPost, type PostSpec } from './bring-post.ts';
import type { Delivery } from './context.ts';
import { findLately } from './find-message.ts';

const { words } = staffWords('staff-exports');

const SENTENCES = 3;

/** A chart of the week that is over, with three sentences, in the leads' channel: protected figures, for many read a channel. */
export async function deliverMondayFigures(to: Delivery, day: string): Promise<JobResult> {
  const { leads } = to.channels;
  const monday = startOfDay(day);
  if (leads === undefined || monday === null || !(await to.line.settings()).mondayFigures) return DONE;
  const glance = await glanceAt(to.line, textsOfStaff(), lastWeek(monday), 'sharing');
  return glance === null ? DONE : bringPost(to, weekPost(to, { day, leads, glance }));
}

function weekPost(
  to: Delivery,
  { day, leads, glance }: { day: string; leads: string; glance: Glance },
): PostSpec<Glance> {
  const text = sentencesOf(glance);
  return {
    wanted: { kind: 'monday', key: day },
    read: async () => glance,
    place: async () => ({ ok: true, value: { channel: leads } }),
    find: (post) =>
      findLately(to, post.channel, (message) =>
        post.fileId === null ? message.text === text : (message.files ?? []).some(({ id }) => id === post.fileId),
      ),
    content: async () =>
      glance.chart
        ? { file: { name: words('monday.chart_file'), bytes: await glance.chart.draw(), comment: text } }
        : { message: { text } },
  };
}

function sentencesOf({ period, sentences }: Glance): string {
  const said = sentences.filter((_, nth) => nth < SENTENCES).map((one) => escapeText(one));
  return [words('monday.title', { period: escapeText(period) }), said.join(' '), words('monday.protected')].join('\n');
}
