import type { Step } from '../page/wire/contract.ts';
import type { StandIns } from './keep-sandbox.ts';

type Note = (step: Omit<Step, 'at'>) => void;

/** Calls that say something to a person; the rest is housekeeping. */
const SAYING = new Set(['sendMessage', 'sendDocument', 'sendPhoto', 'sendVoice', 'sendVideo', 'editMessageText']);
const CARDS: Record<string, string> = { 'chat.postMessage': 'posted', 'chat.update': 'updated' };

/** What the stand-ins see of the line, until the returned function is called. */
export function stepsOfStandIns({ telegram, slack }: StandIns, note: Note): () => void {
  const ends = [
    telegram?.control.onUpdate(({ updateId, kind, chatId }) =>
      note({ station: 'update', what: kind, updateId, ok: true, ...(chatId !== undefined && { chatId }) }),
    ),
    telegram?.control.onCall(({ method, chatId, reference, fault }) => {
      if (!fault && !SAYING.has(method)) return;
      // A poll that fails is tried again and again, and says nothing of any item.
      if (fault && method === 'getUpdates') return;
      note({
        station: 'delivery',
        ...outcome('said', fault),
        ...(chatId !== undefined && { chatId }),
        ...about(reference),
      });
    }),
    slack?.control.onAct(({ kind }) => note({ station: 'update', what: kind, ok: true })),
    slack?.control.onCall(({ method, inThread, reference, fault }) => {
      const done = CARDS[method];
      if (!done) return;
      note({ station: 'card', ...outcome(inThread ? 'in_thread' : done, fault), ...about(reference) });
    }),
  ];
  return () => {
    for (const end of ends) end?.();
  };
}

const outcome = (what: string, fault: string | undefined): Pick<Step, 'what' | 'ok' | 'reason'> =>
  fault ? { what: 'fault', ok: false, reason: fault } : { what, ok: true };

const about = (reference: string | undefined): Pick<Step, 'reference'> => (reference ? { reference } : {});
