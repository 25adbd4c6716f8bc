import { EMOJI } from './emoji.ts';
import { type Piece, readPointed, unescaped } from './parse-pointed.ts';

const FENCE = '```';

/** A text in Slack's mrkdwn as pieces to show. It never fails: what is no markup is text. */
export function parseMrkdwn(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf(FENCE, at);
    const close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length + 1);
    if (close < 0) break;
    pieces.push(...parseLines(text.slice(at, open).replace(/\n$/, '')));
    pieces.push({ kind: 'pre', text: plainOf(text.slice(open + FENCE.length, close).replace(/^\n|\n$/g, '')) });
    at = close + FENCE.length;
    if (text[at] === '\n') at += 1;
  }
  return [...pieces, ...parseLines(text.slice(at))];
}

/** What stands inside code: links by their label, nothing else marked. */
const plainOf = (text: string): string =>
  unescaped(text.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, address: string, label?: string) => label || address));

const QUOTE = /^(?:>|&gt;) ?/;
const QUOTE_REST = /^(?:>|&gt;){3} ?/;

function parseLines(text: string): Piece[] {
  if (text === '') return [];
  const pieces: Piece[] = [];
  const lines = text.split('\n');
  let quoted: string[] = [];
  let rest = false;
  const endQuote = () => {
    const inside = quoted.flatMap((line, index) => (index === 0 ? parseLine(line) : [BREAK, ...parseLine(line)]));
    if (quoted.length > 0) pieces.push({ kind: 'quote', inside });
    quoted = [];
  };
  lines.forEach((line, index) => {
    if (rest || QUOTE.test(line)) {
      const all = !rest && QUOTE_REST.test(line);
      quoted.push(rest ? line : line.replace(all ? QUOTE_REST : QUOTE, ''));
      rest ||= all;
      return;
    }
    endQuote();
    // A quote stands on lines of its own already.
    if (index > 0 && pieces.at(-1)?.kind !== 'quote') pieces.push(BREAK);
    pieces.push(...parseLine(line));
  });
  endQuote();
  return pieces;
}

const BREAK: Piece = { kind: 'break' };

/** `hopeless`: signs that no other follows. They are not looked for again, so hostile text takes no longer than other. */
type Reading = { text: string; within: string; hopeless: Set<string> };
type Found = { piece: Piece; end: number } | null;

const READERS: Record<string, (reading: Reading, from: number) => Found> = {
  '<': pointed,
  '`': code,
  ':': emoji,
  '*': marked,
  _: marked,
  '~': marked,
};

function parseLine(text: string, within = ''): Piece[] {
  const reading: Reading = { text, within, hopeless: new Set(within) };
  const pieces: Piece[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') pieces.push({ kind: 'text', text: unescaped(plain) });
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const found = READERS[text[at] as string]?.(reading, at);
    if (found) {
      flush();
      pieces.push(found.piece);
    } else plain += text[at];
    at = found ? found.end : at + 1;
  }
  flush();
  return pieces;
}

function next({ text, hopeless }: Reading, sign: string, from: number): number {
  if (hopeless.has(sign)) return -1;
  const end = text.indexOf(sign, from);
  if (end < 0) hopeless.add(sign);
  return end;
}

function pointed(reading: Reading, from: number): Found {
  const end = next(reading, '>', from + 1);
  // The longest there is has an address of 3000 characters: `<` before a far `>` is writing.
  const piece = end < 0 || end - from > 4000 ? null : readPointed(reading.text.slice(from + 1, end));
  return piece && { piece, end: end + 1 };
}

function code(reading: Reading, from: number): Found {
  const end = next(reading, '`', from + 1);
  if (end <= from + 1) return null;
  return { piece: { kind: 'code', text: plainOf(reading.text.slice(from + 1, end)) }, end: end + 1 };
}

function emoji({ text }: Reading, from: number): Found {
  const name = /^:([a-z0-9_+-]{1,40}):/.exec(text.slice(from, from + 42))?.[1];
  if (name === undefined || !Object.hasOwn(EMOJI, name)) return null;
  return { piece: { kind: 'emoji', name, sign: EMOJI[name] as string }, end: from + name.length + 2 };
}

const MARKS: Record<string, 'bold' | 'italic' | 'strike'> = { '*': 'bold', _: 'italic', '~': 'strike' };
const WORD = /[\p{L}\p{N}]/u;

/** A mark counts at the edge of words alone, as in Slack: `2*3*4` and `snake_case_name` stay as they are. */
function marked({ text, within, hopeless }: Reading, from: number): Found {
  const sign = text[from] as string;
  const opens = !WORD.test(text[from - 1] ?? ' ') && !/\s/.test(text[from + 1] ?? ' ');
  if (!opens || hopeless.has(sign)) return null;
  for (let end = text.indexOf(sign, from + 2); end >= 0; end = text.indexOf(sign, end + 1)) {
    const before = text[end - 1] as string;
    if (before === sign || /\s/.test(before) || WORD.test(text[end + 1] ?? ' ')) continue;
    const inside = parseLine(text.slice(from + 1, end), within + sign);
    return { piece: { kind: MARKS[sign] as 'bold', inside }, end: end + 1 };
  }
  hopeless.add(sign);
  return null;
}
