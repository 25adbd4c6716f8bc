import { useRef, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-tour.json';
import { ask } from '../wire/api.ts';
import type { Facts } from '../wire/contract.ts';

/** Back to the sample data, once somebody is sure. */
export function Reset({ facts, onDone }: { facts: Facts; onDone(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const reset = async () => {
    dialog.current?.close();
    try {
      await ask<Facts>('POST', 'reset', {});
      setProblem(null);
      onDone();
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <>
      <button
        type="button"
        class="button"
        data-small
        disabled={!facts.canReset || facts.state !== 'running'}
        onClick={() => dialog.current?.showModal()}
      >
        {words.reset}
      </button>
      {!facts.canReset && <p class="soft small">{words.reset_impossible}</p>}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <dialog ref={dialog} class="tour-dialog" aria-label={words.reset}>
        <p>{words.reset_ask}</p>
        <div class="tour-buttons">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {words.reset_no}
          </button>
          <button type="button" class="button" data-kind="danger" onClick={() => void reset()}>
            {words.reset_yes}
          </button>
        </div>
      </dialog>
    </>
  );
}
