/**
 * Runs `work` one at a time: when woken, and again after the milliseconds it resolves with. A wake during a run makes another
 * run follow, so that none is lost. `work` must not throw.
 */
export function startLoop(work: () => Promise<number>): { wake(): void; stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const run = async () => {
    clearTimeout(timer);
    let delay = 0;
    do {
      again = false;
      delay = await work();
    } while (again && !stopped);
    running = undefined;
    if (!stopped) timer = setTimeout(wake, delay);
  };
  const wake = () => {
    if (stopped) return;
    again = true;
    running ??= run();
  };
  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
