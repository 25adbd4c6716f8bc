/** How long other work of the process waits at most for what takes long altogether. */
const STRETCH_MS = 8;

/** Gives way to other work where it has waited long enough: to be called between two short pieces of something long, and awaited when it says so. */
export function givingWay(stretchMs = STRETCH_MS): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < stretchMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
