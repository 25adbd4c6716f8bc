import { useEffect, useState } from 'preact/hooks';
import { useFacts } from './live.ts';

const KEPT = 'phones';
const listeners = new Set<(phones: number[]) => void>();

function kept(): number[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(found) ? found.filter((one) => typeof one === 'number') : [];
  } catch {
    return [];
  }
}

export type Phones = {
  /** Whose phone each one is, from left to right. One resident may have two. */
  phones: number[];
  setPhone(index: number, chatId: number): void;
  addPhone(chatId: number): void;
  removePhone(index: number): void;
};

/** The phones on the page, kept while the tab is open. The first sample resident's until one is chosen. */
export function usePhones(): Phones {
  const first = useFacts()?.residents[0]?.chatId;
  const [chosen, setChosen] = useState(kept);
  useEffect(() => {
    listeners.add(setChosen);
    return () => void listeners.delete(setChosen);
  }, []);
  const phones = chosen.length > 0 || first === undefined ? chosen : [first];
  const keep = (now: number[]) => {
    sessionStorage.setItem(KEPT, JSON.stringify(now));
    for (const tell of listeners) tell(now);
  };
  return {
    phones,
    setPhone: (index, chatId) => keep(phones.with(index, chatId)),
    addPhone: (chatId) => keep([...phones, chatId]),
    removePhone: (index) => keep(phones.toSpliced(index, 1)),
  };
}
