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
    open?.showModal();
    return () => {
      open?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    const open = dialog.current;
    const title = open?.querySelector<HTMLElement>('.modal-title');
    const at = document.activeElement;
    const began = !open?.contains(at) || at === open || at === title || at?.closest('.modal-head') != null;
    if (began && open?.matches('.modal[data-top]')) (open.querySelector<HTMLElement>(FIELDS) ?? title)?.focus();
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
