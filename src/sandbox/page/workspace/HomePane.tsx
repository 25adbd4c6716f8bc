import { useEffect, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import { Blocks } from '../blocks/Blocks.tsx';
import { WithKeys } from '../translators/WithKeys.tsx';
import { slack } from '../wire/api.ts';
import type { View } from '../wire/contract.ts';
import { useLive } from '../wire/live.ts';
import { fill } from '../words.ts';
import type { Desk } from './desk.ts';
import { changedAt } from './places.ts';
import { problemOf, usePressInHome } from './use-press.ts';
import { wordsIn } from './words-in.ts';

/** The Home tab of the app: drawn anew whenever it is opened. */
export function HomePane({ desk }: { desk: Desk }) {
  const { user, people, channels, showKeys } = desk;
  const [unopened, setUnopened] = useState<string | null>(null);
  const view = useLive<View | null>(
    ['slack', 'facts'],
    changedAt((where) => where === user),
    () => slack('home', user),
    [user],
  );
  const { press, problem } = usePressInHome(user);
  useEffect(() => {
    slack('openHome', user).catch((error: unknown) => setUnopened(problemOf(error)));
  }, [user]);
  const wrong = problem ?? unopened;
  return (
    <section class="ws-home" aria-label={fill(words.home_about, { name: words.bot })}>
      <h2 class="ws-title">
        <span class="ws-entry-name">{fill(words.home_about, { name: words.bot })}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard (axe scrollable-region-focusable). */}
      <section class="ws-home-body" aria-label={words.home} tabIndex={0}>
        {wrong && (
          <p class="problem" role="alert">
            {wrong}
          </p>
        )}
        {view ? (
          <WithKeys on={showKeys} text={wordsIn(view.blocks)} language="en">
            <Blocks blocks={view.blocks} onPress={press} acting={user} people={people} channels={channels} />
          </WithKeys>
        ) : (
          <p class="soft">{words.home_empty}</p>
        )}
      </section>
    </section>
  );
}
