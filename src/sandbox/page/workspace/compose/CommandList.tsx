import { useEffect, useState } from 'preact/hooks';
import words from '../../../../../locales/en/staff-page-workspace.json';
import { fill } from '../../words.ts';
import { fitting } from './typed.ts';

type LineCommand = { typed: string; args: string; says: string };

const says: Record<string, string> = words.line_command;
const args: Record<string, string> = words.line_word;

/** Everything the slash command can do, in the order of its own help. */
const LINE_COMMANDS: LineCommand[] = Object.keys(says).map((name) => ({
  typed: `/line ${name.replaceAll('_', ' ')}`,
  args: args[name] ?? '',
  says: says[name] ?? '',
}));

export type Commands = {
  found: LineCommand[];
  /** -1: none, and Enter sends what was typed. */
  active: number;
  pick: (command: LineCommand) => void;
  /** True when the key was meant for the list. */
  onKey: (event: KeyboardEvent) => boolean;
};

/** What may be typed after "/", chosen with the arrow keys, completed with Tab. */
export function useCommands(draft: string, onPick: (typed: string) => void): Commands {
  const [active, setActive] = useState(-1);
  const [closedAt, setClosedAt] = useState<string | null>(null);
  useEffect(() => setActive(-1), [draft]);
  const found = closedAt === draft ? [] : fitting(LINE_COMMANDS, draft);
  const pick = (command: LineCommand) => onPick(command.args === '' ? command.typed : `${command.typed} `);
  const keys: Record<string, () => boolean> = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active < 0 ? found.length - 1 : active - 1),
    Escape: () => {
      setClosedAt(draft);
      return true;
    },
    Tab: () => choose(Math.max(0, active)),
    Enter: () => active >= 0 && choose(active),
  };
  const move = (to: number): boolean => {
    setActive(to % found.length);
    return true;
  };
  const choose = (at: number): boolean => {
    const command = found[at];
    if (command) pick(command);
    return command !== undefined;
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (found.length === 0 || event.shiftKey) return false;
    const taken = Object.hasOwn(keys, event.key) && keys[event.key]?.() === true;
    if (taken) event.preventDefault();
    return taken;
  };
  return { found, active, pick, onKey };
}

export function CommandList({ commands, id }: { commands: Commands; id: string }) {
  const { found, active, pick } = commands;
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <>
      <p class="hidden-visually" aria-live="polite">
        {found.length > 0 && fill(words.commands_found, { count: found.length })}
      </p>
      {found.length > 0 && (
        <div class="ws-commands" role="listbox" id={id} aria-label={words.commands}>
          {found.map((command, at) => (
            <div
              key={command.typed}
              id={`${id}-${at}`}
              class="ws-command"
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              onMouseDown={(event) => {
                // The field keeps the focus.
                event.preventDefault();
                pick(command);
              }}
            >
              <span class="ws-command-name">
                {command.typed} {command.args && <em>{command.args}</em>}
              </span>
              <span class="soft small">{command.says}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
