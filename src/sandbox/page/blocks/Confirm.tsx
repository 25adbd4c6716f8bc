import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-blocks.json';
import type { Json } from '../wire/contract.ts';
import { wordsOf } from './held.ts';
import { Text } from './Mrkdwn.tsx';

type Answer = (sure: boolean) => void;

/** Asks once more where an element wants it: `sure()` waits for the answer, `dialog` stands beside the element. */
export function useConfirm(confirm: unknown): { sure: () => Promise<boolean>; dialog: VNode | null } {
  const [answer, setAnswer] = useState<Answer | null>(null);
  if (typeof confirm !== 'object' || confirm === null) return { sure: () => Promise.resolve(true), dialog: null };
  const sure = () => new Promise<boolean>((resolve) => setAnswer(() => resolve));
  const end: Answer = (yes) => {
    setAnswer(null);
    answer?.(yes);
  };
  return { sure, dialog: answer ? <Confirm asked={confirm as Json} onAnswer={end} /> : null };
}

function Confirm({ asked, onAnswer }: { asked: Json; onAnswer: Answer }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const open = dialog.current;
    open?.showModal();
    return () => {
      open?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="bk-confirm"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onAnswer(false);
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h3 id={`${id}-title`}>{wordsOf(asked.title)}</h3>
      <p id={`${id}-text`}>
        <Text of={asked.text} />
      </p>
      <div class="bk-confirm-foot">
        <button type="button" class="button" onClick={() => onAnswer(false)}>
          {wordsOf(asked.deny) || words.close}
        </button>
        <button
          type="button"
          class="button"
          data-kind={asked.style === 'danger' ? 'danger' : 'primary'}
          onClick={() => onAnswer(true)}
        >
          {wordsOf(asked.confirm)}
        </button>
      </div>
    </dialog>
  );
}
