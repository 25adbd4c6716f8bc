const HEADER = 27;
/** Of a page's header: its last page ends the stream. */
const LAST = 4;

/**
 * What keeps bytes from being one whole OGG/Opus file, page after page (RFC 3533, section 6; RFC 7845, section 3), as the end of a sentence;
 * null where nothing does.
 */
export function wrongWithOpus(bytes: Uint8Array): string | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.toString('latin1', 0, 4) !== 'OggS' || !all.subarray(0, 64).includes('OpusHead')) return 'is not OGG/Opus';
  let at = 0;
  let flags = 0;
  for (let sequence = 0; at < all.length; sequence += 1) {
    const left = all.subarray(at);
    if (left.length >= 4 && left.toString('latin1', 0, 4) !== 'OggS') return 'is damaged: something else stands in it';
    const length = lengthOf(left);
    if (length === null || left.length < length) return 'breaks off in the middle';
    const page = left.subarray(0, length);
    if (page.readUInt32LE(22) !== checksumOf(page)) return 'is damaged: a part of it was changed';
    if (page.readUInt32LE(18) !== sequence) return 'is damaged: a part of it is missing';
    flags = page.readUInt8(5);
    at += length;
    if (flags & LAST && at < all.length) return 'is more than one recording';
  }
  return flags & LAST ? null : 'breaks off before its end';
}

/** With its header; null where that is cut. */
function lengthOf(left: Buffer): number | null {
  if (left.length < HEADER) return null;
  const segments = left.readUInt8(HEADER - 1);
  if (left.length < HEADER + segments) return null;
  return left.subarray(HEADER, HEADER + segments).reduce((sum, one) => sum + one, HEADER + segments);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

/** Reckoned as if it did not stand there itself. */
function checksumOf(page: Buffer): number {
  let crc = 0;
  page.forEach((byte, at) => {
    const value = at >= 22 && at < 26 ? 0 : byte;
    crc = ((crc << 8) ^ (TABLE[((crc >>> 24) ^ value) & 0xff] ?? 0)) >>> 0;
  });
  return crc;
}
