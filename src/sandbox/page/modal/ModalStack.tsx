import './modal.css';
import { useEffect, useMemo } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-blocks.json';
import { wordsOf } from '../blocks/held.ts';
import { slack } from '../wire/api.ts';
import type { LiveEvents, Person, View } from '../wire/contract.ts';
import { useLive } from '../wire/live.ts';
import { ModalView } from './ModalView.tsx';
import { forgetGone } from './typed.ts';

type Props = {
  user: string;
  people: readonly Person[];
  /** How many are open: what lies beneath is out of reach. */
  onDepth(depth: number): void;
};

/** The modals that somebody has open, one on the other as Slack stacks them. Each person has a stack of their own. */
export const ModalStack = (props: Props) => <Stack key={props.user} {...props} />;

function Stack({ user, people, onDepth }: Props) {
  const isOurs = (data: LiveEvents[keyof LiveEvents]) => !('where' in data) || data.where === user;
  const found = useLive<View[]>(['slack', 'facts'], isOurs, () => slack('viewStack', user), [user]);
  // Before the views are drawn: a new one may have the name of one that is gone.
  useMemo(() => found && forgetGone(user, found), [user, found]);
  const stack = found ?? [];
  useEffect(() => onDepth(stack.length), [stack.length]);
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
