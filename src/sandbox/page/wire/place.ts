import { useEffect, useState } from 'preact/hooks';

const KEPT = 'ws-place';
const listeners = new Set<(place: string) => void>();

/** Opens a place of the workspace: a channel or Home. */
export function goTo(place: string): void {
  sessionStorage.setItem(KEPT, place);
  for (const tell of listeners) tell(place);
}

/** Where one is in the workspace; kept while the tab is open, also when somebody else does not see it. */
export function usePlace(): string {
  const [place, setPlace] = useState(() => sessionStorage.getItem(KEPT) ?? '');
  useEffect(() => {
    listeners.add(setPlace);
    return () => void listeners.delete(setPlace);
  }, []);
  return place;
}
