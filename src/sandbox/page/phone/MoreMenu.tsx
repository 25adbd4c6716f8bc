import { closeMenu } from './Commands.tsx';
import type { Holder } from './use-acts.ts';

/** What Telegram itself can do with a chat. */
export function MoreMenu({ holder }: { holder: Holder }) {
  const { words, acts, chatId, blocked } = holder;
  const choices = [
    { word: blocked ? words.unblock : words.block, act: blocked ? 'unblock' : 'block' },
    { word: words.clear, act: 'clearHistory' },
  ];
  return (
    <details class="phone-menu phone-menu-down">
      <summary class="button phone-icon" data-kind="plain" title={words.more}>
        <span aria-hidden="true">⋮</span>
        <span class="hidden-visually">{words.more}</span>
      </summary>
      <div class="phone-sheet">
        {choices.map(({ word, act }) => (
          <button
            key={act}
            type="button"
            class="phone-choice"
            onClick={() => void acts.act(act, chatId).then(closeMenu)}
          >
            {word}
          </button>
        ))}
      </div>
    </details>
  );
}
