/** Ends only what will never come: a wait ends when what it waits for is true, however busy the machine is. */
export const PATIENCE_MS = 300_000;

export const within = (what: string) => ({ timeoutMs: PATIENCE_MS, what });
