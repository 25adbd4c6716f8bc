import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

const FIELDS = '.modal-body :is(input, select, textarea)';
const WRONG = '.bk-input[data-wrong] :is(input, select, textarea)';

/**
 * The focus goes into a new modal, to its first field as soon as it has one, and to the first mistake there is; when the modal goes,
 * it returns to what opened it.
 */
export function useDialog(hash: string, errors: Record<string, string>): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const open = dialog.current;
    const shown = () => open && showWhereSeen(open);
    const watch = new ResizeObserver(shown);
    if (open?.parentElement) watch.observe(open.parentElement);
    shown();
    return () => {
      watch.disconnect();
      open?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    const open = dialog.current;
    const at = document.activeElement;
    // Whoever is in the middle of it already stays there.
    if (open && (!open.contains(at) || at === open || at?.closest('.modal-head'))) enter(open);
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

function enter(dialog: HTMLDialogElement): void {
  if (!dialog.open || !dialog.matches('[data-top]')) return;
  (dialog.querySelector<HTMLElement>(FIELDS) ?? dialog.querySelector<HTMLElement>('.modal-title'))?.focus();
}

/** On a narrow screen the workspace may be out of sight: a modal open in there would block the page and show nothing. */
export function showWhereSeen(dialog: HTMLDialogElement): void {
  const seen = dialog.parentElement?.checkVisibility() === true;
  if (seen && !dialog.open) {
    dialog.showModal();
    enter(dialog);
  }
  if (!seen && dialog.open) dialog.close();
}
