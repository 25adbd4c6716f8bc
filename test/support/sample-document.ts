import type { Breakdown, FigureName } from '../../src/core/domain/figures/figures.ts';
import type { Audience, Compared, FigureTable, ReportDocument, Value } from '../../src/core/reports/document.ts';

const compared = (now: Value, before: Value = null, yearAgo: Value = null, beginning: Value = now): Compared => ({
  now,
  before,
  yearAgo,
  beginning,
});

/** Five thousand invented items of a quarter, by hand: each kind of table, chart and gap that a report may have. */
export function sampleDocument(over: Partial<ReportDocument> & { audience?: Audience } = {}): ReportDocument {
  const sections: ReportDocument['sections'] = [
    {
      name: 'volume',
      sentences: [
        {
          key: 'figures:sentence.received_more',
          values: { count: { of: 'number', value: 4985 }, before: { of: 'figure', figure: 'received', value: 4410 } },
        },
        {
          key: 'figures:sentence.most_type',
          values: {
            label: { of: 'label', key: 'codes:feedback_type.complaint' },
            share: { of: 'figure', figure: 'loop_closed_rate', value: 0.33 },
          },
        },
      ],
      tables: [
        tableOf('volumes_by_month', 'month', ['received'], MONTHS, { of: 'line', figure: 'received' }),
        tableOf('volumes_by_week', 'week', ['received'], WEEKS, { of: 'line', figure: 'received' }),
        tableOf('volumes_by_type', 'type', ['received'], TYPES, { of: 'bar', figure: 'received' }),
        tableOf('volumes_by_sector', 'sector', ['received', 'answered'], SECTORS, { of: 'bar', figure: 'received' }),
      ],
    },
    {
      name: 'answers',
      sentences: [],
      tables: [
        tableOf(
          'times_by_municipality',
          'municipality',
          ['received', 'answered', 'first_response_median_hours', 'loop_closed_rate'],
          TOWNS,
          { of: 'bar', figure: 'first_response_median_hours' },
        ),
        tableOf('times_by_community', 'gender_community', ['received', 'loop_closed_rate'], CROSSED, null),
      ],
    },
  ];
  return {
    name: 'summary',
    audience: 'sharing',
    kind: 'all',
    period: { from: '2026-07-01', to: '2026-09-30' },
    compared: {
      before: { from: '2026-04-01', to: '2026-06-30' },
      yearAgo: { from: '2025-07-01', to: '2025-09-30' },
      beginning: { from: '2025-02-03', to: '2026-09-30' },
    },
    madeAt: new Date('2026-10-05T08:30:00Z'),
    headline: [
      { figure: 'received', value: compared(4985, 4410, 3120, 21875) },
      { figure: 'answered', value: compared(4610, 4205, 2890, 20110) },
      { figure: 'first_response_median_hours', value: compared(31.5, 44, 60, 48) },
      { figure: 'loop_closed_rate', value: compared(0.71, 0.64, 'not_measured', 0.6) },
      { figure: 'approved_eur', value: compared(18_500_000, 12_300_000, 'few', 91_200_000) },
    ],
    targets: [
      { figure: 'loop_closed_rate', target: 0.8, value: compared(0.71, 0.64, 'not_measured', 0.6) },
      { figure: 'approved_eur', target: 100_000_000, value: compared(18_500_000, 12_300_000, 'few', 91_200_000) },
    ],
    sections,
    everything: sections.flatMap(({ tables }) => tables),
    sensitive: [],
    quotations: [
      {
        original: 'Uji erdhi prapë, faleminderit që na thirrët <edhe & të dielën>.',
        language: 'sq',
        translations: {
          en: 'The water is back, thank you for calling us <on a & Sunday too>.',
          'sr-Latn': 'Voda je ponovo došla, hvala što ste nas zvali i nedeljom.',
        },
        topics: ['codes:sector.public_services'],
      },
      {
        original: 'Ђурђица нам је објаснила шта још треба за пријаву.',
        language: 'sr-Cyrl',
        translations: {
          en: 'Đurđica explained what else the application needs.',
          sq: 'Gjurgjica na tregoi çka duhet ende.',
        },
        topics: ['codes:sector.jobs_and_business', 'codes:agency.UNDP'],
      },
    ],
    notes: [
      { key: 'figures:note.sharing', values: {} },
      { key: 'figures:note.cohort', values: {} },
    ],
    ...over,
  };
}

type Rows = readonly (readonly [groups: readonly string[], ...cells: Compared[]])[];

function tableOf(
  name: string,
  breakdown: Breakdown,
  figures: readonly FigureName[],
  rows: Rows,
  chart: FigureTable['chart'],
): FigureTable {
  return { name, breakdown, figures, chart, rows: rows.map(([groups, ...cells]) => ({ groups, cells })) };
}

const MONTHS: Rows = [
  [['2026-07-01'], compared(1630)],
  [['2026-08-01'], compared(1245)],
  [['2026-09-01'], compared(2110)],
];
const WEEKS: Rows = [
  '06-29',
  '07-06',
  '07-13',
  '07-20',
  '07-27',
  '08-03',
  '08-10',
  '08-17',
  '08-24',
  '08-31',
  '09-07',
  '09-14',
  '09-21',
  '09-28',
].map((start, nth): Rows[number] => [
  [`2026-${start}`],
  compared(nth === 6 || nth === 7 ? 'few' : 300 + ((nth * 137) % 210)),
]);
const TYPES: Rows = [
  [['all'], compared(4985, 4410, 3120, 21875)],
  [['question'], compared(1610, 1505, 900, 7000)],
  [['request'], compared(1220, 1140, 820, 5400)],
  [['suggestion'], compared(305, 290, 210, 1600)],
  [['appreciation'], compared(140, 95, 'few', 620)],
  [['complaint'], compared(1650, 1330, 1100, 7100)],
  [['rumour'], compared(60, 50, 'few', 155)],
];
const SECTORS: Rows = [
  [['all'], compared(4985, 4410), compared(4610, 4205)],
  [['social_protection'], compared(1105, 900), compared(1000, 870)],
  [['health'], compared(640, 655), compared(610, 640)],
  [['education'], compared(420, 300), compared(400, 290)],
  [['jobs_and_business'], compared(980, 1010), compared(900, 940)],
  [['public_services'], compared(1520, 1250), compared(1400, 1210)],
  [['rights_and_safety'], compared(175, 170), compared(165, 160)],
  [['training'], compared(95, 85), compared(90, 70)],
  [['this_project'], compared('few', 20), compared('few', 15)],
  [['other'], compared(50, 20), compared(45, 10)],
];
const TOWNS: Rows = [
  [['all'], compared(4985, 4410), compared(4610, 4205), compared(31.5, 44), compared(0.71, 0.64)],
  [['zvecan'], compared(610, 540), compared(560, 520), compared(52, 60), compared(0.58, 0.55)],
  [['mitrovica_north'], compared(1875, 1620), compared(1790, 1600), compared(28, 40), compared(0.74, 0.66)],
  [['mitrovica_south'], compared(2440, 2190), compared(2210, 2030), compared(30, 43), compared(0.73, 0.65)],
  [['elsewhere'], compared(60, 60), compared(50, 55), compared('few', 'not_measured'), compared('few', 'few')],
];
const COMMUNITIES = [
  'albanian',
  'serb',
  'roma',
  'ashkali',
  'egyptian',
  'bosniak',
  'gorani',
  'turk',
  'other',
  'not_given',
];
const CROSSED: Rows = ['woman', 'man'].flatMap((gender, half) =>
  COMMUNITIES.map((community, nth): Rows[number] => [
    [gender, community],
    compared(nth > 5 && half === 1 ? 'few' : Math.max(5, 900 - nth * 160 - half * 60), 55 + nth * 5),
    compared(nth > 3 ? 'few' : 0.7 - nth * 0.06, nth > 4 ? 'few' : 0.6),
  ]),
);

/** By how many items there are. */
export const sampleOf = (items: 0 | 12 | 5000, over: Partial<ReportDocument> = {}): ReportDocument => ({
  ...{ 0: emptyDocument, 12: smallDocument, 5000: sampleDocument }[items](),
  ...over,
});

/** A line that nobody wrote to yet: a new one, or a period in the future. */
export const emptyDocument = (): ReportDocument => {
  const full = sampleDocument();
  const none = (table: FigureTable): FigureTable => ({
    ...table,
    rows: table.rows
      .filter(({ groups }) => groups.includes('all'))
      .map(({ groups, cells }) => ({ groups, cells: cells.map(() => compared(0, 0, null, 0)) })),
  });
  const sections = full.sections.map((section) => ({ ...section, sentences: [], tables: section.tables.map(none) }));
  return {
    ...full,
    compared: { ...full.compared, beginning: null },
    headline: full.headline.map(({ figure }) => ({
      figure,
      value: figure === 'received' || figure === 'answered' ? compared(0, 0, 0, 0) : compared(null),
    })),
    targets: [],
    sections,
    everything: sections.flatMap(({ tables }) => tables),
    quotations: [],
  };
};

/** Twelve items, to be shared: nearly everything is zero, five or ten, and much may not be shown. */
export const smallDocument = (): ReportDocument => {
  const full = sampleDocument();
  const little = (value: Value, nth: number): Value =>
    typeof value === 'number' ? ([10, 5, 0, 5][nth % 4] ?? 0) : value;
  const small = (table: FigureTable): FigureTable => ({
    ...table,
    rows: table.rows.map(({ groups, cells }, nth) => ({
      groups,
      cells: cells.map((cell, place) =>
        place < 2 && table.figures[place] !== 'loop_closed_rate'
          ? compared(little(cell.now, nth), null)
          : compared('few'),
      ),
    })),
  });
  const sections = full.sections.map((section) => ({ ...section, sentences: [], tables: section.tables.map(small) }));
  return {
    ...full,
    headline: full.headline.map(({ figure }, nth) => ({
      figure,
      value: nth < 2 ? compared(10, null, null, 10) : compared('few'),
    })),
    sections,
    everything: sections.flatMap(({ tables }) => tables),
    quotations: [],
  };
};
