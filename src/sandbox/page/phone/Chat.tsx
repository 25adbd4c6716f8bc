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
  const { list, behind, toEnd, onScroll } = useEnd(holder.messages, shown.at(-1));
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

function useEnd(messages: readonly ChatMessage[], last: ChatMessage | undefined) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const newest = useRef(0);
  const top = useRef(0);
  const [behind, setBehind] = useState(false);
  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
    atEnd.current = true;
    setBehind(false);
  };
  // After every change: a message that grows, as the bot edits it, is followed too.
  useEffect(() => {
    const came = (last?.messageId ?? 0) > newest.current;
    newest.current = last?.messageId ?? 0;
    // Whoever writes wants to see it.
    if (atEnd.current || (came && last?.from === 'resident')) toEnd();
    else if (came) setBehind(true);
  }, [messages]);
  useEffect(() => {
    // A keyboard that comes up, or a phone that is turned, leaves less room.
    const room = new ResizeObserver(() => atEnd.current && toEnd());
    if (list.current) room.observe(list.current);
    return () => room.disconnect();
  }, []);
  const onScroll = () => {
    // A phone that is put away may still be scrolling, and one that is not shown has no place to be at.
    if (!list.current || list.current.clientHeight === 0) return;
    const { scrollTop, scrollHeight, clientHeight } = list.current;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_END;
    // Away from the end is only who went up: what came meanwhile makes the way longer too.
    if (near || scrollTop < top.current) atEnd.current = near;
    top.current = scrollTop;
    if (near) setBehind(false);
  };
  return { list, behind, toEnd, onScroll };
}
