import type { ComponentChildren } from 'preact';
import type { Entity } from '../wire/contract.ts';
import { segments } from './segments.ts';

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
