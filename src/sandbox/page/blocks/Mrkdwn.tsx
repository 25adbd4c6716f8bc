import './blocks.css';
import { useEffect, useState } from 'preact/hooks';
import type { Json, Person } from '../wire/contract.ts';
import { useFacts } from '../wire/live.ts';
import { goTo } from '../wire/place.ts';
import { formatDate } from './format-date.ts';
import { wordsOf } from './held.ts';
import { parseMrkdwn } from './parse-mrkdwn.ts';
import type { Piece } from './parse-pointed.ts';
import { type NamedChannel, useSurface } from './surface.ts';

type Names = { people: readonly Person[]; channels: readonly NamedChannel[] };

/** A text in Slack's mrkdwn as Slack shows it. It is built of nodes: what people wrote is never markup of the page. */
export function Mrkdwn({
  text,
  people,
  channels = [],
}: {
  text: string;
  people: readonly Person[];
  channels?: readonly NamedChannel[];
}) {
  return <span class="bk-text">{shown(parseMrkdwn(text), { people, channels })}</span>;
}

/** A text object: plain or mrkdwn. */
export function Text({ of }: { of: unknown }) {
  const { people, channels } = useSurface();
  if (typeof of === 'object' && of !== null && (of as Json).type === 'mrkdwn')
    return <Mrkdwn text={wordsOf(of)} people={people} channels={channels} />;
  return <span class="bk-text">{wordsOf(of)}</span>;
}

const shown = (pieces: Piece[], names: Names) =>
  pieces.map((piece, index) => <Shown key={index} piece={piece} names={names} />);

function Shown({ piece, names }: { piece: Piece; names: Names }) {
  switch (piece.kind) {
    case 'break':
      return <br />;
    case 'bold':
      return <strong>{shown(piece.inside, names)}</strong>;
    case 'italic':
      return <em>{shown(piece.inside, names)}</em>;
    case 'strike':
      return <s>{shown(piece.inside, names)}</s>;
    case 'quote':
      return <blockquote class="bk-quote">{shown(piece.inside, names)}</blockquote>;
    case 'code':
      return <code class="bk-code">{piece.text}</code>;
    case 'pre':
      return <pre class="bk-pre">{piece.text}</pre>;
    case 'link':
      return <ToMessage piece={piece} names={names} />;
    case 'emoji':
      return (
        <span role="img" aria-label={piece.name.replaceAll('_', ' ')}>
          {piece.sign}
        </span>
      );
    case 'date':
      return <Moment piece={piece} />;
    case 'text':
      return <>{piece.text}</>;
    default:
      return <bdi class="bk-mention">{mentionOf(piece, names)}</bdi>;
  }
}

function mentionOf(
  piece: Extract<Piece, { kind: 'user' | 'channel' | 'broadcast' }>,
  { people, channels }: Names,
): string {
  if (piece.kind === 'broadcast') return piece.label;
  const known = (piece.kind === 'user' ? people : channels).find(({ id }) => id === piece.id)?.name;
  const name = known ?? (piece.label || piece.id);
  return piece.kind === 'user' ? `@${name.replace(/^@/, '')}` : `#${name.replace(/^#/, '')}`;
}

/** Where a message stands in this workspace, as Slack writes it (chat.getPermalink). */
const PERMALINK = /\/archives\/([A-Z0-9]+)\/p\d+$/;

/** A link to a message of this workspace opens its channel here; every other one opens beside the page. */
function ToMessage({ piece, names }: { piece: Extract<Piece, { kind: 'link' }>; names: Names }) {
  const channel = names.channels.find(({ id }) => id === PERMALINK.exec(piece.url)?.[1]);
  if (!channel) return <Link url={piece.url}>{piece.label}</Link>;
  return (
    <button type="button" class="bk-to-message" onClick={() => goTo(channel.id)}>
      {piece.label === piece.url ? `#${channel.name}` : piece.label}
    </button>
  );
}

const Link = ({ url, children }: { url: string; children: string }) => (
  <a href={url} target="_blank" rel="noopener noreferrer">
    {children}
  </a>
);

const HALF_MINUTE_MS = 30_000;

/** An instant in the reader's own time, by the line's clock; "5 minutes ago" stays right. */
function Moment({ piece }: { piece: Extract<Piece, { kind: 'date' }> }) {
  const ahead = useFacts()?.aheadHours ?? 0;
  const [, turn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => turn((count) => count + 1), HALF_MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  const now = new Date(Date.now() + ahead * 3_600_000);
  const words = formatDate(piece.format, piece.seconds, now) ?? piece.fallback;
  return piece.url ? <Link url={piece.url}>{words}</Link> : <time title={piece.fallback}>{words}</time>;
}
