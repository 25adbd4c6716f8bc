import type { ComponentChildren } from 'preact';
import type { Entity } from '../wire/contract.ts';

const TAGS: Record<string, 'b' | 'i' | 'u' | 's' | 'code' | 'q'> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'code',
  blockquote: 'q',
};
const SAFE = /^(https?:|tg:|mailto:|tel:)/i;

/** What somebody wrote, with the marks that Telegram shows. Nothing in it is ever taken for HTML. */
export function RichText({ text, entities }: { text: string; entities?: Entity[] | undefined }) {
  return (
    <>
      {segments(text, entities).map((segment, index) => (
        // A text's segments have no other name than their place.
        <Marked key={index} entities={segment.entities}>
          {segment.text}
        </Marked>
      ))}
    </>
  );
}

type Segment = { text: string; entities: Entity[] };

/** A text cut where an entity begins or ends; offsets count UTF-16 code units, as Telegram's do. */
function segments(text: string, entities: readonly Entity[] = []): Segment[] {
  const cuts = new Set([0, text.length]);
  for (const { offset, length } of entities) {
    cuts.add(Math.min(offset, text.length));
    cuts.add(Math.min(offset + length, text.length));
  }
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(0, -1).map((from, index) => {
    const to = at[index + 1] as number;
    const over = entities.filter(({ offset, length }) => offset <= from && offset + length >= to);
    return { text: text.slice(from, to), entities: over };
  });
}

function Marked({ entities, children }: { entities: readonly Entity[]; children: ComponentChildren }) {
  const [first, ...rest] = entities;
  if (!first) return <>{children}</>;
  const inner = <Marked entities={rest}>{children}</Marked>;
  if (first.type === 'text_link' && first.url && SAFE.test(first.url))
    return (
      <a href={first.url} target="_blank" rel="noopener noreferrer">
        {inner}
      </a>
    );
  const Tag = TAGS[first.type];
  return Tag ? <Tag>{inner}</Tag> : inner;
}
