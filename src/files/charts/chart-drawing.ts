/** What is drawn at one place: its length or height, and the words beside it. `value` null: a gap, and the words say why. */
export type Mark = { value: number | null; words: string };

/** A chart with all its words, ready to be drawn: whoever draws it knows no figure, language or way to write a number. */
export type ChartDrawing = {
  of: 'bar' | 'line';
  /** In pixels, of the whole picture. */
  width: number;
  points: readonly { label: string; now: Mark; before: Mark | null }[];
  /** What the two colours of the bars are; null where there is one. */
  legend: { now: string; before: string } | null;
  /** Where the lines across are, from zero up, the last above every value. Bars have none: each has its number beside it. */
  ticks: readonly { value: number; words: string }[];
  colours: ChartColours;
  /** How much wider than Noto Sans its texts may come out, where it is shown in a font that is not ours: 1 is no wider. */
  slack: number;
};

/** As CSS writes them; `var(--…)` where the picture stands in a page with two schemes. */
export type ChartColours = Record<'paper' | 'ink' | 'quiet' | 'grid' | 'now' | 'before', string>;

/** `picture`: PNG at twice its size, when pictures were asked for. */
export type DrawnChart = { svg: string; width: number; height: number; picture: Uint8Array | null };
