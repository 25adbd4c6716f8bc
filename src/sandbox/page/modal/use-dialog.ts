import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const FIELDS = '.modal-body :is(input, select, textarea)';
const WRONG = '.bk-input[data-wrong] :is(input, select, textarea)';

/**
 * The focus goes into a new modal, to its first field as soon as it has one, and to the first mistake there is. It covers the
 * workspace alone: whoever writes on the phone beside it is left there.
 */
export function useDialog(hash: string, errors: Record<string, string>): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const open = dialog.current;
    const at = document.activeElement;
    if (!open || isElsewhere(at, open)) return;
    // Whoever is in the middle of it already stays there.
    if (!open.contains(at) || at === open || at?.closest('.modal-head')) enter(open);
  }, [hash]);
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const field = dialog.current?.querySelector<HTMLElement>(WRONG);
    field?.focus();
    // With its label and what is wrong, which stand above and beneath it.
    field?.closest('.bk-input')?.scrollIntoView({ block: 'nearest' });
  }, [JSON.stringify(errors)]);
  return dialog;
}

/** On the phone, or in another part of the page. */
function isElsewhere(at: Element | null, dialog: HTMLDialogElement): boolean {
  const pane = at?.closest('[data-pane]') ?? null;
  return pane !== null && pane !== dialog.closest('[data-pane]');
}

function enter(dialog: HTMLDialogElement): void {
  if (!dialog.matches('[data-top]')) return;
  (dialog.querySelector<HTMLElement>(FIELDS) ?? dialog.querySelector<HTMLElement>('.modal-title'))?.focus();
}
