import { useState } from 'preact/hooks';

/** What is typed but not sent; kept while the tab is open, for each person and place. */
export function useDraft(place: string): [string, (text: string | ((now: string) => string)) => void] {
  const key = `ws-draft ${place}`;
  const [draft, setDraft] = useState(() => sessionStorage.getItem(key) ?? '');
  return [
    draft,
    (next) =>
      setDraft((now) => {
        const text = typeof next === 'string' ? next : next(now);
        if (text === '') sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, text);
        return text;
      }),
  ];
}
