import type { MediaWarning } from '../core/domain/media.ts';

/** `clean`: a picture that can be made anew. Else what the file may tell of who made it. */
export type Sniffed = { extension: string; holds: 'clean' | MediaWarning };

type Signature = Sniffed & { at?: number; bytes: string };

/** The first that fits, by what stands at the beginning of the file (Latin-1). What it is called, and what it says it is, is not asked. */
const SIGNATURES: Signature[] = [
  { bytes: '\xff\xd8\xff', extension: 'jpg', holds: 'clean' },
  { bytes: '\x89PNG\r\n\x1a\n', extension: 'png', holds: 'clean' },
  { bytes: 'WEBP', at: 8, extension: 'webp', holds: 'clean' },
  { bytes: 'GIF8', extension: 'gif', holds: 'picture' },
  { bytes: 'II*\0', extension: 'tif', holds: 'picture' },
  { bytes: 'MM\0*', extension: 'tif', holds: 'picture' },
  { bytes: '8BPS', extension: 'psd', holds: 'picture' },
  { bytes: 'OggS', extension: 'ogg', holds: 'sound' },
  { bytes: 'ID3', extension: 'mp3', holds: 'sound' },
  { bytes: '\xff\xfb', extension: 'mp3', holds: 'sound' },
  { bytes: '\xff\xf3', extension: 'mp3', holds: 'sound' },
  { bytes: '\xff\xf1', extension: 'aac', holds: 'sound' },
  { bytes: 'fLaC', extension: 'flac', holds: 'sound' },
  { bytes: '#!AMR', extension: 'amr', holds: 'sound' },
  { bytes: 'WAVE', at: 8, extension: 'wav', holds: 'sound' },
  { bytes: 'AVI ', at: 8, extension: 'avi', holds: 'video' },
  { bytes: '%PDF', extension: 'pdf', holds: 'document' },
  { bytes: '{\\rtf', extension: 'rtf', holds: 'document' },
  { bytes: '\xd0\xcf\x11\xe0', extension: 'doc', holds: 'document' },
];

/** Brands of the box that begins a file of ISO's media format (MPEG-4, HEIF, QuickTime). */
const BRANDS: [RegExp, Sniffed][] = [
  [/^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)/, { extension: 'heic', holds: 'picture' }],
  [/^avi[fs]/, { extension: 'avif', holds: 'picture' }],
  [/^M4[AB]/, { extension: 'm4a', holds: 'sound' }],
  [/^qt/, { extension: 'mov', holds: 'video' }],
  [/^/, { extension: 'mp4', holds: 'video' }],
];

/** What lies in an archive says which program wrote it. */
const ARCHIVES: [string, string][] = [
  ['word/', 'docx'],
  ['xl/', 'xlsx'],
  ['ppt/', 'pptx'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
  ['', 'zip'],
];

/** What a file is, by its bytes alone. */
export function sniff(bytes: Uint8Array): Sniffed {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString('latin1', 0, 64);
  if (head.startsWith('ftyp', 4)) {
    const brand = BRANDS.find(([pattern]) => pattern.test(head.slice(8, 12)));
    if (brand) return brand[1];
  }
  if (head.startsWith('PK\x03\x04')) {
    const archive = ARCHIVES.find(([name]) => buffer.includes(name, 0, 'latin1'));
    return { extension: archive?.[1] ?? 'zip', holds: 'document' };
  }
  if (head.startsWith('\x1aE\xdf\xa3')) return ofMatroska(buffer);
  const known = SIGNATURES.find(({ bytes: start, at = 0 }) => head.startsWith(start, at));
  if (known) return { extension: known.extension, holds: known.holds };
  return isText(buffer) ? { extension: 'txt', holds: 'document' } : { extension: 'bin', holds: 'unknown' };
}

/** A recording made by a browser: the codecs of its tracks stand near its beginning. */
const ofMatroska = (buffer: Buffer): Sniffed =>
  /A_(OPUS|VORBIS)/.test(buffer.toString('latin1', 0, 4096)) && !/V_\w/.test(buffer.toString('latin1', 0, 4096))
    ? { extension: 'weba', holds: 'sound' }
    : { extension: 'webm', holds: 'video' };

function isText(buffer: Buffer): boolean {
  // `stream`: the cut may fall within a character.
  const start = buffer.subarray(0, 4096);
  if (start.length === 0 || start.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}
