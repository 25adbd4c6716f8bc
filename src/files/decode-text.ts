export type Decoded = { text: string; encoding: 'UTF-8' | 'UTF-16' | 'Windows-1250' };

/** Letters of a file, by what is in it: UTF-8 or UTF-16 with or without its mark, else the Windows code page of these languages. Null of what is no text. */
export function decodeText(given: Uint8Array): Decoded | null {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const wide = wideOf(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  // No text has bytes like these: a PDF, a picture, a program.
  if (bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32))) return null;
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return null;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1250').decode(bytes), encoding: 'Windows-1250' };
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
