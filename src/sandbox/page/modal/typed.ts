import { useState } from 'preact/hooks';
import type { Surface, Values } from '../blocks/surface.ts';
import type { Block, Json, View } from '../wire/contract.ts';

/** By view. Kept while the tab is open, so that neither a reload nor another person's turn loses what was typed. */
type Typed = Record<string, Values>;

const keyOf = (user: string): string => `modal-typed ${user}`;

function kept(user: string): Typed {
  try {
    return (JSON.parse(sessionStorage.getItem(keyOf(user)) ?? '{}') ?? {}) as Typed;
  } catch {
    return {};
  }
}

const keep = (user: string, typed: Typed): void => sessionStorage.setItem(keyOf(user), JSON.stringify(typed));

/** Forgets what was typed into views that are gone: a line that began anew gives their names to others. */
export function forgetGone(user: string, stack: readonly View[]): void {
  const there = new Set(stack.map(({ id }) => id));
  keep(user, Object.fromEntries(Object.entries(kept(user)).filter(([id]) => there.has(id))));
}

/**
 * What the fields of a view hold, and what changes it. What was typed stays while block and action stay, whatever else of the view
 * is drawn anew, as in Slack; a field with another id begins with what the view gives it.
 */
export function useTyped(user: string, view: View): [Values, Surface['change']] {
  const [typed, setTyped] = useState<Values>(() => kept(user)[view.id] ?? {});
  const change = (block: Block, element: Json, held: Json) =>
    setTyped((before) => {
      const blockId = String(block.block_id);
      const after = { ...before, [blockId]: { ...before[blockId], [String(element.action_id)]: held } };
      keep(user, { ...kept(user), [view.id]: after });
      return after;
    });
  return [heldIn(view, typed), change];
}

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
