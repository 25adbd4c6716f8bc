import { useEffect, useState } from 'preact/hooks';
import { useFacts } from './live.ts';

const KEPT = 'acting';
const listeners = new Set<(id: string) => void>();

/** As whom one acts in the workspace, kept while the tab is open. Empty until the line said who there is. */
export function useActing(): [string, (id: string) => void] {
  const staff = useFacts()?.staff ?? [];
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(KEPT) ?? '');
  useEffect(() => {
    listeners.add(setChosen);
    return () => void listeners.delete(setChosen);
  }, []);
  const known = staff.some(({ id }) => id === chosen);
  const act = (id: string) => {
    sessionStorage.setItem(KEPT, id);
    for (const tell of listeners) tell(id);
  };
  return [known ? chosen : (staff[0]?.id ?? ''), act];
}
