import { slack } from '../wire/api.ts';
import type { View } from '../wire/contract.ts';
import { useLive } from '../wire/live.ts';

const NONE: readonly View[] = [];

/** The modals that this person has open, the lowest first; each person has a stack of their own. Null until it was asked for. */
export function useViewStack(user: string): readonly View[] | null {
  const found = useLive<{ user: string; views: readonly View[] }>(
    ['slack', 'facts'],
    (data) => !('where' in data) || data.where === user,
    async () => ({ user, views: user === '' ? NONE : await slack<View[]>('viewStack', user) }),
    [user],
  );
  // What the one before had open is nobody's business now.
  return found?.user === user ? found.views : null;
}
