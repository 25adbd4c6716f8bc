import type { Compared, FigureTable, ReportDocument, Value } from '../../src/core/reports/document.ts';

const compared = (now: Value, scale: number): Compared => {
  const then = (share: number): Value =>
    typeof now === 'number' ? Math.round(now * share * scale * 10) / (scale * 10) : now;
  return { now, before: then(0.8), yearAgo: then(0.5), beginning: then(4) };
};

/** Counts of about so many items, a share, hours and euro cents, in words of invented groups. */
function tableOf(
  items: number,
  breakdown: FigureTable['breakdown'],
  codes: readonly string[],
  of: 'bar' | 'line' = 'bar',
): FigureTable {
  const part = (index: number): Value => {
    const count = Math.round((items / codes.length / 5) * (1 + (index % 3) / 2)) * 5;
    return count === 0 && items > 0 ? 'few' : count;
  };
  return {
    name: breakdown,
    breakdown,
    figures: ['received', 'answered', 'first_response_median_hours', 'loop_closed_rate', 'approved_eur'],
    rows: codes.map((code, index) => {
      const count = part(index);
      const counted = typeof count === 'number' && count > 0;
      return {
        groups: [code],
        cells: [
          compared(count, 1),
          compared(typeof count === 'number' ? Math.floor(count / 10) * 5 : count, 1),
          compared(counted ? 26.5 + index * 12 : null, 10),
          compared(counted ? 0.62 + index / 100 : 'few', 100),
          compared(breakdown === 'total' && items > 0 ? items * 100_000 : null, 1),
        ],
      };
    }),
    chart: breakdown === 'total' ? null : { of, figure: 'received' },
  };
}

/** A report as people read it, made by hand, of about so many items. */
export function sampleDocument(items: number, change: Partial<ReportDocument> = {}): ReportDocument {
  const total = tableOf(items, 'total', ['all']);
  const place = tableOf(items, 'municipality', [
    'zvecan',
    'mitrovica_north',
    'mitrovica_south',
    'elsewhere',
    'not_given',
  ]);
  const sector = tableOf(items, 'sector', [
    'social_protection',
    'health',
    'education',
    'jobs_and_business',
    'public_services',
  ]);
  const weeks = ['2026-07-06', '2026-07-13', '2026-07-20', '2026-07-27', '2026-08-03', '2026-08-10'];
  const time = tableOf(items, 'week', weeks, 'line');
  const [all] = total.rows;
  return {
    name: 'summary',
    audience: 'sharing',
    kind: 'all',
    period: { from: '2026-07-01', to: '2026-09-30' },
    compared: {
      before: { from: '2026-04-01', to: '2026-06-30' },
      yearAgo: { from: '2025-07-01', to: '2025-09-30' },
      beginning: items > 0 ? { from: '2025-02-03', to: '2026-09-30' } : null,
    },
    madeAt: new Date('2026-10-02T09:30:00Z'),
    headline: total.figures.map((figure, index) => ({ figure, value: all?.cells[index] ?? compared(null, 1) })),
    sections: [
      { name: 'volume', sentences: [], tables: [total, place, sector] },
      { name: 'time', sentences: [], tables: [time] },
    ],
    everything: [total, place, sector, time],
    sensitive: [],
    quotations:
      items > 12
        ? [
            {
              original: 'Rruga jonë u ndreq për tri ditë.',
              language: 'sq',
              translations: {
                en: 'Our road was mended in three days.',
                'sr-Latn': 'Naš put je popravljen za tri dana.',
              },
              topics: ['codes:sector.public_services'],
            },
          ]
        : [],
    notes: [],
    ...change,
  };
}
