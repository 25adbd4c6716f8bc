import { useState } from 'preact/hooks';
import { telegram } from '../wire/api.ts';
import type { ChatMessage, KeyboardButton } from '../wire/contract.ts';
import { onEvent } from '../wire/live.ts';
import type { Holder } from './use-acts.ts';

/** Telegram's own clients give up turning the wheel after about so long. */
const ANSWER_MS = 10_000;
const TOAST_MS = 4_000;

/** The buttons under a message. */
export function InlineKeyboard({ message, holder }: { message: ChatMessage; holder: Holder }) {
  const { acts, chatId } = holder;
  const [busy, setBusy] = useState<string | null>(null);
  const [toast, setToast] = useState('');
  const rows = message.markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  const press = async (data: string) => {
    setBusy(data);
    const pressed = await acts.act<{ queryId: string }>('pressButton', chatId, message.messageId, data);
    if (pressed) {
      const text = await answerTo(pressed.queryId);
      if (text) {
        setToast(text);
        setTimeout(() => setToast(''), TOAST_MS);
      }
    }
    setBusy(null);
  };
  return (
    <div class="phone-inline">
      {rows.map((row, index) => (
        <div class="phone-inline-row" key={index}>
          {row.map((button) => (
            <InlineButton key={button.text} button={button} busy={busy === button.callback_data} onPress={press} />
          ))}
        </div>
      ))}
      <p class="phone-toast" role="status">
        {toast}
      </p>
    </div>
  );
}

function InlineButton(props: { button: KeyboardButton; busy: boolean; onPress(data: string): Promise<void> }) {
  const { button, busy, onPress } = props;
  if (button.url)
    return (
      <a class="button phone-button" href={button.url} target="_blank" rel="noopener noreferrer">
        {button.text} <span aria-hidden="true">↗</span>
      </a>
    );
  return (
    <button
      type="button"
      class="button phone-button"
      aria-busy={busy}
      onClick={() => button.callback_data !== undefined && void onPress(button.callback_data)}
    >
      {button.text}
    </button>
  );
}

/** What the bot answers to a press: at most a line that passes. Asked whenever something in a chat changes. */
async function answerTo(queryId: string): Promise<string | undefined> {
  const asked = () => telegram<{ answered: boolean; text?: string } | null>('answerTo', queryId).catch(() => null);
  return new Promise((resolve) => {
    const finish = (text: string | undefined) => {
      clearTimeout(timer);
      clearInterval(again);
      end();
      resolve(text);
    };
    const look = async () => {
      const answer = await asked();
      if (answer === null || answer.answered) finish(answer?.text);
    };
    const timer = setTimeout(() => finish(undefined), ANSWER_MS);
    // An answer with nothing to show changes no chat.
    const again = setInterval(() => void look(), 500);
    const end = onEvent('chat', () => void look());
    void look();
  });
}
