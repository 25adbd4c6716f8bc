import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ChartDrawing, Mark } from '../../../src/files/charts/chart-drawing.ts';
import { BY_SCHEME, LIGHT } from '../../../src/files/charts/colours.ts';
import { makeInThread } from '../../../src/files/making/make-in-thread.ts';

const mark = (value: number | null, words = String(value)): Mark => ({ value, words });

const bars = (over: Partial<ChartDrawing> = {}): ChartDrawing => ({
  of: 'bar',
  width: 520,
  points: [
    { label: 'Zveçan', now: mark(120), before: mark(90) },
    { label: 'Đurđevdanska ulica, šuma, žito', now: mark(35), before: mark(null, 'premalo') },
    { label: 'Северна Митровица', now: mark(null, 'премало'), before: mark(10) },
    { label: 'Tjetër', now: mark(0), before: mark(null, '–') },
  ],
  legend: { now: 'ky tremujor', before: 'tremujori i mëparshëm' },
  ticks: [],
  colours: LIGHT,
  slack: 1,
  ...over,
});

const line = (values: (number | null)[], over: Partial<ChartDrawing> = {}): ChartDrawing =>
  bars({
    of: 'line',
    points: values.map((value, nth) => ({
      label: `${nth + 1}.3.`,
      now: mark(value, value === null ? 'premalo' : String(value)),
      before: null,
    })),
    legend: null,
    ticks: [0, 50, 100].map((value) => ({ value, words: String(value) })),
    ...over,
  });

const draw = async (chart: ChartDrawing, pictures = false) => {
  const [drawn] = await makeInThread('charts', { charts: [chart], pictures });
  if (!drawn) throw new Error('nothing was drawn');
  return drawn;
};

/** The words of a picture as they are drawn, line after line. */
const wordsIn = (svg: string) =>
  [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text = '']) => text).join(' ');
const drawnWhole = (svg: string, words: string) =>
  expect(wordsIn(svg).replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));

describe('a chart of bars', () => {
  it('says every group, every number and what the colours are', async () => {
    const { svg } = await draw(bars());
    for (const words of ['Zveçan', 'Северна Митровица', '120', '90', '35', 'ky tremujor', 'tremujori i mëparshëm'])
      drawnWhole(svg, words);
  });

  it('has a word where a number may not be shown, and no bar', async () => {
    const { svg } = await draw(bars());
    drawnWhole(svg, 'premalo');
    drawnWhole(svg, 'премало');
    // 120, 90, 35 and 10: a bar of nothing has no width, and a gap has none at all.
    const bar = /<path[^>]* d="M0,[\d.]+h([\d.]+)v13h/g;
    expect([...svg.matchAll(bar)].map(([, width]) => Math.round(Number(width)))).toEqual([261, 196, 76, 22]);
  });

  it('writes a label of three hundred letters whole, in lines that do not run into the bars', async () => {
    const long = 'Njëmijëfjalëpashkëputjeqësjanëfjalëfare '.repeat(8).trim();
    const { svg, height } = await draw(bars({ points: [{ label: long, now: mark(1), before: null }], legend: null }));
    drawnWhole(svg, long);
    expect(height).toBeGreaterThan(100);
  });

  it('keeps two groups of the same name apart', async () => {
    const two = [5, 7].map((value) => ({ label: 'Drugo', now: mark(value), before: null }));
    expect((await draw(bars({ points: two, legend: null }))).svg.match(/Drugo/g)).toHaveLength(2);
  });

  it('shows as words what somebody wrote as markup or as an expression', async () => {
    const label = `<script>alert(1)</script> & 'datum' "x" \\ \${1}`;
    const { svg } = await draw(bars({ points: [{ label, now: mark(1, '<b>'), before: null }], legend: null }));
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('<b>');
    expect(svg).toContain('&amp;');
  });
});

describe('a chart of a line', () => {
  it('breaks at a gap, says there why, and goes on', async () => {
    const { svg } = await draw(line([40, 55, null, 70, 65]));
    drawnWhole(svg, 'premalo');
    const lines = [...svg.matchAll(/mark-line[\s\S]*?<\/g>/g)].flatMap(([group]) => group.match(/ d="M/g) ?? []);
    expect(lines).toHaveLength(2);
    expect(svg.match(/premalo/g)).toHaveLength(1);
  });

  it('names only as many of its days as have room', async () => {
    const { svg } = await draw(line(Array.from({ length: 60 }, (_, nth) => nth)));
    const named = [...svg.matchAll(/>(\d+\.3\.)</g)].length;
    expect(named).toBeGreaterThan(5);
    expect(named).toBeLessThan(25);
  });

  it.each([[[]], [[7]], [[null]], [[0, 0, 0]]])('is drawn of %j too', async (values) => {
    expect((await draw(line(values as (number | null)[]))).svg).toMatch(/^<svg /);
  });
});

describe('every chart', () => {
  it('is the same to the byte each time, names nothing outside of itself, and takes its colours from where it stands', async () => {
    const [first, second] = await makeInThread('charts', {
      charts: [bars({ colours: BY_SCHEME }), bars({ colours: BY_SCHEME })],
      pictures: false,
    });
    expect(second?.svg).toBe(first?.svg);
    expect(first?.svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|url\(/);
    expect(first?.svg).toContain('var(--now)');
    expect(first?.svg).not.toMatch(/#[0-9a-f]{6}/i);
  });

  it('has its words in the picture as well: the font is found', async () => {
    const { picture } = await draw(
      bars({ points: [{ label: 'Ђурђиц', now: mark(0), before: null }], legend: null }),
      true,
    );
    const { data, info } = await sharp(picture ?? new Uint8Array())
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const dark = data.filter((value) => value < 100).length;
    expect(info.width).toBe(1040);
    expect(dark).toBeGreaterThan(150);
  });
});
