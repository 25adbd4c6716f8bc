/** Tags of the Bot API's HTML style (https://core.telegram.org/bots/api#html-style) that the line may use. */
const TAGS = new Set([
  'b',
  'strong',
  'i',
  'em',
  'u',
  'ins',
  's',
  'strike',
  'del',
  'span',
  'tg-spoiler',
  'a',
  'code',
  'pre',
  'blockquote',
]);
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

export type Entity = { type: string; offset: number; length: number; url?: string };
export type Parsed = { ok: true; text: string; entities: Entity[] } | { ok: false; description: string };

const bad = (what: string): Parsed => ({ ok: false, description: `Bad Request: can't parse entities: ${what}` });

/** Parses as Telegram does: unknown tags, unclosed tags and a bare `<` are errors. Offsets are UTF-16 code units. */
export function parseHtml(source: string): Parsed {
  let text = '';
  const open: { tag: string; offset: number; url?: string }[] = [];
  const entities: Entity[] = [];
  for (let at = 0; at < source.length; ) {
    const character = source[at] as string;
    if (character === '&') {
      const entity = /^&(#\d+|#x[0-9a-f]+|lt|gt|amp|quot);/i.exec(source.slice(at, at + 12));
      text += entity ? decode(entity[1] as string) : '&';
      at += entity ? entity[0].length : 1;
      continue;
    }
    if (character !== '<') {
      text += character;
      at += 1;
      continue;
    }
    const tag = /^<(\/?)([a-z0-9-]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/i.exec(source.slice(at));
    if (!tag)
      return bad(
        `Unsupported start tag "${source.slice(at + 1, at + 11)}" at byte offset ${Buffer.byteLength(source.slice(0, at))}`,
      );
    const name = (tag[2] as string).toLowerCase();
    if (!TAGS.has(name))
      return bad(`Unsupported start tag "${name}" at byte offset ${Buffer.byteLength(source.slice(0, at))}`);
    at += tag[0].length;
    if (tag[1] === '') {
      const url = /href="([^"]*)"/.exec(tag[3] ?? '')?.[1];
      open.push({ tag: name, offset: text.length, ...(url && { url }) });
      continue;
    }
    const start = open.pop();
    if (start?.tag !== name) return bad(`Unmatched end tag at byte offset ${Buffer.byteLength(source.slice(0, at))}`);
    if (text.length > start.offset)
      entities.push({
        type: start.tag,
        offset: start.offset,
        length: text.length - start.offset,
        ...(start.url && { url: start.url }),
      });
  }
  const left = open.pop();
  return left ? bad(`Can't find end tag corresponding to start tag "${left.tag}"`) : { ok: true, text, entities };
}

function decode(entity: string): string {
  if (!entity.startsWith('#')) return ENTITIES[entity.toLowerCase()] ?? '';
  const code =
    entity[1]?.toLowerCase() === 'x' ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
