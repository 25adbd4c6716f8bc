import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatMessage } from '../wire/contract.ts';
import { Bubble } from './Bubble.tsx';
import type { Holder } from './use-acts.ts';

const NEAR_END = 120;
type Props = { holder: Holder; ready: boolean; showKeys: boolean; onEdit(message: ChatMessage): void };

/** The conversation. It follows what is new, unless somebody scrolled up to read. */
export function Chat({ holder, ready, showKeys, onEdit }: Props) {
  const { words } = holder;
  const shown = holder.messages.filter(({ deleted }) => !deleted);
  const { list, behind, toEnd, onScroll } = useEnd(holder.chatId, shown);
  return (
    <div class="phone-screen">
      <div
        class="phone-log"
        role="log"
        aria-label={words.chat}
        aria-busy={!ready}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
        ref={list}
        onScroll={onScroll}
      >
        {shown.map((message) => (
          <Bubble
            key={message.messageId}
            message={message}
            quoted={shown.find(({ messageId }) => messageId === message.replyTo)}
            holder={holder}
            showKeys={showKeys}
            onEdit={onEdit}
          />
        ))}
      </div>
      {behind && (
        <button type="button" class="button phone-behind" data-small onClick={toEnd}>
          {words.new_messages} <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
}

function useEnd(chatId: number, shown: readonly ChatMessage[]) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [behind, setBehind] = useState(false);
  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
    atEnd.current = true;
    setBehind(false);
  };
  const last = shown.at(-1);
  useEffect(() => {
    // Whoever writes wants to see it.
    if (atEnd.current || last?.from === 'resident') toEnd();
    else setBehind(true);
  }, [chatId, last?.messageId, shown.length]);
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current as HTMLDivElement;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (atEnd.current) setBehind(false);
  };
  return { list, behind, toEnd, onScroll };
}
