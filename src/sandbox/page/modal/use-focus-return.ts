import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * When a modal goes, the focus returns to what opened it, unless somebody is somewhere else by then. Done for the whole stack after
 * it was drawn: what lies beneath takes no focus before.
 */
export function useFocusReturn(viewIds: readonly string[]): void {
  const openers = useRef(new Map<string, Element | null>());
  useLayoutEffect(() => {
    const gone = [...openers.current.keys()].filter((id) => !viewIds.includes(id)).reverse();
    for (const id of gone) {
      const opener = openers.current.get(id);
      openers.current.delete(id);
      if (document.activeElement === document.body && opener instanceof HTMLElement && opener.isConnected)
        opener.focus();
    }
    for (const id of viewIds) if (!openers.current.has(id)) openers.current.set(id, document.activeElement);
  }, [viewIds.join()]);
}
