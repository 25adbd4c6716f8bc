import type { Values } from '../blocks/surface.ts';
import type { View } from '../wire/contract.ts';

/** The state of a view with what was typed since: the fields it has now, and no others. */
export function heldIn({ state }: Pick<View, 'state'>, typed: Values): Values {
  const blocks = Object.entries(state.values).map(([blockId, actions]) => [
    blockId,
    Object.fromEntries(
      Object.entries(actions).map(([actionId, held]) => [actionId, typed[blockId]?.[actionId] ?? held]),
    ),
  ]);
  return Object.fromEntries(blocks) as Values;
}
