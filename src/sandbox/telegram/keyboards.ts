import { chatOf, type SentMessage, type sending } from './people.ts';
import type { Button, State } from './state.ts';

/** What a person shares when a button of a reply keyboard asks for it; invented when not given. */
export type Shared = { phone?: string; latitude?: number; longitude?: number };

const INVENTED = { phone: '+38349000000', latitude: 42.8914, longitude: 20.866 };

/** Tapping on keyboards under the input field. */
export function tappingKeyboards(state: State, sends: ReturnType<typeof sending>) {
  return {
    /** Taps a button of the keyboard shown now. It shares the contact or place it asks for, else sends its text. */
    tapKeyboard(chatId: number, text: string, shared: Shared = {}): SentMessage {
      const button = shownKeyboard(state, chatId)
        .flat()
        .find((one) => one.text === text);
      if (!button) throw new Error('the keyboard shown has no such button');
      const { phone, latitude, longitude } = { ...INVENTED, ...shared };
      if (button.request_contact) return sends.sendContact(chatId, phone);
      if (button.request_location) return sends.sendLocation(chatId, latitude, longitude);
      return sends.sendText(chatId, text);
    },
  };
}

/** The last keyboard sent and not removed since; inline buttons do not replace it. */
function shownKeyboard(state: State, chatId: number): Button[][] {
  const last = chatOf(state, chatId).messages.findLast(
    ({ from, markup }) => from === 'bot' && (markup?.keyboard !== undefined || markup?.remove_keyboard === true),
  );
  return last?.markup?.keyboard ?? [];
}
