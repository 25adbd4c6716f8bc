import './modal.css';
import { useMemo } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-blocks.json';
import { wordsOf } from '../blocks/held.ts';
import type { Person, View } from '../wire/contract.ts';
import { ModalView } from './ModalView.tsx';
import { forgetGone } from './typed.ts';
import { useFocusReturn } from './use-focus-return.ts';

type Props = {
  user: string;
  people: readonly Person[];
  /** The lowest first. */
  stack: readonly View[];
};

/** The modals that somebody has open, one on the other as Slack stacks them. */
export function ModalStack({ user, people, stack }: Props) {
  // Before the views are drawn: a new one may have the name of one that is gone.
  useMemo(() => forgetGone(user, stack), [user, stack]);
  useFocusReturn(stack.map(({ id }) => id));
  const titles = stack.map((view) => wordsOf(view.title) || words.untitled);
  return (
    <>
      {stack.length > 0 && <div class="modal-veil" />}
      {stack.map((view, index) => (
        <ModalView
          key={view.id}
          user={user}
          people={people}
          view={view}
          beneath={titles.slice(0, index)}
          top={index === stack.length - 1}
        />
      ))}
    </>
  );
}
