/** Tags of the Bot API's HTML style and the entities they make (https://core.telegram.org/bots/api#html-style). */
const TAGS: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const REFERENCE = /^&(#\d{1,8}|#x[0-9a-f]{1,6}|lt|gt|amp|quot);/i;
const END_TAG = /^<\/([^\s>]*)\s*(>?)/;
const START_TAG = /^<([^\s>]*)((?:[^>"']|"[^"]*"|'[^']*')*)(>?)/;

export type Entity = { type: string; offset: number; length: number; url?: string };
export type Parsed = { ok: true; text: string; entities: Entity[] } | { ok: false; description: string };
type OpenTag = { name: string; offset: number; url: string | undefined };

/** What is wrong with the markup, in the words of Telegram. */
class Unparsable extends Error {}

/**
 * Parses as Telegram does: unknown, unclosed and wrongly nested tags are errors, and so is a bare `<`.
 * Offsets of entities are UTF-16 code units, offsets in errors are bytes. The words of the errors are those of
 * `parse_html` in tdlib (MessageEntity.cpp), which the Bot API server runs.
 */
export function parseHtml(source: string): Parsed {
  try {
    return { ok: true, ...parse(source) };
  } catch (error) {
    if (!(error instanceof Unparsable)) throw error;
    return { ok: false, description: `Bad Request: can't parse entities: ${error.message}` };
  }
}

function parse(source: string): { text: string; entities: Entity[] } {
  let text = '';
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const bytes = () => Buffer.byteLength(source.slice(0, at));
    if (rest.startsWith('</')) {
      const [length, tag] = closeTag(rest, bytes(), open);
      const entity = entityOf(tag, text);
      if (entity) entities.push(entity);
      at += length;
    } else if (rest.startsWith('<')) {
      const [length, name, url] = openTag(rest, bytes());
      open.push({ name, offset: text.length, url });
      at += length;
    } else {
      const [length, character] = readCharacter(rest);
      text += character;
      at += length;
    }
  }
  const left = open.pop();
  if (left) throw new Unparsable(`Can't find end tag corresponding to start tag "${left.name}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function openTag(rest: string, at: number): [length: number, name: string, url: string | undefined] {
  const [whole = '', given = '', attributes = '', end] = START_TAG.exec(rest) ?? [];
  const name = given.toLowerCase();
  if (end !== '>' && rest.indexOf('>') === -1 && !/[\s>]/.test(rest))
    throw new Unparsable(`Unclosed start tag at byte offset ${at}`);
  if (!Object.hasOwn(TAGS, name)) throw new Unparsable(`Unsupported start tag "${name}" at byte offset ${at}`);
  if (end !== '>') throw new Unparsable(`Unclosed start tag "${name}" at byte offset ${at}`);
  if (name === 'span' && !/\sclass\s*=\s*["']?tg-spoiler["']?/.test(attributes))
    throw new Unparsable(`Tag "span" must have class "tg-spoiler" at byte offset ${at}`);
  return [whole.length, name, /\shref\s*=\s*["']?([^"']*)["']?/.exec(attributes)?.[1]];
}

function closeTag(rest: string, at: number, open: OpenTag[]): [length: number, tag: OpenTag] {
  const [whole = '', name = '', end] = END_TAG.exec(rest) ?? [];
  const tag = open.pop();
  if (!tag) throw new Unparsable(`Unexpected end tag at byte offset ${at}`);
  if (end !== '>') throw new Unparsable(`Unclosed end tag at byte offset ${at}`);
  if (name !== '' && name.toLowerCase() !== tag.name)
    throw new Unparsable(
      `Unmatched end tag at byte offset ${at}, expected "</${tag.name}>", found "</${name.toLowerCase()}>"`,
    );
  return [whole.length, tag];
}

/** An empty entity is dropped; a link without an address is its own address. */
function entityOf(tag: OpenTag, text: string): Entity | undefined {
  const length = text.length - tag.offset;
  if (length === 0) return undefined;
  const url = tag.name === 'a' ? { url: decodeAll(tag.url || text.slice(tag.offset)) } : {};
  return { type: TAGS[tag.name] as string, offset: tag.offset, length, ...url };
}

const decodeAll = (given: string): string =>
  given.replace(/&(?:#\w+|lt|gt|amp|quot);/gi, (one) => readCharacter(one)[1]);

/** An unknown reference such as `&nbsp;` stays as it is written. */
function readCharacter(rest: string): [length: number, character: string] {
  const reference = REFERENCE.exec(rest);
  const named = reference?.[1]?.toLowerCase();
  if (!reference || named === undefined) return [1, rest[0] as string];
  const code = named.startsWith('#x') ? Number.parseInt(named.slice(2), 16) : Number(named.slice(1));
  const character = named.startsWith('#') ? fromCode(code) : NAMED[named];
  return character === undefined ? [1, '&'] : [reference[0].length, character];
}

const fromCode = (code: number): string | undefined =>
  code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : undefined;
