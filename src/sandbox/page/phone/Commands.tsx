import type { Holder } from './use-acts.ts';
import type { BotCommand } from './use-commands.ts';
import type { PhoneWords } from './words.ts';

/** The bot's own menu, beside the field. */
export function CommandMenu({ commands, holder }: { commands: BotCommand[]; holder: Holder }) {
  const { words, acts, chatId } = holder;
  if (commands.length === 0) return null;
  return (
    <details class="phone-menu">
      <summary class="button phone-icon" title={words.commands}>
        <span aria-hidden="true">☰</span>
        <span class="hidden-visually">{words.commands}</span>
      </summary>
      <div class="phone-sheet">
        <CommandList
          commands={commands}
          words={words}
          onChoose={(command) => {
            closeMenu();
            return acts.act('sendText', chatId, command);
          }}
        />
      </div>
    </details>
  );
}

/** A menu is closed by what was chosen in it. */
export function closeMenu(): void {
  const open = document.activeElement?.closest('details');
  if (!open) return;
  open.open = false;
  open.querySelector('summary')?.focus();
}

type ListProps = { commands: BotCommand[]; words: PhoneWords; onChoose(command: string): Promise<unknown> };

export function CommandList({ commands, words, onChoose }: ListProps) {
  if (commands.length === 0) return null;
  return (
    <ul class="phone-commands" aria-label={words.commands}>
      {commands.map(({ command, description }) => (
        <li key={command}>
          <button type="button" onClick={() => void onChoose(`/${command}`)}>
            <b>/{command}</b> <span class="soft">{description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
