import { useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import { ChannelPane } from './ChannelPane.tsx';
import type { Desk } from './desk.ts';
import type { Channel } from './places.ts';
import { ThreadPane } from './ThreadPane.tsx';
import { useTold } from './talk.ts';

/** A channel, and beside it the thread that is open. */
export function Talk({ desk, channel }: { desk: Desk; channel: Channel }) {
  const told = useTold(desk.user, channel.id);
  const [open, setOpen] = useState<string | null>(null);
  if (!told) return <p class="ws-waiting">{words.loading}</p>;
  const root = told.messages.find(({ ts }) => ts === open);
  const close = () => {
    setOpen(null);
    // Back to where one came from.
    requestAnimationFrame(() => document.getElementById(`ws-thread-${open}`)?.focus());
  };
  return (
    <div class="ws-talk" data-thread={root ? 'open' : 'closed'}>
      <ChannelPane desk={desk} channel={channel} {...told} openThread={root?.ts ?? null} onThread={setOpen} />
      {root && (
        <ThreadPane
          key={root.ts}
          desk={desk}
          channel={channel}
          root={root}
          ephemerals={told.ephemerals}
          onClose={close}
        />
      )}
    </div>
  );
}
