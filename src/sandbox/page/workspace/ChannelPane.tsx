import { useEffect, useState } from 'preact/hooks';
import words from '../../../../locales/en/staff-page-workspace.json';
import type { Ephemeral as Shown, SlackMessage } from '../wire/contract.ts';
import { fill } from '../words.ts';
import { Composer } from './compose/Composer.tsx';
import type { Desk } from './desk.ts';
import { Ephemeral } from './Ephemeral.tsx';
import { Log } from './Log.tsx';
import { Message } from './Message.tsx';
import { type Channel, titleOf } from './places.ts';
import { markRead, readUntil } from './read-marks.ts';
import { ChannelName } from './Sidebar.tsx';
import { type Entry, entriesOf } from './talk.ts';

type Props = {
  desk: Desk;
  channel: Channel;
  messages: SlackMessage[];
  ephemerals: Shown[];
  openThread: string | null;
  onThread: (ts: string) => void;
};

/** The messages of a channel, and where one writes there. */
export function ChannelPane({ desk, channel, messages, ephemerals, openThread, onThread }: Props) {
  const { user } = desk;
  const entries = entriesOf(
    messages,
    ephemerals.filter((one) => one.thread_ts === undefined),
  );
  const [readBefore] = useState(() => readUntil(user, channel.id));
  const [firstNew] = useState(() => firstUnread(entries, user, readBefore));
  const [sent, setSent] = useState(0);
  useEffect(() => {
    if (channel.newest !== null) markRead(user, channel.id, channel.newest);
  }, [user, channel.id, channel.newest]);
  const title = titleOf(channel);
  return (
    <section class="ws-channel" aria-label={title}>
      <h2 class="ws-title">
        <ChannelName channel={channel} />
      </h2>
      <Log
        label={fill(words.messages_in, { name: title })}
        entries={entries}
        now={desk.now}
        firstNew={firstNew}
        sent={sent}
        draw={(entry) =>
          'message' in entry ? (
            <Message
              desk={desk}
              message={entry.message}
              channel={channel}
              thread={{ open: openThread === entry.ts, readBefore, onOpen: () => onThread(entry.ts) }}
            />
          ) : (
            <Ephemeral desk={desk} shown={entry.shown} />
          )
        }
      />
      <Composer
        user={user}
        channel={channel}
        label={fill(words.write_in, { name: title })}
        onSent={() => setSent((times) => times + 1)}
      />
    </section>
  );
}

/** Where one stopped reading; nowhere for who never read here. */
function firstUnread(entries: readonly Entry[], user: string, readBefore: string): string | null {
  if (readBefore === '') return null;
  const unread = entries.find((one) => one.ts > readBefore && !('message' in one && one.message.user === user));
  return unread?.ts ?? null;
}
