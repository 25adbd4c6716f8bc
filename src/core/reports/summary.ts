import type { ReportPeriod } from '../../db/queries/reports/line-list.ts';
import { ALL, FIGURES, type FigureName } from '../domain/figures/figures.ts';
import { EXACTLY, mayShare, type Showing, toShare } from '../domain/figures/protect.ts';
import type { Draw } from '../domain/figures/round-randomly.ts';
import { TARGET_FIGURES } from '../domain/figures/targets.ts';
import { localParts } from '../domain/time/local-time.ts';
import type { Line } from '../line.ts';
import type { Audience, FigureTable, ReportDocument, Sentence } from './document.ts';
import { type Beside, readFigures, type Stands } from './figures/read-figures.ts';
import { sectionsOf } from './figures/write-sections.ts';
import { readQuotations } from './quotations.ts';
import type { ReportOf } from './report.ts';
import { type SensitiveTotal, sensitiveTotals } from './sensitive-totals.ts';
import { summaryTable } from './summary-table.ts';

/** The five that stand first. */
const HEADLINE = [
  'received',
  'answered_rate',
  'first_response_median_hours',
  'loop_closed_rate',
  'satisfaction_rate',
] as const satisfies FigureName[];

/** The figures of a period, protected for sharing or exact for the leads' own work. Sensitive items are in none, but for one total of their own. */
export const summary = {
  name: 'summary',
  rule: 'export',
  holds: 'figures',
  of: 'period',
  document: (line, period) => writeSummary(line, period, 'all'),
  read: async (line, period) => summaryTable(await writeSummary(line, period, 'all')),
} as const satisfies ReportOf<'period'>;

type OfPeriod = ReportPeriod & { audience: Audience };

/** For a message: the same figures beside the period before alone, for which nothing older is read. */
export const summaryBesideBefore = (line: Line, period: OfPeriod): Promise<ReportDocument> =>
  writeSummary(line, period, 'before');

async function writeSummary(
  line: Line,
  { from, to, kind, audience }: OfPeriod,
  beside: Beside,
): Promise<ReportDocument> {
  const madeAt = line.now();
  const period = { from: localParts(from).day, to: localParts(new Date(to.getTime() - 1)).day };
  const showing = showingFor(line, audience);
  const stands: Stands = (figure, breakdown) => audience === 'internal' || mayShare(figure, breakdown, kind);
  const { compared, tables } = await readFigures(line, { period, kind, showing, stands, beside });
  const { targets } = await line.settings();
  const sensitive = await sensitiveTotals(line, { from, to });
  return {
    name: 'summary',
    audience,
    kind,
    period,
    compared,
    madeAt,
    headline: HEADLINE.map((figure) => ({ figure, value: ofAll(tables, figure) })),
    targets: TARGET_FIGURES.flatMap((figure) => {
      const target = targets[figure];
      return target === undefined ? [] : [{ figure, target: inUnit(figure, target), value: ofAll(tables, figure) }];
    }),
    sections: sectionsOf(tables, audience),
    everything: tables,
    quotations: await readQuotations(line, { from, to, kind }),
    sensitive,
    notes: [
      ...notesOf(audience, from > madeAt ? 'not_begun' : to > madeAt ? 'running' : 'over'),
      ...sensitive.map(sensitiveNote),
    ],
  };
}

const ofAll = (tables: readonly FigureTable[], figure: FigureName) => {
  const total = tables.find(({ breakdown }) => breakdown === 'total');
  const row = total?.rows.find(({ groups }) => groups[0] === ALL);
  return (
    row?.cells[total?.figures.indexOf(figure) ?? -1] ?? { now: null, before: null, yearAgo: null, beginning: null }
  );
};

/** As leads write it: of a hundred, in hours, in euro, or a number. */
function inUnit(figure: FigureName, target: number): number {
  const { unit } = FIGURES[figure];
  if (unit === 'money') return Math.round(target * 100);
  return unit === 'share' ? target / 100 : target;
}

/** Many cells of a file are of the same items: each is drawn once. */
function showingFor(line: Line, audience: Audience): Showing {
  if (audience === 'internal') return EXACTLY;
  const drawn = new Map<string, Draw>();
  return toShare((sum) => {
    const draw = drawn.get(sum) ?? line.keyring.drawOf(sum);
    drawn.set(sum, draw);
    return draw;
  });
}

const sensitiveNote = ({ quarter, rounded }: SensitiveTotal): Sentence => ({
  key: 'figures:note.sensitive_total',
  values: { quarter: { of: 'quarter', quarter }, rounded: { of: 'number', value: rounded } },
});

function notesOf(audience: Audience, period: 'not_begun' | 'running' | 'over'): Sentence[] {
  const note = (name: string): Sentence => ({ key: `figures:note.${name}`, values: {} });
  return [
    note(audience),
    note('cohort'),
    ...(period === 'not_begun' ? [note('not_begun')] : period === 'running' ? [note('running')] : []),
    note('items'),
    note('by_kind'),
    note('communities'),
    note(audience === 'internal' ? 'times' : 'times_rounded'),
    note('sensitive'),
  ];
}
