import type { Block, Json } from '../wire/contract.ts';
import { wordsOf } from './held.ts';
import { isSafeUrl } from './parse-pointed.ts';
import { usePress } from './use-press.ts';

type Props = { block: Block; element: Json };

/** A button. It is never disabled while it is busy, so that the focus stays where it is. */
export function PressButton({ block, element }: Props) {
  const { press, busy, dialog } = usePress(block, element);
  const value = typeof element.value === 'string' ? element.value : undefined;
  const url = typeof element.url === 'string' && isSafeUrl(element.url) ? element.url : null;
  const looks = {
    class: 'button bk-button',
    'aria-label': typeof element.accessibility_label === 'string' ? element.accessibility_label : undefined,
    'data-kind': element.style === 'primary' || element.style === 'danger' ? element.style : undefined,
    'data-busy': busy ? '' : undefined,
    onClick: () => void press(value),
  };
  return (
    <>
      {url ? (
        <a href={url} target="_blank" rel="noopener noreferrer" {...looks}>
          {wordsOf(element.text)}
        </a>
      ) : (
        <button type="button" aria-disabled={busy || undefined} aria-busy={busy || undefined} {...looks}>
          {wordsOf(element.text)}
        </button>
      )}
      {dialog}
    </>
  );
}
