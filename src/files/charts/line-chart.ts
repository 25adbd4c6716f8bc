import type { FontFace } from '../font.ts';
import type { ChartDrawing } from './chart-drawing.ts';
import { EDGE, type LaidOut, placed, SMALL_SIZE } from './laid-out.ts';

const PLOT_HEIGHT = 170;
const PADDING = 8;
const DATES_HEIGHT = 22;
/** Over the highest point, for its number. */
const OVER = 20;

type Point = { x: number; value: number; words: string; run: number };
type Word = { x: number; words: string };

/** A line over time. Where there is no number it breaks, a ring on the ground shows the place, and a word says why. */
export function lineChart({ points, ticks, width, colours, slack }: ChartDrawing, font: FontFace): LaidOut {
  const widthOf = (text: string) => font.widthOf(text) * SMALL_SIZE * slack;
  // Half of the first and of the last date stands beside the plot.
  const [first, last] = [points[0], points.at(-1)].map((point) => widthOf(point?.label ?? '') / 2);
  const scale = Math.max(0, ...ticks.map(({ words }) => widthOf(words))) + PADDING;
  const left = EDGE + Math.ceil(Math.max(scale, first ?? 0));
  const right = EDGE + Math.ceil(Math.max(12, last ?? 0));
  const plot = width - left - right;
  const x = (place: number) => (points.length < 2 ? plot / 2 : (place * plot) / (points.length - 1));
  const known: Point[] = [];
  const gaps: Word[] = [];
  let run = 0;
  for (const [place, { now }] of points.entries()) {
    if (now.value !== null) known.push({ x: x(place), value: now.value, words: now.words, run });
    else {
      run += 1;
      gaps.push({ x: x(place), words: now.words });
    }
  }
  const most = Math.max(...ticks.map(({ value }) => value), ...known.map(({ value }) => value), 0) || 1;
  const height = { domain: [0, most], range: [PLOT_HEIGHT, 0] };
  const y = { field: 'value', type: 'quantitative', scale: height, axis: null } as const;
  const dates = withRoom(
    points.map(({ label }, place) => ({ x: x(place), words: label })),
    widthOf,
    14,
  );
  const numbers = withRoom(
    known.filter((point, nth) => isTurn(known, nth) || known.length <= 13 || point.value === most),
    widthOf,
    4,
    // A number over the first point does not run into those of the lines across.
  ).map((point) => ({ ...point, at: Math.max(point.x, widthOf(point.words) / 2 - PADDING / 2) }));
  const words = withRoom(middles(gaps, points.length < 2 ? plot : plot / (points.length - 1)), widthOf, 4);
  const text = (values: readonly Word[], at: number) =>
    ({
      data: { values: [...values] },
      mark: { type: 'text', baseline: 'middle', fontSize: SMALL_SIZE },
      encoding: {
        x: placed('x'),
        y: { value: at },
        text: { field: 'words' },
        color: { value: colours.quiet },
      },
    }) as const;
  return {
    height: EDGE + OVER + PLOT_HEIGHT + DATES_HEIGHT + EDGE,
    spec: {
      width: plot,
      height: PLOT_HEIGHT,
      autosize: { type: 'none' },
      padding: { left, right, top: EDGE + OVER, bottom: DATES_HEIGHT + EDGE },
      data: { values: [] },
      layer: [
        {
          data: { values: [...ticks] },
          mark: { type: 'rule', color: colours.grid },
          encoding: { x: { value: 0 }, x2: { value: plot }, y },
        },
        {
          data: { values: [...ticks] },
          mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: SMALL_SIZE },
          encoding: { x: { value: -PADDING }, y, text: { field: 'words' }, color: { value: colours.quiet } },
        },
        text(dates, PLOT_HEIGHT + DATES_HEIGHT / 2 + 3),
        {
          data: { values: known },
          mark: { type: 'line', strokeWidth: 2, color: colours.now },
          encoding: { x: placed('x'), y, detail: { field: 'run', type: 'nominal' } },
        },
        {
          data: { values: known },
          mark: { type: 'point', filled: true, opacity: 1, size: known.length > 40 ? 12 : 30, color: colours.now },
          encoding: { x: placed('x'), y },
        },
        {
          data: { values: gaps },
          mark: { type: 'point', filled: false, opacity: 1, size: 30, color: colours.quiet },
          encoding: { x: placed('x'), y: { value: PLOT_HEIGHT } },
        },
        text(words, PLOT_HEIGHT - 12),
        // Where the line runs through a number, the number is read.
        ...[{ stroke: colours.paper, strokeWidth: 3 }, {}].map(
          (edge) =>
            ({
              data: { values: numbers },
              mark: { type: 'text', baseline: 'bottom', dy: -6, fontSize: SMALL_SIZE, ...edge },
              encoding: { x: placed('at'), y, text: { field: 'words' }, color: { value: colours.ink } },
            }) as const,
        ),
      ],
    },
  };
}

/** The highest, the lowest and the last: of many numbers those that are read. */
function isTurn(points: readonly Point[], nth: number): boolean {
  const values = points.map(({ value }) => value);
  const { value } = points[nth] ?? { value: 0 };
  const first = values.indexOf(value) === nth;
  return nth === points.length - 1 || (first && (value === Math.max(...values) || value === Math.min(...values)));
}

/** One word over gaps that follow each other for the same reason. */
function middles(gaps: readonly Word[], step: number): Word[] {
  const runs: Word[][] = [];
  for (const gap of gaps) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last && before && before.words === gap.words && gap.x - before.x < step * 1.5) last.push(gap);
    else runs.push([gap]);
  }
  return runs.map((run) => ({ words: run[0]?.words ?? '', x: ((run[0]?.x ?? 0) + (run.at(-1)?.x ?? 0)) / 2 }));
}

/** From the last one back, since that is the one looked for first: those that do not run into the next. */
function withRoom<Kind extends Word>(words: readonly Kind[], widthOf: (text: string) => number, apart: number): Kind[] {
  const kept: Kind[] = [];
  let free = Number.POSITIVE_INFINITY;
  for (const word of words.toReversed()) {
    const half = widthOf(word.words) / 2;
    if (word.x + half > free) continue;
    kept.push(word);
    free = word.x - half - apart;
  }
  return kept.toReversed();
}
