import { useState } from 'preact/hooks';
import type { Surface, Values } from '../blocks/surface.ts';
import type { Block, Json, View } from '../wire/contract.ts';
import { heldIn } from './held-in.ts';

const KEPT = 'modal-typed';

type Typed = Record<string, Values>;

/** By view; kept while the tab is open, so that neither a reload nor another person's turn loses what was typed. */
function kept(): Typed {
  try {
    return (JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') ?? {}) as Typed;
  } catch {
    return {};
  }
}

function keep(viewId: string, values: Values | null): void {
  const { [viewId]: _before, ...others } = kept();
  sessionStorage.setItem(KEPT, JSON.stringify(values === null ? others : { ...others, [viewId]: values }));
}

/** Forgets what was typed into a view that is gone. */
export const forgetTyped = (viewId: string): void => keep(viewId, null);

/**
 * What the fields of a view hold, and what changes it. What was typed stays while block and action stay, whatever else of the view
 * is drawn anew, as in Slack; a field with another id begins with what the view gives it.
 */
export function useTyped(view: View): [Values, Surface['change']] {
  const [typed, setTyped] = useState<Values>(() => kept()[view.id] ?? {});
  const change = (block: Block, element: Json, held: Json) =>
    setTyped((before) => {
      const blockId = String(block.block_id);
      const after = { ...before, [blockId]: { ...before[blockId], [String(element.action_id)]: held } };
      keep(view.id, after);
      return after;
    });
  return [heldIn(view, typed), change];
}
