import { useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import { slack } from '../wire/api.ts';
import type { Ephemeral as Shown } from '../wire/contract.ts';
import type { Desk } from './desk.ts';
import { MessageFrame } from './Message.tsx';
import { Said } from './Said.tsx';
import { problemOf, usePressInMessage } from './use-press.ts';

/** What the app says to one person alone. */
export function Ephemeral({ desk, shown }: { desk: Desk; shown: Shown }) {
  const { press, problem } = usePressInMessage(desk.user, shown.channel, shown.ts);
  const [undone, setUndone] = useState<string | null>(null);
  const dismiss = () =>
    slack('dismissEphemeral', desk.user, shown.ts).catch((error: unknown) => setUndone(problemOf(error)));
  const wrong = problem ?? undone;
  return (
    <div class="ws-ephemeral" data-testid="ephemeral">
      <p class="ws-only-you small">
        {words.only_you}
        <button type="button" class="button" data-small data-kind="plain" onClick={dismiss}>
          {words.dismiss}
        </button>
      </p>
      <MessageFrame name={words.bot} bot ts={shown.ts}>
        <Said desk={desk} said={shown} onPress={press} />
        {wrong && (
          <p class="problem" role="alert">
            {wrong}
          </p>
        )}
      </MessageFrame>
    </div>
  );
}
