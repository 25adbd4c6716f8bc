import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { parse, resetSVGDefIds, textMetrics, View } from 'vega';
import { compile } from 'vega-lite';
import { type FontFace, readFont } from '../font.ts';
import { FONT_NAME, FONTS } from '../fonts.ts';
import { barChart } from './bar-chart.ts';
import type { ChartDrawing, DrawnChart } from './chart-drawing.ts';
import { lineChart } from './line-chart.ts';

declare module 'vega' {
  /** How wide it takes texts to be. Its types leave it out. */
  export const textMetrics: { width: (item: { fontSize?: number }, text: string) => number };
}

let font: FontFace | undefined;

/** Runs in the thread that makes files: the libraries take a moment to load, and a picture some time to draw. */
export async function drawCharts(wanted: {
  charts: readonly ChartDrawing[];
  pictures: boolean;
}): Promise<DrawnChart[]> {
  const drawn: DrawnChart[] = [];
  for (const chart of wanted.charts) drawn.push(await draw(chart, wanted.pictures));
  return drawn;
}

async function draw(chart: ChartDrawing, asPicture: boolean): Promise<DrawnChart> {
  font ??= measuringFont();
  const { spec, height } = chart.of === 'bar' ? barChart(chart, font) : lineChart(chart, font);
  const { spec: compiled } = compile({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...spec,
    background: 'transparent',
    config: { font: FONT_NAME, aria: false, view: { stroke: null }, ...spec.config },
  });
  // Numbered from one again, so that the same chart is the same file.
  resetSVGDefIds();
  const view = new View(parse(compiled), { renderer: 'none', loader: NOTHING });
  const svg = asOnePicture(await view.toSVG());
  view.finalize();
  return { svg, width: chart.width, height, picture: asPicture ? pictureOf(svg) : null };
}

/**
 * The library names each of its groups as a picture of its own, which nobody could be told apart by ear, and an address for links of which there
 * are none. A `<` in a text is written `&lt;`, so that only its own tags begin so.
 */
const asOnePicture = (svg: string): string =>
  svg
    .replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', '')
    .replaceAll(/(<g class="[^"]*") role="[^"]*" aria-roledescription="[^"]*"/g, '$1');

/** A chart holds all that it is made of. */
const refuse = () => Promise.reject(new Error('a chart fetches nothing'));
const NOTHING = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** Without a browser it would guess how wide texts are; the font says it. */
function measuringFont(): FontFace {
  const regular = readFont(readFileSync(FONTS.regular));
  textMetrics.width = ({ fontSize = 11 }, text) => regular.widthOf(String(text ?? '')) * fontSize;
  return regular;
}

/** At twice its size: sharp in print, and on a screen. */
function pictureOf(svg: string): Uint8Array {
  const drawing = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: [FONTS.regular, FONTS.bold], loadSystemFonts: false, defaultFontFamily: FONT_NAME },
  });
  return new Uint8Array(drawing.render().asPng());
}
