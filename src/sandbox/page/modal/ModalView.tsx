import { useId } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-blocks.json';
import { Blocks } from '../blocks/Blocks.tsx';
import { wordsOf } from '../blocks/held.ts';
import type { Person, View } from '../wire/contract.ts';
import { useTyped } from './typed.ts';
import { useDialog } from './use-dialog.ts';
import { useViewActs } from './use-view-acts.ts';

type Props = {
  user: string;
  people: readonly Person[];
  view: View;
  /** Titles of the views beneath, the lowest first. */
  beneath: readonly string[];
  top: boolean;
};

/** Words alone can be scrolled by keyboard only where the focus can be; otherwise the controls take it there. */
const hasControls = ({ blocks }: View): boolean =>
  blocks.some(({ type, accessory }) => type === 'input' || type === 'actions' || accessory !== undefined);

/** One view of the stack. Those beneath stay as they are, out of sight. */
export function ModalView({ user, people, view, beneath, top }: Props) {
  const id = useId();
  const [values, change] = useTyped(user, view);
  const acts = useViewActs(user, view, values);
  const dialog = useDialog(view.hash, acts.errors);
  return (
    <dialog
      ref={dialog}
      open
      class="modal"
      inert={!top}
      data-top={top ? '' : undefined}
      data-testid={top ? 'modal' : undefined}
      aria-labelledby={`${id}-title`}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          dialog.current?.querySelector('form')?.requestSubmit();
        // A browser that knows no `:open` matches nothing inside `:is()`, and takes no offence.
        if (event.key !== 'Escape' || (event.target as Element).matches('select:is(:open)')) return;
        event.preventDefault();
        void acts.close();
      }}
    >
      <form
        class="modal-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (wordsOf(view.submit) !== '') void acts.submit();
        }}
      >
        <Head id={`${id}-title`} view={view} beneath={beneath} onClose={() => void acts.close()} />
        <div class="modal-body" tabIndex={hasControls(view) ? undefined : 0}>
          <Blocks
            blocks={view.blocks}
            acting={user}
            people={people}
            values={values}
            onChange={change}
            errors={acts.errors}
            onPress={acts.press}
          />
        </div>
        <Foot view={view} sending={acts.sending} trouble={acts.trouble} onClose={() => void acts.close()} />
      </form>
    </dialog>
  );
}

type HeadProps = { id: string; view: View; beneath: readonly string[]; onClose: () => void };

function Head({ id, view, beneath, onClose }: HeadProps) {
  return (
    <header class="modal-head">
      <div class="modal-names">
        {beneath.length > 0 && (
          <ol class="modal-trail" aria-label={words.trail}>
            {beneath.map((title, index) => (
              <li key={`${index} ${title}`}>{title}</li>
            ))}
          </ol>
        )}
        <h2 class="modal-title" id={id} tabIndex={-1}>
          {wordsOf(view.title) || words.untitled}
        </h2>
      </div>
      <button type="button" class="button modal-x" data-kind="plain" aria-label={words.close_view} onClick={onClose}>
        <span aria-hidden="true">✕</span>
      </button>
    </header>
  );
}

type FootProps = { view: View; sending: boolean; trouble: boolean; onClose: () => void };

function Foot({ view, sending, trouble, onClose }: FootProps) {
  const submit = wordsOf(view.submit);
  return (
    <footer class="modal-foot">
      <p class="modal-said" role="status">
        {sending && <span class="soft">{words.sending}</span>}
        {trouble && <span class="problem">{words.trouble}</span>}
      </p>
      <button type="button" class="button" onClick={onClose}>
        {wordsOf(view.close) || words.close}
      </button>
      {submit !== '' && (
        <button
          type="submit"
          class="button"
          data-kind="primary"
          aria-disabled={sending || undefined}
          aria-busy={sending || undefined}
        >
          {submit}
        </button>
      )}
    </footer>
  );
}
