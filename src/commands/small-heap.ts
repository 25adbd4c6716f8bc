import { setFlagsFromString } from 'node:v8';

/**
 * For a command that reads very much and keeps little of it: V8 would let what is left of the rows lie until the heap has grown far beyond it.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
}
