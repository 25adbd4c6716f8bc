export type FaultKind =
  | '429'
  | '500'
  | 'reset'
  | 'answerLost'
  | '400'
  | '403'
  | 'timeout'
  | 'duplicateUpdate'
  | 'idle'
  | 'noVoices';
/** `400`: it refuses what is sent. `timeout`: no effect and no answer, until the client gives up. `answerLost`: the call has its effect and the connection breaks. `duplicateUpdate`: the next update comes twice, whatever the method. `noVoices`: the resident lets nobody send them voices. `idle`: it says that it did what was asked, and did nothing. */
export type Fault = { kind: FaultKind; method?: string; chatId?: number; times?: number; retryAfterSeconds?: number };

/** Faults waiting to happen to calls of the Bot API, in the order in which they were asked for. */
export function makeFaults() {
  let waiting: (Fault & { left: number })[] = [];
  return {
    add: (fault: Fault) => {
      waiting.push({ ...fault, left: fault.times ?? 1 });
    },
    clear: () => {
      waiting = [];
    },
    /** The fault that this call meets, if any. */
    take: (method: string, chatId: number | undefined): Fault | undefined => {
      const fault = waiting.find(
        (one) => (one.method ?? method) === method && (one.chatId === undefined || one.chatId === chatId),
      );
      if (!fault) return undefined;
      fault.left -= 1;
      if (fault.left === 0) waiting = waiting.filter((one) => one !== fault);
      return fault;
    },
  };
}
export type Faults = ReturnType<typeof makeFaults>;
