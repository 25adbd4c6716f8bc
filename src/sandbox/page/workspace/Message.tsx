import type { ComponentChildren } from 'preact';
import words from '../../../../locales/en/staff-page-workspace.json';
import type { SlackMessage } from '../wire/contract.ts';
import { type Desk, nameOf } from './desk.ts';
import { FileList } from './files/FileList.tsx';
import { momentOf, timeOf } from './moments.ts';
import type { Channel } from './places.ts';
import { Reactions } from './Reactions.tsx';
import { Said } from './Said.tsx';
import { ThreadButton, type ThreadOf } from './ThreadButton.tsx';
import { usePressInMessage } from './use-press.ts';

type Props = { desk: Desk; message: SlackMessage; channel: Channel; thread?: ThreadOf };

/** A message with everything that hangs on it. `thread` where one can open its thread. */
export function Message({ desk, message, channel, thread }: Props) {
  const bot = message.bot_id !== undefined;
  const { press, problem } = usePressInMessage(desk.user, channel.id, message.ts);
  const reference = message.metadata?.event_payload.reference;
  const card = thread && bot ? { 'data-testid': 'card', 'data-reference': reference as string | undefined } : {};
  return (
    <MessageFrame name={nameOf(desk.people, message.user)} bot={bot} ts={message.ts} edited={message.edited} {...card}>
      {message.deleted ? (
        <p class="ws-tombstone soft">{words.deleted}</p>
      ) : (
        <>
          <Said desk={desk} said={message} onPress={press} />
          <FileList files={message.files} user={desk.user} />
        </>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Reactions names={message.reactions} />
      {thread && <ThreadButton desk={desk} message={message} channel={channel} thread={thread} />}
    </MessageFrame>
  );
}

type FrameProps = {
  name: string;
  bot: boolean;
  ts: string;
  edited?: boolean;
  children: ComponentChildren;
  'data-testid'?: string;
  'data-reference'?: string | undefined;
};

/** Who wrote, when, and below it what. */
export function MessageFrame({ name, bot, ts, edited = false, children, ...hooks }: FrameProps) {
  return (
    <article class="ws-message" aria-label={`${name}, ${timeOf(ts)}`} {...hooks}>
      <span class="ws-face" data-bot={bot ? 'yes' : 'no'} aria-hidden="true">
        {initialsOf(name)}
      </span>
      <div class="ws-message-body">
        <p class="ws-author">
          <strong>{name}</strong> {bot && <span class="ws-app-badge">{words.app_badge}</span>}
          <time class="soft small" dateTime={momentOf(ts).toISOString()}>
            {timeOf(ts)}
          </time>
          {edited && <span class="soft small">{words.edited}</span>}
        </p>
        {children}
      </div>
    </article>
  );
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
