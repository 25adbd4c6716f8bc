import type { TopLevelSpec } from 'vega-lite';

export const TEXT_SIZE = 12;
export const SMALL_SIZE = 11;
/** From one line of a label to the next. */
export const LINE_HEIGHT = 15;
/** Around a picture, so that no letter touches its edge. */
export const EDGE = 4;

/** A chart in Vega-Lite's words, and how high the whole picture is. */
export type LaidOut = { spec: TopLevelSpec; height: number };

/** What is laid out already: a place in pixels. */
export const placed = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null }) as const;
