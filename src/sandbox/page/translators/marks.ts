import type { Found } from '../wire/contract.ts';

/** A sign for each state; its word stands beside it. */
export const MARKS: Record<Found['state'], string> = {
  machine: '○',
  reviewed: '✓',
  approved: '✓✓',
  changed: '!',
  source: 'en',
};
