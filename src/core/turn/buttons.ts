import { defineButtons, digits, oneOf, page, uuid, word } from '../domain/button.ts';
import { SATISFACTIONS } from '../domain/codes.ts';

/** An item of theirs, whatever it is of. */
export const itemButtons = defineButtons('i', {
  show: [uuid],
  /** Of what was written in it: so many pages before the newest. */
  earlier: [uuid, page],
  add: [uuid],
  withdraw: [uuid],
  serious: [uuid],
  rate: [uuid, oneOf(SATISFACTIONS)],
  /** Whether their words may be quoted. */
  quote: [uuid, oneOf(['yes', 'no'])],
});

/** The neutral notice, what it opens, and what is done with what was opened. */
export const newsButtons = defineButtons('n', {
  open: [],
  ask: [],
  later: [],
  no: [],
  show: [],
  item: [uuid],
  close: [],
  noted: [],
  mine: [],
});

/** A text that is spoken: heard from then on, by the ids of its recordings; or read alone again. */
export const voiceButtons = defineButtons('v', { hear: [word], stop: [] });

/** An anonymous item by its receipt, so that nothing of it is kept until somebody writes. */
export const receiptButtons = defineButtons('r', { add: [digits(16)] });
