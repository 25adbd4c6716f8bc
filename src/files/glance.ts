import type { FileLanguage } from '../core/domain/languages.ts';
import { startOfDay } from '../core/domain/time/local-time.ts';
import type { SpanOfDays } from '../core/domain/time/spans-of-days.ts';
import type { Texts } from '../core/i18n/texts.ts';
import type { Line } from '../core/line.ts';
import type { Audience } from '../core/reports/document.ts';
import { summaryBesideBefore } from '../core/reports/summary.ts';
import { LIGHT } from './charts/colours.ts';
import { makeInThread } from './making/make-in-thread.ts';
import { saySentence } from './say-figures.ts';
import { tellDocument } from './told/tell-document.ts';

/** What a report of figures says in a message: its headline beside the period before, its first sentences, and one picture of it. */
export type Glance = {
  period: string;
  headline: readonly { name: string; now: string; before: string }[];
  sentences: readonly string[];
  /** PNG; null where there is nothing to draw. `alt`: what it shows, in words. */
  chart: { alt: string; draw(): Promise<Uint8Array> } | null;
};

const WIDTH = 800;

/** The same figures as the summary's of these days and of the period before, for this audience. */
export async function glanceAt(
  line: Line,
  texts: Texts,
  { from, to }: SpanOfDays,
  audience: Audience,
  language: FileLanguage = 'en',
): Promise<Glance | null> {
  const [first, end] = [startOfDay(from), startOfDay(to, 1)];
  if (!first || !end) return null;
  const report = await summaryBesideBefore(line, { from: first, to: end, kind: 'all', audience });
  const told = tellDocument(texts, language, report);
  // A line of one week is a point.
  const chart = told.leading
    .flatMap((table) => table.chart ?? [])
    .find(({ drawing }) => drawing.of === 'bar' || drawing.points.length > 2);
  return {
    period: told.period,
    headline: told.headline.map(({ name, now, compared }) => ({
      ...{ name, now: now.words },
      before: compared[0]?.words ?? '',
    })),
    sentences: report.sections.flatMap(({ sentences }) => sentences).map((one) => saySentence(texts, language, one)),
    chart: chart
      ? {
          alt: chart.alt,
          draw: async () => {
            const drawing = { ...chart.drawing, width: WIDTH, colours: LIGHT, slack: 1 };
            const [drawn] = await makeInThread('charts', { charts: [drawing], pictures: true });
            if (!drawn?.picture) throw new Error('the chart was not drawn');
            return drawn.picture;
          },
        }
      : null,
  };
}
