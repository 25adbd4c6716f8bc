import { useEffect, useState } from 'preact/hooks';
import type { ChatMessage } from '../wire/contract.ts';
import { onEvent } from '../wire/live.ts';

/** Telegram shows it for five seconds or until a message comes (Bot API, sendChatAction). */
const SHOWN_MS = 5_000;

/** Whether the bot says that it is typing. */
export function useTyping(chatId: number, messages: readonly ChatMessage[]): boolean {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = onEvent('typing', (event) => {
      if (event.chatId !== chatId) return;
      setTyping(true);
      clearTimeout(timer);
      timer = setTimeout(() => setTyping(false), SHOWN_MS);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [chatId]);
  const said = messages.filter(({ from }) => from === 'bot').length;
  useEffect(() => setTyping(false), [said]);
  return typing;
}
