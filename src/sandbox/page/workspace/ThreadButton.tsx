import words from '../../../../locales/en/staff-page-workspace.json';
import type { SlackMessage } from '../wire/contract.ts';
import { fill } from '../words.ts';
import type { Desk } from './desk.ts';
import { timeOf } from './moments.ts';
import type { Channel } from './places.ts';
import { useReadMarks } from './read-marks.ts';
import { newestReply, repliesOf } from './talk.ts';

export type ThreadOf = {
  open: boolean;
  /** Until when the channel was read before it was opened; empty for who never read there. */
  readBefore: string;
  onOpen: () => void;
};

/** How many answered, and the way to their thread. */
export function ThreadButton(props: { desk: Desk; message: SlackMessage; channel: Channel; thread: ThreadOf }) {
  const { desk, message, channel, thread } = props;
  const { unread } = useReadMarks(desk.user);
  const replies = repliesOf(message);
  const last = replies.at(-1);
  const newest = newestReply(message, desk.user);
  const came = thread.readBefore !== '' && newest !== null && newest > thread.readBefore;
  const isNew = came && !thread.open && unread(`${channel.id} ${message.ts}`, newest);
  const count = replies.length === 1 ? words.one_reply : fill(words.replies, { count: replies.length });
  return (
    <button
      type="button"
      class="ws-thread-button"
      id={`ws-thread-${message.ts}`}
      aria-expanded={thread.open}
      onClick={thread.onOpen}
    >
      <strong>{last ? count : words.reply_in_thread}</strong>
      {isNew && <span class="ws-new">{words.new_replies}</span>}
      {last && <span class="soft small">{fill(words.last_reply, { when: timeOf(last.ts) })}</span>}
    </button>
  );
}
