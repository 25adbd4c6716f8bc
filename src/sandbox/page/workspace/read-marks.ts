import { useEffect, useState } from 'preact/hooks';

const KEPT = 'ws-read';
const listeners = new Set<() => void>();

function kept(): Record<string, string> {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Record<string, string>) : {};
  } catch {
    return {};
  }
}

export const readUntil = (user: string, place: string): string => kept()[`${user} ${place}`] ?? '';

/** Until when this person has read in this channel or thread; kept while the tab is open. */
export function useReadMarks(user: string) {
  const [marks, setMarks] = useState(kept);
  useEffect(() => {
    const look = () => setMarks(kept());
    listeners.add(look);
    return () => void listeners.delete(look);
  }, []);
  return {
    unread: (place: string, newest: string | null) => newest !== null && newest > (marks[`${user} ${place}`] ?? ''),
  };
}

/** Marks everything in a place as read up to here. */
export function markRead(user: string, place: string, newest: string): void {
  const marks = kept();
  const key = `${user} ${place}`;
  if ((marks[key] ?? '') >= newest) return;
  sessionStorage.setItem(KEPT, JSON.stringify({ ...marks, [key]: newest }));
  for (const tell of listeners) tell();
}
