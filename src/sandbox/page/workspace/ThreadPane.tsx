import { useEffect, useRef, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import type { Ephemeral as Shown, SlackMessage } from '../wire/contract.ts';
import { Composer } from './compose/Composer.tsx';
import type { Desk } from './desk.ts';
import { Ephemeral } from './Ephemeral.tsx';
import { Log } from './Log.tsx';
import { Message } from './Message.tsx';
import type { Channel } from './places.ts';
import { markRead } from './read-marks.ts';
import { entriesOf, newestReply } from './talk.ts';

type Props = { desk: Desk; channel: Channel; root: SlackMessage; ephemerals: Shown[]; onClose: () => void };

/** A message and what was answered to it, beside the channel or over it. */
export function ThreadPane({ desk, channel, root, ephemerals, onClose }: Props) {
  const { user } = desk;
  const [sent, setSent] = useState(0);
  const close = useRef<HTMLButtonElement>(null);
  const newest = newestReply(root, user);
  useEffect(() => close.current?.focus(), []);
  useEffect(() => {
    if (newest !== null) markRead(user, `${channel.id} ${root.ts}`, newest);
  }, [user, channel.id, root.ts, newest]);
  const mine = ephemerals.filter((one) => one.thread_ts === root.ts);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // A dialog inside closes by itself, and the thread stays.
    if (event.target instanceof Element && event.target.closest('dialog')) return;
    onClose();
  };
  return (
    <section class="ws-thread" aria-label={words.thread} data-testid="thread" onKeyDown={leave}>
      <h2 class="ws-title">
        <span class="ws-entry-name">{words.thread}</span>
        <button type="button" class="button" data-small ref={close} aria-label={words.close_thread} onClick={onClose}>
          <span aria-hidden="true">✕</span>
        </button>
      </h2>
      <Log
        label={words.thread_messages}
        entries={entriesOf([root, ...root.replies], mine)}
        now={desk.now}
        sent={sent}
        draw={(entry) =>
          'message' in entry ? (
            <Message desk={desk} message={entry.message} channel={channel} />
          ) : (
            <Ephemeral desk={desk} shown={entry.shown} />
          )
        }
      />
      <Composer
        user={user}
        channel={channel}
        thread={root.ts}
        label={words.write_in_thread}
        onSent={() => setSent((times) => times + 1)}
      />
    </section>
  );
}
