import type { ChartColours } from './chart-drawing.ts';

/*
 * The blue of Okabe and Ito (Color Universal Design, 2008) and a pale one: told apart by people with any colour vision, and in grey by their
 * lightness. The pale bar has an edge of the blue, since by itself it stands out too little from white.
 */
const BLUE = '#0072b2';

export const LIGHT: ChartColours = {
  paper: '#ffffff',
  ink: '#1f2a37',
  quiet: '#4b5663',
  grid: '#d5dbe1',
  now: BLUE,
  before: '#cfe6f5',
};

/** For a page that has both: it says in its style what these names are. */
export const BY_SCHEME: ChartColours = {
  paper: 'var(--paper)',
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  grid: 'var(--grid)',
  now: 'var(--now)',
  before: 'var(--before)',
};
