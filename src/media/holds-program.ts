import { inflateSync } from 'node:zlib';

/** Parts of an office document that run or hold what runs; their names are written in the clear, in letters of either case. */
const IN_ARCHIVES = [
  /vbaproject/,
  /\/macrosheets\//,
  /\/activex\//,
  /\/embeddings\/oleobject/,
  /\/embeddings\/[^/\0]{1,100}\.(?:bin|[xdp][a-z]{2,3}m|exe)/,
  /basic\/[^/\0]{1,100}\//,
  /scripts\/(?:python|javascript|beanshell|java)\//,
];
/** What in a PDF acts by itself or carries another file (ISO 32000-1, 12.6.4 and 7.11.4). */
const IN_PDF = /\/(?:JavaScript|Launch|RichMedia|EmbeddedFile)/;
/** Where objects of a PDF are packed together. */
const PACKED = /\/ObjStm[\s\S]{0,300}?stream\r?\n/g;
/** Unpacked, of each and of so many: what asks for more is nothing that anybody filled in. */
const MOST_UNPACKED = 8 * 1024 * 1024;
const MOST_PACKS = 2000;

/** Whether a document holds a program, whatever its name says: as far as it says so itself, and nothing of it is run to find out. */
export function holdsProgram(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString('latin1', 0, 8);
  if (head.startsWith('PK')) return holdsIn(buffer.toString('latin1').toLowerCase(), IN_ARCHIVES);
  return head.startsWith('%PDF') && pdfHolds(buffer);
}

const holdsIn = (text: string, patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(text));

function pdfHolds(buffer: Buffer): boolean {
  const text = buffer.toString('latin1');
  if (IN_PDF.test(named(text))) return true;
  let left = MOST_UNPACKED;
  for (const [count, found] of [...text.matchAll(PACKED)].entries()) {
    const unpacked = unpack(buffer.subarray(found.index + found[0].length), left);
    if (count >= MOST_PACKS || unpacked === 'too_much') return true;
    if (IN_PDF.test(named(unpacked))) return true;
    left -= unpacked.length;
  }
  return false;
}

/** A name may be written in figures: `/J#61vaScript`. */
const named = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, figures: string) => String.fromCharCode(Number.parseInt(figures, 16)));

/** Empty where it is packed in another way, as the few are that were protected by a password. */
function unpack(bytes: Buffer, most: number): string | 'too_much' {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(most, 1) }).toString('latin1');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_much' : '';
  }
}
