import type { Person } from '../wire/contract.ts';
import type { Channel } from './places.ts';

/** Who looks, and what they know: passed to every part of the workspace. */
export type Desk = { user: string; people: Person[]; channels: Channel[]; showKeys: boolean; now: Date };

export const nameOf = (people: readonly Person[], id: string): string =>
  people.find((one) => one.id === id)?.name ?? id;
