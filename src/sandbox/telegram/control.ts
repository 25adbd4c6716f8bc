import type { Fault, Faults } from './faults.ts';
import { makingGroups } from './groups.ts';
import { tappingKeyboards } from './keyboards.ts';
import { noting } from './noted.ts';
import { addingPeople, chatOf, sending, tapping } from './people.ts';
import type { State } from './state.ts';
import type { Updates } from './updates.ts';
import { watching } from './watching.ts';

/** What people on Telegram do and see, for tests, the chat command and the page. Each act makes the update that the real Telegram would. */
export function makeControl(state: State, updates: Updates, faults: Faults) {
  const sends = sending(state, updates);
  return {
    ...addingPeople(state),
    ...makingGroups(state, updates),
    ...sends,
    ...tappingKeyboards(state, sends),
    ...tapping(state, updates),
    ...watching(state),
    ...noting(state),
    editLast(chatId: number, text: string): { updateId: number } {
      const last = chatOf(state, chatId).messages.findLast(
        (message) => message.from === 'resident' && message.text !== undefined,
      );
      if (!last) throw new Error('there is no text to edit');
      return sends.editText(chatId, last.messageId, text);
    },
    /** Sends an update once more, as Telegram does when it was not confirmed. */
    redeliver(updateId: number): void {
      const update = state.history.get(updateId);
      if (!update) throw new Error('no such update');
      updates.repeat(update);
    },
    /** An update of any shape. */
    injectUpdate(body: Record<string, unknown>): number {
      const update = { update_id: state.nextUpdateId, ...body };
      state.nextUpdateId += 1;
      updates.queue(update);
      return update.update_id;
    },
    pendingUpdates: () => updates.pending(),
    fault: (fault: Fault) =>
      fault.kind === 'duplicateUpdate' ? updates.duplicateNext(fault.times ?? 1) : faults.add(fault),
    clearFaults: () => {
      faults.clear();
      updates.duplicateNext(0);
    },
  };
}
export type TelegramControl = ReturnType<typeof makeControl>;
