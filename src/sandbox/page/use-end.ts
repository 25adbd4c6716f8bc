import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

type Mark = string | number;

/**
 * Keeps a list at its end while somebody looks at its end; else `below` says that something came. `last` marks the newest entry and
 * grows with each, `sent` changes with what one sent oneself. Within `nearPx` of its end a list counts as read to its end.
 */
export function useEnd({ last, sent, nearPx }: { last: Mark; sent: Mark; nearPx: number }) {
  const box = useRef<HTMLDivElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  const [below, setBelow] = useState(false);
  const toEnd = () => {
    atEnd.current = true;
    setBelow(false);
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  const before = useRef(last);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    // What was last may also have gone.
    else if (last > before.current) setBelow(true);
    before.current = last;
  }, [last]);
  useLayoutEffect(toEnd, [sent]);
  // A card grows when it is edited, and the list shrinks when the window does.
  useEffect(() => {
    const watcher = new ResizeObserver(() => atEnd.current && toEnd());
    if (box.current) watcher.observe(box.current);
    if (inside.current) watcher.observe(inside.current);
    return () => watcher.disconnect();
  }, []);
  const onScroll = () => {
    const list = box.current;
    // A list that is not shown has no place to be at.
    if (!list || list.clientHeight === 0) return;
    const near = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
    // Away from the end is only who went up: what came meanwhile makes the way longer too.
    if (near || list.scrollTop < top.current) atEnd.current = near;
    top.current = list.scrollTop;
    if (near) setBelow(false);
  };
  return { box, inside, below, toEnd, onScroll };
}
