import { useEnd } from '../use-end.ts';
import type { ChatMessage } from '../wire/contract.ts';
import { Bubble } from './Bubble.tsx';
import type { Holder } from './use-acts.ts';

const NEAR_PX = 120;
type Props = { holder: Holder; ready: boolean; showKeys: boolean; onEdit(message: ChatMessage): void };

/** The conversation. It follows what is new, unless somebody scrolled up to read. */
export function Chat({ holder, ready, showKeys, onEdit }: Props) {
  const { words } = holder;
  const shown = holder.messages.filter(({ deleted }) => !deleted);
  const { box, inside, below, toEnd, onScroll } = useEnd({
    last: shown.at(-1)?.messageId ?? 0,
    // Whoever writes wants to see it.
    sent: shown.findLast(({ from }) => from === 'resident')?.messageId ?? 0,
    nearPx: NEAR_PX,
  });
  return (
    <div class="phone-screen">
      <div
        class="phone-log"
        role="log"
        aria-label={words.chat}
        aria-busy={!ready}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
        ref={box}
        onScroll={onScroll}
      >
        <div class="phone-said" ref={inside}>
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
      </div>
      {below && (
        <button type="button" class="button phone-behind" data-small onClick={toEnd}>
          {words.new_messages} <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
}
