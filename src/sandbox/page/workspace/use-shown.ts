import { useEffect, useState } from 'preact/hooks';

/** Whether something is on the screen: where there is room for one pane, the others are not. The second is its `ref`. */
export function useShown(): [boolean, (box: HTMLElement | null) => void] {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!box) return setShown(false);
    const watcher = new ResizeObserver(() => setShown(box.clientWidth > 0));
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [box]);
  return [shown, setBox];
}
