import './modal.css';
import words from '../../../../locales/en/staff-page-blocks.json';
import { wordsOf } from '../blocks/held.ts';
import { slack } from '../wire/api.ts';
import type { LiveEvents, Person, View } from '../wire/contract.ts';
import { useLive } from '../wire/live.ts';
import { ModalView } from './ModalView.tsx';

/** The modals that somebody has open, one on the other as Slack stacks them. */
export function ModalStack({ user, people }: { user: string; people: readonly Person[] }) {
  const isOurs = (data: LiveEvents[keyof LiveEvents]) => !('where' in data) || data.where === user;
  const stack = useLive<View[]>(['slack', 'facts'], isOurs, () => slack('viewStack', user), [user]) ?? [];
  const titles = stack.map((view) => wordsOf(view.title) || words.untitled);
  return (
    <>
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
