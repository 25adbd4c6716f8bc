import type { ChatMessage, KeyboardButton } from '../wire/contract.ts';
import type { Holder } from './use-acts.ts';

/** The last keyboard that came and was not taken away since; buttons under messages do not replace it. */
function shownKeyboard(messages: readonly ChatMessage[]): KeyboardButton[][] {
  const last = messages.findLast(
    ({ from, markup }) => from === 'bot' && (markup?.keyboard !== undefined || markup?.remove_keyboard === true),
  );
  return last?.markup?.keyboard ?? [];
}

/** The keyboard under the field, as bots send it to ask for a number or a place. */
export function ReplyKeyboard({ holder }: { holder: Holder }) {
  const { acts, chatId, messages } = holder;
  const rows = shownKeyboard(messages);
  if (rows.length === 0) return null;
  return (
    <div class="phone-keyboard">
      {rows.map((row, index) => (
        <div class="phone-inline-row" key={index}>
          {row.map((button) => (
            <button
              key={button.text}
              type="button"
              class="button phone-button"
              onClick={() => void acts.act('tapKeyboard', chatId, button.text)}
            >
              {button.text}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
