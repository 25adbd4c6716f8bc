export type Decoded = { text: string; encoding: 'UTF-8' | 'UTF-16' | 'Windows-1250' };

/** Letters of a file, by what is in it: UTF-8 or UTF-16 with or without its mark, else the Windows code page of these languages. Null of what is no text. */
export function decodeText(given: Uint8Array): Decoded | null {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const wide = wideOf(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  // No text has bytes like these: a PDF, a picture, a program.
  if (bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32))) return null;
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return null;
  const text = asUtf8(bytes);
  if (text !== null) return { text, encoding: 'UTF-8' };
  return { text: new TextDecoder('windows-1250').decode(bytes), encoding: 'Windows-1250' };
}

/** Also of a file that breaks off within a letter, for which a sign stands then. Null of what is no UTF-8. */
function asUtf8(bytes: Buffer): string | null {
  const text = decoded(bytes, false);
  if (text !== null) return text;
  const before = decoded(bytes, true);
  // One letter of Windows-1250 at the end of a file begins one of UTF-8 too: others must show what it is.
  return before !== null && /[^\0-\x7f]/.test(before) ? `${before}\ufffd` : null;
}

/** `stream`: what is not complete yet is left out. */
function decoded(bytes: Buffer, stream: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

/** By the mark, or because every second byte at the beginning is empty, as it is of Latin letters. */
function wideOf(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 16);
  if (head.length < 16) return null;
  const empty = (from: number) => head.every((byte, index) => (index % 2 === from ? byte === 0 : byte > 0));
  if (empty(1)) return 'utf-16le';
  return empty(0) ? 'utf-16be' : null;
}
