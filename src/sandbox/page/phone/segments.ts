import type { Entity } from '../wire/contract.ts';

export type Segment = { text: string; entities: Entity[] };

/** A text cut where an entity begins or ends; offsets count UTF-16 code units, as Telegram's do. */
export function segments(text: string, entities: readonly Entity[] = []): Segment[] {
  const cuts = new Set([0, text.length]);
  for (const { offset, length } of entities) {
    cuts.add(Math.min(offset, text.length));
    cuts.add(Math.min(offset + length, text.length));
  }
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(0, -1).map((from, index) => {
    const to = at[index + 1] as number;
    const over = entities.filter(({ offset, length }) => offset <= from && offset + length >= to);
    return { text: text.slice(from, to), entities: over };
  });
}
