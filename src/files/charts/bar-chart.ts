import type { FontFace } from '../font.ts';
import type { ChartDrawing } from './chart-drawing.ts';
import { EDGE, type LaidOut, LINE_HEIGHT, placed, SMALL_SIZE, TEXT_SIZE } from './laid-out.ts';
import { wrapLabel } from './wrap-label.ts';

const BAR = 14;
const BETWEEN = 9;
const PADDING = 8;
const LEGEND_HEIGHT = 24;
const SQUARE = 11;
/** Of the width: names get no more of it. */
const NAMES = 0.42;

type Bar = { of: 'now' | 'before'; value: number; words: string; top: number; end: number; middle: number };
type Name = { lines: string[]; y: number };

/** Lying bars: a name of any length stands before its own, and the number, or the word where there is none, after it. */
export function barChart({ points, legend, width, colours, slack }: ChartDrawing, font: FontFace): LaidOut {
  const widthOf = (text: string, size: number) => font.widthOf(text) * size * slack;
  const labels = points.map(({ label }) => wrapLabel(label, font, TEXT_SIZE * slack, width * NAMES));
  const left = EDGE + Math.ceil(Math.max(0, ...labels.flat().map((line) => widthOf(line, TEXT_SIZE)))) + PADDING;
  const names: Name[] = [];
  const bars: Bar[] = [];
  let y = legend ? LEGEND_HEIGHT : 0;
  for (const [place, point] of points.entries()) {
    const marks = legend
      ? ([
          ['now', point.now],
          ['before', point.before],
        ] as const)
      : ([['now', point.now]] as const);
    const lines = labels[place] ?? [];
    const row = Math.max(marks.length * BAR, lines.length * LINE_HEIGHT) + BETWEEN;
    const first = y + (row - marks.length * BAR) / 2;
    names.push({ lines, y: y + row / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2 });
    for (const [nth, [of, mark]] of marks.entries()) {
      const top = first + nth * BAR;
      const { value, words } = mark ?? { value: null, words: '' };
      bars.push({ of, value: value ?? 0, words, top, end: top + BAR - 1, middle: top + BAR / 2 });
    }
    y += row;
  }
  const plot = width - left - EDGE;
  const wordsNeed = Math.max(0, ...bars.map(({ words }) => widthOf(words, TEXT_SIZE))) + 2 * PADDING;
  const longest = Math.max(1, plot - wordsNeed);
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const length = { domain: [0, most || 1], range: [0, longest] };
  const x = { field: 'value', type: 'quantitative', scale: length, axis: null } as const;
  const colour = { condition: { test: "datum.of === 'now'", value: colours.ink }, value: colours.quiet };
  const legendAt = legend ? [0, SQUARE + 6 + widthOf(legend.now, SMALL_SIZE) + 20] : [];
  const legends = legendAt.map((at, nth) => ({
    fill: nth === 0 ? colours.now : colours.before,
    words: nth === 0 ? legend?.now : legend?.before,
    from: at,
    to: at + SQUARE,
    words_at: at + SQUARE + 6,
  }));
  return {
    height: EDGE + y + EDGE,
    spec: {
      width: plot,
      height: y,
      autosize: { type: 'none' },
      padding: { left, right: EDGE, top: EDGE, bottom: EDGE },
      data: { values: [] },
      layer: [
        {
          data: { values: names },
          mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: TEXT_SIZE, lineHeight: LINE_HEIGHT },
          encoding: { x: { value: -PADDING }, y: placed('y'), text: { field: 'lines' }, color: { value: colours.ink } },
        },
        {
          data: { values: bars.filter(({ value }) => value > 0) },
          mark: { type: 'rect', stroke: colours.now, strokeWidth: 1 },
          encoding: {
            x,
            x2: { datum: 0 },
            y: placed('top'),
            y2: { field: 'end' },
            fill: { condition: { test: "datum.of === 'now'", value: colours.now }, value: colours.before },
          },
        },
        {
          data: { values: [{ from: legend ? LEGEND_HEIGHT : 0, to: y }] },
          mark: { type: 'rule', color: colours.quiet },
          encoding: { x: { value: 0 }, y: placed('from'), y2: { field: 'to' } },
        },
        {
          data: { values: bars },
          mark: { type: 'text', align: 'left', baseline: 'middle', dx: 6, fontSize: TEXT_SIZE },
          encoding: { x, y: placed('middle'), text: { field: 'words' }, color: colour },
        },
        {
          data: { values: legends },
          mark: { type: 'rect', stroke: colours.now, strokeWidth: 1 },
          encoding: {
            x: placed('from'),
            x2: { field: 'to' },
            y: { value: 0 },
            y2: { value: SQUARE },
            fill: { field: 'fill', type: 'nominal', scale: null },
          },
        },
        {
          data: { values: legends },
          mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: SMALL_SIZE },
          encoding: {
            x: placed('words_at'),
            y: { value: SQUARE / 2 },
            text: { field: 'words' },
            color: { value: colours.ink },
          },
        },
      ],
    },
  };
}
