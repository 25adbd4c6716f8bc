export type Fault = {
  method?: string;
  /** How it fails: `hollow` answers ok and has done nothing; anything else is Slack's own error code, such as `not_in_channel`. */
  kind: '429' | '500' | 'reset' | 'answerLost' | 'timeout' | 'disconnectSocket' | 'hollow' | (string & {});
  times?: number;
  retryAfterSeconds?: number;
};

/** Faults waiting to happen to calls, in the order in which they were asked for. */
export function makeFaults() {
  let waiting: (Fault & { left: number })[] = [];
  return {
    add: (fault: Fault) => void waiting.push({ ...fault, left: fault.times ?? 1 }),
    clear: () => {
      waiting = [];
    },
    /** The fault that this call meets, if any. */
    take: (method: string): Fault | undefined => {
      const fault = waiting.find((one) => (one.method ?? method) === method);
      if (!fault) return undefined;
      fault.left -= 1;
      if (fault.left === 0) waiting = waiting.filter((one) => one !== fault);
      return fault;
    },
  };
}
export type Faults = ReturnType<typeof makeFaults>;
