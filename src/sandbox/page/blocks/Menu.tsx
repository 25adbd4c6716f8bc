import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Choice, ChoiceGroup } from './held.ts';
import { Text } from './Mrkdwn.tsx';

type Props = {
  label: string;
  groups: ChoiceGroup[];
  /** The one that is chosen; null where choosing is a press and nothing stays chosen. */
  chosen: string | null;
  busy: boolean;
  onChoose: (value: string) => void;
  kind: 'overflow' | 'select';
  children: ComponentChildren;
};

const ITEMS = '[role^="menuitem"]';
const MOVES: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * A list that opens from a button; choosing in it is a press. A native select would press at each arrow key on its way
 * (WCAG 3.2.2), and could not be pressed twice for the same choice.
 */
export function Menu({ label, groups, chosen, busy, onChoose, kind, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open) place(button.current, list.current);
  }, [open]);
  const choose = (value: string) => {
    list.current?.hidePopover();
    button.current?.focus();
    onChoose(value);
  };
  const show = () => {
    if (!open) list.current?.showPopover();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={kind === 'overflow' ? 'button bk-more' : 'button bk-select'}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={busy || undefined}
        data-busy={busy ? '' : undefined}
        popovertarget={`${id}-list`}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          show();
        }}
      >
        {children}
      </button>
      <div
        ref={list}
        id={`${id}-list`}
        class="bk-menu"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        popover="auto"
        onToggle={(event) => setOpen(event.newState === 'open')}
        onKeyDown={(event) => move(event, list.current)}
      >
        {open &&
          groups.map((group) => <Group key={group.label ?? ''} group={group} chosen={chosen} onChoose={choose} />)}
      </div>
    </>
  );
}

function Group({
  group,
  chosen,
  onChoose,
}: {
  group: ChoiceGroup;
  chosen: string | null;
  onChoose: (value: string) => void;
}) {
  const items = group.choices.map((choice) => (
    <Item
      key={choice.value}
      choice={choice}
      chosen={chosen === null ? null : chosen === choice.value}
      onChoose={onChoose}
    />
  ));
  if (group.label === null) return <>{items}</>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu.
    <div role="group" aria-label={group.label}>
      <p class="bk-menu-label" aria-hidden="true">
        {group.label}
      </p>
      {items}
    </div>
  );
}

function Item({
  choice,
  chosen,
  onChoose,
}: {
  choice: Choice;
  chosen: boolean | null;
  onChoose: (value: string) => void;
}) {
  const role =
    chosen === null ? { role: 'menuitem' as const } : { role: 'menuitemradio' as const, 'aria-checked': chosen };
  return (
    <button type="button" class="bk-menu-item" tabIndex={-1} {...role} onClick={() => onChoose(choice.value)}>
      <span>
        <Text of={choice.text} />
        {choice.description && (
          <span class="bk-said">
            <Text of={choice.description} />
          </span>
        )}
      </span>
      {chosen && (
        <span class="bk-tick" aria-hidden="true">
          ✓
        </span>
      )}
    </button>
  );
}

/** Arrow keys go round, Escape and Tab close; none of them reaches the modal beneath. */
function move(event: KeyboardEvent, list: HTMLElement | null): void {
  const items = [...(list?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  event.stopPropagation();
  if (event.key === 'Tab') list?.hidePopover();
  const letter = event.key.length === 1 && event.key !== ' ' ? event.key.toLowerCase() : null;
  const named =
    letter === null
      ? -1
      : ([...items.keys()]
          .map((step) => (at + 1 + step) % items.length)
          .find((one) => items[one]?.textContent?.trim().toLowerCase().startsWith(letter)) ?? -1);
  const to = MOVES[event.key]?.(at, items.length) ?? named;
  if (to < 0) return;
  event.preventDefault();
  items[to]?.focus();
}

const EDGE = 8;

/** Beneath the button, or above it where there is no room; never past the edge of the window. */
function place(button: HTMLElement | null, list: HTMLElement | null): void {
  if (!button || !list) return;
  const at = button.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const below = at.bottom + 4;
  const above = at.top - 4 - size.height;
  const top = below + size.height > window.innerHeight - EDGE && above >= EDGE ? above : below;
  const left = Math.max(EDGE, Math.min(at.left, window.innerWidth - size.width - EDGE));
  list.style.setProperty('top', `${Math.max(EDGE, Math.min(top, window.innerHeight - size.height - EDGE))}px`);
  list.style.setProperty('left', `${left}px`);
  const chosen = list.querySelector<HTMLElement>('[aria-checked="true"]') ?? list.querySelector<HTMLElement>(ITEMS);
  chosen?.focus();
}
